//! The talk itself: what a person types, what the server answers, what is heard meanwhile.

use super::api::{Api, Problem};
use super::events::Listening;
use super::screen::Screen;
use super::words::is_yes;
use app::api::chat::{
    ChatMessage, ChatResponse, ChatSettingsChange, ConversationSummary, DropdownChoice,
    EmotionChoice, Monster,
};
use app::api::event::{Event, SettingsEvent};
use app::language::Language;
use std::pin::pin;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncWrite, Lines};
use uuid::Uuid;

/// A signed-in person in a conversation.
pub(super) struct Session<I, O> {
    api: Api,
    lines: Lines<I>,
    screen: Screen<O>,
    conversation: Uuid,
    events: Listening,
    options: Options,
    is_over: bool,
}

/// What the numbers mean that can be typed now, as keys.
enum Options {
    Emotions(Vec<String>),
    Choices(Vec<String>),
}

impl Options {
    fn of(answer: &ChatResponse) -> Options {
        if answer.awaiting_emotion_selection {
            Options::Emotions(answer.emotion_options.iter().map(|one| one.key.clone()).collect())
        } else {
            Options::Choices(answer.dropdown_options.iter().map(|one| one.key.clone()).collect())
        }
    }
}

impl<I: AsyncBufRead + Unpin, O: AsyncWrite + Unpin> Session<I, O> {
    /// Signs in, offers to go on with the last conversation, and shows the greeting.
    pub async fn begin(
        url: &str,
        name: &str,
        language: Language,
        input: I,
        output: O,
    ) -> Result<Session<I, O>, Problem> {
        let (mut lines, mut screen) = (input.lines(), Screen::new(output, language));
        let (api, history) = Api::sign_in(url, name, language).await?;
        screen.line(screen.words().welcome).await?;
        let earlier = match history.conversations.first() {
            Some(last) => resumed(last, &mut lines, &mut screen).await?,
            None => None,
        };
        let greeting = api.init(earlier).await?;
        screen.answer(&greeting).await?;
        let conversation = greeting.session_id;
        let events = Listening::to(api.clone(), conversation);
        let options = Options::of(&greeting);
        Ok(Session { api, lines, screen, conversation, events, options, is_over: false })
    }

    /// Talks until the person leaves or the server ends it.
    pub async fn run(mut self) -> Result<(), Problem> {
        self.screen.prompt().await?;
        while !self.is_over {
            tokio::select! {
                line = self.lines.next_line() => {
                    self.screen.typed();
                    // The end of the input is a way to leave.
                    let line = line?.unwrap_or_else(|| "/quit".into());
                    self.heed(line.trim()).await?;
                }
                Some(event) = self.events.next() => self.announce(event).await?,
            }
            if !self.is_over {
                self.screen.prompt().await?;
            }
        }
        Ok(())
    }

    async fn heed(&mut self, line: &str) -> Result<(), Problem> {
        if line.is_empty() {
            return Ok(());
        }
        let outcome = match line.strip_prefix('/') {
            Some(command) => self.obey(command).await,
            None => self.say(line).await,
        };
        match outcome {
            Err(Problem::Terminal(error)) => Err(error.into()),
            Err(problem) => Ok(self.screen.problem(&problem).await?),
            Ok(()) => Ok(()),
        }
    }

    async fn obey(&mut self, command: &str) -> Result<(), Problem> {
        let (command, rest) = command.split_once(' ').unwrap_or((command, ""));
        let words = self.screen.words();
        match (command, Monster::parse(&rest.trim().to_lowercase())) {
            ("fr" | "en" | "vi", _) => self.change(Language::parse(command), None).await,
            ("monster", Some(monster)) => self.change(None, Some(monster)).await,
            ("monster", None) => Ok(self.screen.line(words.no_monster).await?),
            ("history", _) => {
                let history = self.api.history().await?;
                Ok(self.screen.history(&history.conversations).await?)
            }
            ("erase", _) => self.erase().await,
            ("help", _) => Ok(self.screen.line(words.help).await?),
            ("quit", _) => {
                self.is_over = true;
                self.screen.line(words.goodbye).await?;
                self.api.sign_out().await
            }
            _ => Ok(self.screen.line(words.unknown).await?),
        }
    }

