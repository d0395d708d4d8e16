//! What the person sees: answers, whole or piece by piece, options, helplines.

use super::api::Problem;
use super::words::Words;
use app::api::chat::{ChatResponse, ConversationSummary, Monster};
use app::api::crisis::CrisisInfo;
use app::api::event::ReplyEvent;
use app::language::Language;
use std::io;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use uuid::Uuid;

/// The terminal's output, with what it shows at the moment.
pub(super) struct Screen<O> {
    output: O,
    language: Language,
    monster: Monster,
    is_prompted: bool,
    reply: Option<Reply>,
    /// The last answer that was shown whole: pieces of it that come late say nothing new.
    shown: Option<Uuid>,
}

/// An answer of which only pieces have come yet.
struct Reply {
    message_id: Uuid,
    text: String,
    is_ended: bool,
}

impl<O: AsyncWrite + Unpin> Screen<O> {
    /// An empty screen.
    pub fn new(output: O, language: Language) -> Screen<O> {
        let monster = Monster::default();
        Screen { output, language, monster, is_prompted: false, reply: None, shown: None }
    }

    /// The client's own words, in the language of the talk.
    pub fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// Writes a line.
    pub async fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(&format!("{text}\n")).await
    }

    /// Shows that it is the person's turn, if it is not shown yet.
    pub async fn prompt(&mut self) -> io::Result<()> {
        if !self.is_prompted {
            self.write("> ").await?;
            self.is_prompted = true;
        }
        Ok(())
    }

    /// The person has typed a line behind the prompt.
    pub fn typed(&mut self) {
        self.is_prompted = false;
    }

    /// Says what went wrong.
    pub async fn problem(&mut self, problem: &Problem) -> io::Result<()> {
        let words = self.words();
        let text = match problem {
            Problem::Away => words.away.to_owned(),
            Problem::TooFast(seconds) => format!("{} {seconds}", words.too_fast),
            other => other.to_string(),
        };
        self.line(&format!("! {text}")).await
    }

    /// Speaks this language from now on, and says so if it is news.
    pub async fn set_language(&mut self, language: Language) -> io::Result<()> {
        if std::mem::replace(&mut self.language, language) == language {
            return Ok(());
        }
        self.line(&format!("* {}: {}", self.words().language, language.own_name())).await
    }

    /// This monster speaks from now on; says so if it is news.
    pub async fn set_monster(&mut self, monster: Monster) -> io::Result<()> {
        if std::mem::replace(&mut self.monster, monster) == monster {
            return Ok(());
        }
        self.line(&format!("* {} {}", name(monster), self.words().takes_over)).await
    }

    /// A piece of an answer that is still being written.
    pub async fn piece(&mut self, piece: &ReplyEvent) -> io::Result<()> {
        if self.shown == Some(piece.message_id) {
            return Ok(());
        }
        if self.reply.as_ref().is_none_or(|reply| reply.message_id != piece.message_id) {
            self.write(&format!("\n{}: ", name(self.monster))).await?;
            let message_id = piece.message_id;
            self.reply = Some(Reply { message_id, text: String::new(), is_ended: false });
        }
        if let Some(reply) = &mut self.reply {
            reply.text.push_str(&piece.delta);
        }
        self.write(&piece.delta).await
    }

    /// The answer that came in pieces is whole.
    pub async fn end_of_reply(&mut self, message_id: Uuid) -> io::Result<()> {
        match &mut self.reply {
            Some(reply) if reply.message_id == message_id && !reply.is_ended => {
                reply.is_ended = true;
                self.line("").await
            }
            _ => Ok(()),
        }
    }

    /// An answer: in a crisis the helplines first, then what of it was not shown in pieces, then
    /// what can be chosen.
    pub async fn answer(&mut self, answer: &ChatResponse) -> io::Result<()> {
        let begun = self.reply.take().filter(|reply| reply.message_id == answer.message_id);
        self.shown = Some(answer.message_id);
        if let Some(crisis) = answer.crisis_info.as_ref().filter(|_| begun.is_none()) {
            self.crisis(crisis).await?;
        }
        match begun {
            None => {
                self.language = answer.language;
                self.monster = answer.monster;
                let speaker = name(answer.monster);
                self.write(&format!("\n{speaker}: {}\n", answer.response)).await?;
            }
            Some(reply) => {
                match answer.response.strip_prefix(&reply.text) {
                    Some("") if reply.is_ended => {}
                    Some(rest) => self.line(rest).await?,
                    None => self.write(&format!("\n{}\n", answer.response)).await?,
                }
                self.set_language(answer.language).await?;
                self.set_monster(answer.monster).await?;
                if let Some(crisis) = &answer.crisis_info {
                    self.crisis(crisis).await?;
                }
            }
        }
        self.options(answer).await
    }

    /// Earlier conversations.
    pub async fn history(&mut self, conversations: &[ConversationSummary]) -> io::Result<()> {
        if conversations.is_empty() {
            return self.line(self.words().nothing_yet).await;
        }
        for about in conversations {
            let day = about.updated_at.format("%Y-%m-%d %H:%M");
            let line = format!("{day}  {}: {}", name(about.current_monster), about.summary);
            self.line(&line).await?;
        }
        Ok(())
    }

    async fn crisis(&mut self, crisis: &CrisisInfo) -> io::Result<()> {
        let (words, message) = (self.words(), &crisis.message);
        let message = match self.language {
            Language::En => &message.en,
            Language::Fr => &message.fr,
            Language::Vi => &message.vi,
        };
        self.line(&format!("\n{message}")).await?;
        for line in &crisis.hotlines {
            let cost = if line.free { words.free } else { words.charged };
            let text = format!("  {}  {} ({}, {cost})", line.number, line.name, line.available);
            self.line(&text).await?;
        }
        for action in &crisis.immediate_actions {
            self.line(&format!("  - {action}")).await?;
        }
        Ok(())
    }

    async fn options(&mut self, answer: &ChatResponse) -> io::Result<()> {
        let emotions = answer.emotion_options.iter();
        let emotions = emotions.map(|option| format!("{} {}", option.emoji, option.label));
        let choices = answer.dropdown_options.iter().map(|option| option.label.clone());
        let options: Vec<String> = match answer.awaiting_emotion_selection {
            true => emotions.collect(),
            false => choices.collect(),
        };
        if options.is_empty() {
            return Ok(());
        }
        if let Some(question) = &answer.dropdown_question {
            self.line(&format!("\n{question}")).await?;
        }
        for (n, option) in options.iter().enumerate() {
            self.line(&format!("  {:>2} {option}", n + 1)).await?;
        }
        self.line(self.words().choose).await
    }

    /// Writes at once. What came over the network may not steer the terminal.
    async fn write(&mut self, text: &str) -> io::Result<()> {
        if std::mem::take(&mut self.is_prompted) {
            // What comes unasked covers the prompt.
            self.output.write_all(b"\r").await?;
        }
        let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        self.output.write_all(text.as_bytes()).await?;
        self.output.flush().await
    }
}