    /// A number chooses an option where there are any; everything else is said as it is.
    async fn say(&mut self, text: &str) -> Result<(), Problem> {
        let (api, session_id) = (self.api.clone(), self.conversation);
        let chosen = |keys: &[String]| {
            let number: usize = text.parse().ok()?;
            keys.get(number.checked_sub(1)?).cloned()
        };
        match &self.options {
            Options::Emotions(keys) if let Some(emotion) = chosen(keys) => {
                self.turn(async move { api.feel(&EmotionChoice { emotion, session_id }).await })
                    .await
            }
            Options::Choices(keys) if let Some(selection) = chosen(keys) => {
                self.turn(
                    async move { api.choose(&DropdownChoice { selection, session_id }).await },
                )
                .await
            }
            _ => {
                let message =
                    ChatMessage { message: text.into(), session_id, attachments: Vec::new() };
                self.turn(async move { api.say(&message).await }).await
            }
        }
    }

    /// Waits for an answer and shows what is heard meanwhile: the pieces it comes in, first of all.
    async fn turn(
        &mut self,
        call: impl Future<Output = Result<ChatResponse, Problem>>,
    ) -> Result<(), Problem> {
        let mut call = pin!(call);
        let answer = loop {
            tokio::select! {
                answer = &mut call => break answer?,
                Some(event) = self.events.next() => self.announce(event).await?,
            }
        };
        self.options = Options::of(&answer);
        Ok(self.screen.answer(&answer).await?)
    }

    async fn announce(&mut self, event: Event) -> Result<(), Problem> {
        let screen = &mut self.screen;
        if event == Event::Terminate {
            self.is_over = true;
            return Ok(screen.line(&format!("\n{}", screen.words().over)).await?);
        }
        match event {
            Event::Handshake => Ok(()),
            Event::Settings(SettingsEvent::Monster(monster)) => screen.set_monster(monster).await,
            Event::Settings(SettingsEvent::Language(language)) => {
                screen.set_language(language).await
            }
            Event::Reply(piece) => screen.piece(&piece).await,
            Event::ReplyEnd { message_id } => screen.end_of_reply(message_id).await,
            _ => Ok(()),
        }
        .map_err(Problem::from)
    }

    async fn change(
        &mut self,
        language: Option<Language>,
        monster: Option<Monster>,
    ) -> Result<(), Problem> {
        let change = ChatSettingsChange {
            session_id: self.conversation,
            language,
            monster,
            is_crisis_mode: None,
        };
        let settings = self.api.change(&change).await?;
        self.screen.set_language(settings.language).await?;
        Ok(self.screen.set_monster(settings.monster).await?)
    }

    /// Erases the conversation and begins a new one.
    async fn erase(&mut self) -> Result<(), Problem> {
        self.api.erase(self.conversation).await?;
        let greeting = self.api.init(None).await?;
        self.conversation = greeting.session_id;
        // The old stream ends with `terminate`, which is not meant for the new conversation.
        self.events = Listening::to(self.api.clone(), self.conversation);
        self.options = Options::of(&greeting);
        self.screen.line(self.screen.words().erased).await?;
        Ok(self.screen.answer(&greeting).await?)
    }
}

/// The last conversation's id, if the person wants to go on with it.
async fn resumed<I: AsyncBufRead + Unpin, O: AsyncWrite + Unpin>(
    last: &ConversationSummary,
    lines: &mut Lines<I>,
    screen: &mut Screen<O>,
) -> Result<Option<Uuid>, Problem> {
    screen.history(std::slice::from_ref(last)).await?;
    screen.line(screen.words().resume).await?;
    screen.prompt().await?;
    let answer = lines.next_line().await?.unwrap_or_default();
    Ok(is_yes(answer.trim()).then_some(last.id))
}