fn name(monster: Monster) -> String {
    let mut name = monster.name().to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: Uuid = Uuid::from_u128(1);

    fn answer(text: &str) -> ChatResponse {
        serde_json::from_value(json!({
            "session_id": ID, "message_id": ID, "response": text, "monster": "betty",
            "language": "EN", "awaiting_emotion_selection": false, "emotion_options": [],
            "awaiting_dropdown_selection": false, "dropdown_question": null,
            "dropdown_options": [], "is_crisis_detected": false, "crisis_info": null,
            "model_used": "simple-response", "processing_time_ms": 1,
            "created_at": "2026-11-22T00:00:00Z",
        }))
        .unwrap()
    }

    fn piece(delta: &str) -> ReplyEvent {
        ReplyEvent { message_id: ID, delta: delta.into() }
    }

    fn screen() -> Screen<Vec<u8>> {
        Screen::new(Vec::new(), Language::En)
    }

    fn seen(screen: Screen<Vec<u8>>) -> String {
        String::from_utf8(screen.output).unwrap()
    }

    #[tokio::test]
    async fn what_came_in_pieces_is_not_shown_again_with_the_answer() {
        let mut screen = screen();
        screen.piece(&piece("I am ")).await.unwrap();
        screen.piece(&piece("here.")).await.unwrap();
        screen.end_of_reply(ID).await.unwrap();
        screen.answer(&answer("I am here.")).await.unwrap();
        assert_eq!(seen(screen), "\nBetty: I am here.\n");
    }

    #[tokio::test]
    async fn an_answer_before_the_last_piece_is_shown_once() {
        let mut screen = screen();
        screen.piece(&piece("I am ")).await.unwrap();
        screen.answer(&answer("I am here.")).await.unwrap();
        screen.piece(&piece("here.")).await.unwrap();
        screen.end_of_reply(ID).await.unwrap();
        assert_eq!(seen(screen), "\nBetty: I am here.\n");
    }

    #[tokio::test]
    async fn an_answer_that_replaces_its_pieces_is_shown_whole() {
        let mut screen = screen();
        screen.piece(&piece("You should")).await.unwrap();
        screen.answer(&answer("I am here.")).await.unwrap();
        assert_eq!(seen(screen), "\nBetty: You should\nI am here.\n");
    }

    #[tokio::test]
    async fn an_answer_cannot_steer_the_terminal() {
        let mut screen = screen();
        screen.answer(&answer("a\u{1b}[2Jb\rc")).await.unwrap();
        assert_eq!(seen(screen), "\nBetty: a[2Jbc\n");
    }
}
