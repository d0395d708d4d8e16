//! The ordinary answer: shows what was understood, gives one small step, asks one question.

use app::api::chat::Monster;
use app::language::Language;

use super::super::ask::{self, Ask, REFUSED, Reply, SKIPPED};
use super::super::heard::{Feeling, Signal, Topic};
use super::super::steps::{self, Open};
use super::Turn;
use super::draft::Draft;
use super::learn::News;

/// How it is remembered that topics were offered.
const NEAREST: &str = "nearest";
/// How often they are at most.
const OFFERS: usize = 3;

impl Turn<'_> {
    pub(super) fn ordinary(&mut self) -> String {
        let news = self.learn();
        let open = self.state.open.take();
        if let Some(text) = self.aside().or_else(|| self.outright()) {
            self.state.open = open;
            return text;
        }
        if let Some(text) = self.polite(&news) {
            return text;
        }
        let greets = self.heard.does(Signal::Greeting) && !self.heard.does(Signal::Help);
        if greets && !news.anything() && self.heard.crisis.is_none() {
            return self.greeting();
        }
        self.reply(&news)
    }

    fn greeting(&mut self) -> String {
        let talk = &self.texts.talk;
        match (self.state.turns, self.state.awaited) {
            (0, _) => self.pick("hello", &talk.hello),
            (1, Some(Ask::Emotion)) => talk.hello_back.clone(),
            _ => self.pick("again", &talk.hello_again),
        }
    }

    fn reply(&mut self, news: &News) -> String {
        let first = self.state.turns == 0;
        let awaited = self.state.awaited.take();
        let offers = self.offers();
        let asked_for = self.asked_for(news);
        let next = ask::next(&self.state);
        let mut draft = match asked_for {
            Some(draft) => draft,
            None => self.advice(news, next, first),
        };
        if first {
            let talk = &self.texts.talk;
            let feels = news.feeling.is_some() && news.topic.is_none();
            let opening = if feels { &talk.opening_feeling } else { &talk.opening };
            draft.opening = opening.clone();
            if self.only_nods {
                draft.seen.clear();
            }
            draft.program = talk.program.clone();
        }
        let step_speaker = self.speaker;
        draft.question = self.question(news, next, awaited);
        draft.is_asking = step_speaker.is_none();
        draft.has_options = self.state.awaited.is_some();
        // Vigie has the word while a danger is watched.
        draft.hello = if self.state.watch > 0 { String::new() } else { self.hello() };
        self.may_rephrase = !self.picked;
        self.closing = draft.closing(self.offers() > offers);
        draft.text()
    }

    fn advice(&mut self, news: &News, next: Option<Ask>, first: bool) -> Draft {
        let mut draft = Draft { seen: self.reflection(news, next), ..Draft::default() };
        // What fits better than a guess is said, not only who could be called.
        let is_told = self.heard.crisis.is_some() && !self.heard.is_guess;
        let wants_line = self.heard.does(Signal::Help) || is_told;
        // Until it is known to whom it happens, a step would be a guess.
        let is_unclear = self.picked && next == Some(Ask::Part);
        // What to do comes before whom to call, where nobody asked for that and nothing was said yet.
        let topic = ask::subject(&self.state).filter(|topic| ask::is_online(*topic));
        let is_new = topic.is_some_and(|it| !self.state.knows(&format!("s.{}.now", it.name())));
        let has_step = is_new && !first && !self.picked && !self.heard.does(Signal::Help);
        if wants_line && !has_step && !self.offered_lately() {
            draft.step = self.offer();
        } else if !(first || is_unclear || news.wants_no_step() || self.only_listens()) {
            draft.step = self.next_step().unwrap_or_default();
        }
        // Where advice follows nothing is left unanswered.
        if self.is_unsure && !draft.step.is_empty() {
            draft.seen.clear();
        }
        draft
    }

    /// While a danger is watched nothing else is advised; who grieves or loves is listened to at
    /// every second turn.
    fn only_listens(&self) -> bool {
        let heavy = [
            Topic::Grief,
            Topic::Illness,
            Topic::Love,
            Topic::Sadness,
            Topic::Loneliness,
            Topic::Identity,
        ];
        let told = self.state.topic.is_some_and(|topic| heavy.contains(&topic));
        self.state.watch > 0 || told && !self.picked && self.state.turns % 2 == 1
    }

    fn offer(&mut self) -> String {
        let text = self.pick("offer", &self.texts.talk.offer);
        self.fill(&text)
    }

    fn reflection(&mut self, news: &News, next: Option<Ask>) -> String {
        let talk = &self.texts.talk;
        // "In fact" corrects nothing where nothing was understood yet.
        let was_heard = self.state.turns > 1 || !self.state.topics.is_empty();
        let corrects = self.heard.does(Signal::Correction) && was_heard;
        let thanks = if corrects { self.pick("corrected", &talk.corrected) } else { String::new() };
        let seen = if news.topic.is_some() {
            // Until it is known to whom it happened, nothing true can be said about it.
            let open = self.picked && next == Some(Ask::Part);
            let likely = self.heard.is_gist && !self.state.knows("if_right0");
            let likely =
                if likely { self.pick("if_right", &talk.if_right) + " " } else { String::new() };
            if open { talk.opening.clone() } else { likely + &self.heard_text() }
        } else if let Some(feeling) = news.feeling.filter(|feeling| self.may_be_glad(*feeling)) {
            self.feeling(feeling)
        } else if let Some(reply) = news.reply {
            self.reaction(reply)
        } else if corrects {
            String::new()
        } else if self.heard.is_brief && self.heard.does(Signal::No) {
            self.pick("no", &talk.no)
        } else if self.heard.is_brief && self.heard.does(Signal::Yes) {
            self.pick("yes", &talk.yes)
        } else if self.heard.does(Signal::ChildAge) {
            self.pick("noted", &talk.noted)
        } else if self.heard.has_files {
            self.pick("picture", &talk.picture)
        } else if self.asks_something_else() {
            self.is_unsure = true;
            self.filled("unsure", &talk.unsure)
        } else {
            self.only_nods = true;
            self.pick("listen", &talk.listen)
        };
        if thanks.is_empty() || seen.is_empty() {
            thanks + &seen
        } else {
            format!("{thanks} {seen}")
        }
    }

    /// Whether it is a question that nothing here answers.
    fn asks_something_else(&self) -> bool {
        let signals = &self.heard.signals;
        let asks = self.heard.asks || self.heard.does(Signal::Question);
        asks && signals.iter().all(|signal| *signal == Signal::Question || signal.is_place())
    }

    pub(super) fn heard_text(&self) -> String {
        let topic = ask::subject(&self.state);
        let about = topic.and_then(|topic| self.texts.topic.get(topic.name()));
        about.map(|about| about.heard.clone()).unwrap_or_default()
    }

    pub(super) fn feeling(&mut self, feeling: Feeling) -> String {
        // Whoever fears to get fat is not told that the fear is right.
        let is_body = self.is_of(Topic::Eating) || self.is_of(Topic::Body);
        if feeling == Feeling::Afraid && is_body && !self.reader.is_adult() {
            return self.answered("body_fear");
        }
        let list = self.texts.feeling.get(feeling.name());
        self.pick(&format!("f.{}", feeling.name()), list.map(Vec::as_slice).unwrap_or_default())
    }

    fn reaction(&mut self, reply: Reply) -> String {
        let talk = &self.texts.talk;
        if matches!(reply.key, REFUSED | SKIPPED) {
            return self.pick("no", &talk.no);
        }
        if reply.ask == Ask::What {
            // Every other option of that question is a topic.
            return talk.just_talk.clone();
        }
        let reactions = self.texts.reaction.get(reply.ask.name());
        let Some(text) = reactions.and_then(|reactions| reactions.get(reply.key)) else {
            if reply.ask == Ask::Part {
                return self.heard_text();
            }
            return self.pick("noted", &talk.noted);
        };
        if text.contains("{line}") {
            self.state.remember("offer.reaction");
        }
        self.fill(text)
    }

    /// The next step for the topic that was not said yet; a human is named in between, and where
    /// nothing is left there is always something that calms.
    pub(super) fn next_step(&mut self) -> Option<String> {
        let is_well = self.state.feeling == Some(Feeling::Well) && self.state.topic.is_none();
        if is_well || self.is_good_news() {
            return None;
        }
        if let Some(topic) = ask::subject(&self.state) {
            let prefix = format!("s.{}.", topic.name());
            let said = self.state.used.iter().filter(|key| key.starts_with(&prefix)).count();
            let is_due = said >= if steps::is_grave(topic) { 1 } else { 2 };
            let open = steps::next(topic, self.reader, self.texts, &self.state);
            if (is_due || open.is_none()) && self.offers() == 0 {
                return Some(self.offer());
            }
            if let Some(Open { step, key, text }) = open {
                let text = self.fill(text);
                self.state.remember(key);
                self.speaker = step.speaker(topic);
                return Some(text);
            }
        }
        if !(self.heard.does(Signal::More) || self.needs_calm()) {
            return None;
        }
        self.speaker = Some(Monster::Nuage);
        Some(self.pick("calm", &self.texts.talk.calm))
    }

    /// Relief is no good news while a danger is watched, or where it was asked last whether they think
    /// of dying.
    fn may_be_glad(&self, feeling: Feeling) -> bool {
        let is_told = self.heard.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        feeling != Feeling::Well || !(is_told || self.was_probed || self.state.watch > 0)
    }

    /// Whether the message tells that it is over or better: then nothing is advised against it.
    fn is_good_news(&self) -> bool {
        let well =
            self.may_be_glad(Feeling::Well) && self.heard.feelings.first() == Some(&Feeling::Well);
        !self.heard.does(Signal::More) && (well || self.heard.does(Signal::Resolved))
    }

    /// Whether something that calms would do good now: not for everybody, and not at every turn.
    fn needs_calm(&self) -> bool {
        let heavy = [Feeling::Afraid, Feeling::Stressed, Feeling::Angry, Feeling::Tired];
        let is_heavy = |feeling: &Feeling| heavy.contains(feeling);
        let now = self.state.turns > 0 && self.heard.feelings.iter().any(is_heavy);
        let felt = self.state.feeling.is_some_and(|feeling| feeling != Feeling::Well);
        now || felt && self.state.turns % 3 == 2
    }

    /// How many ways of offering a line were used.
    fn offers(&self) -> usize {
        self.state.used.iter().filter(|used| used.starts_with("offer")).count()
    }

    /// Where the law is asked for: the country of the session, else the one of the language.
    pub(super) fn country(&self) -> Option<&'static str> {
        let known = |country: &str| {
            ["FR", "VN", "GB", "US"].into_iter().find(|own| own.eq_ignore_ascii_case(country))
        };
        match self.person.country {
            Some(country) => known(country),
            None => match self.person.language {
                Language::Fr => Some("FR"),
                Language::Vi => Some("VN"),
                Language::En => None,
            },
        }
    }

    /// Never asks what is known or was asked a moment ago.
    fn question(&mut self, news: &News, next: Option<Ask>, awaited: Option<Ask>) -> String {
        let talk = &self.texts.talk;
        if let Some(probe) = self.probe() {
            return probe;
        }
        if news.reply.is_some_and(|reply| reply.ask == Ask::Next) {
            return self.pick("free", &talk.ask_free);
        }
        if self.is_good_news() && !self.picked {
            return self.pick("well", &talk.well);
        }
        // Where something was asked after a danger, who it was and where can wait.
        let may_ask = self.picked || self.state.crisis.is_none() || !self.takes_up();
        let next = next.filter(|_| may_ask);
        if let Some(topic) = ask::subject(&self.state) {
            let own = format!("q.{}", topic.name());
            let about = self.texts.topic.get(topic.name()).filter(|_| !self.state.knows(&own));
            return match (next, about) {
                (Some(ask), about) if self.picked || about.is_none() => self.ask(ask),
                (_, Some(about)) if !self.picked => {
                    self.state.remember(own);
                    self.state.open = Some(topic);
                    about.ask.clone()
                }
                // Nobody is shown faces to choose from after a danger, or without a bed for tonight.
                _ if self.state.feeling.is_none()
                    && topic != Topic::Leaving
                    && self.state.crisis.is_none()
                    && !self.asked_feeling() =>
                {
                    self.ask(Ask::Emotion)
                }
                _ => self.what_next(awaited),
            };
        }
        if matches!(next, None | Some(Ask::What)) && self.may_offer_nearest(awaited) {
            self.state.choose(NEAREST, OFFERS);
            return self.ask(Ask::Nearest);
        }
        // Who finds none of what was offered says it in their own words.
        if self.picked && awaited == Some(Ask::Nearest) {
            return self.pick("free", &talk.ask_free);
        }
        let skipped = self.state.answer(Ask::Emotion).is_some();
        let turns = self.state.turns;
        let due = turns % 3 == 2 && (turns > 2 || !self.asked_feeling());
        if self.state.feeling.is_none() && self.state.crisis.is_none() && !skipped && due {
            return self.ask(Ask::Emotion);
        }
        match next {
            // Who told something is not asked what happened as if they had not.
            Some(Ask::What) if self.only_nods && !self.heard.is_brief && !self.picked => {
                self.ask(Ask::What);
                self.pick("ask_more", &talk.ask_more)
            }
            Some(ask) => self.ask(ask),
            None if self.state.answer(Ask::What).is_some() => {
                if awaited != Some(Ask::Next) && turns > 3 {
                    return self.ask(Ask::Next);
                }
                self.pick("free", &talk.ask_free)
            }
            None => self.pick("what", &talk.ask_topic),
        }
    }

    /// Whether what it is likeliest about may be offered: something was told, and not what it is.
    fn may_offer_nearest(&self, awaited: Option<Ask>) -> bool {
        let tells = !self.heard.is_brief && !self.picked && !self.heard.asks;
        let offered = self.state.used.iter().filter(|used| used.starts_with(NEAREST)).count();
        let may_ask = awaited != Some(Ask::Nearest) && self.state.refusals() < 2;
        tells && !self.state.near.is_empty() && may_ask && offered < OFFERS
    }

    /// What would help now: with its options, and every other time as an open question for those who
    /// write instead of choosing.
    fn what_next(&mut self, awaited: Option<Ask>) -> String {
        if awaited == Some(Ask::Next) && !self.picked {
            return self.pick("free", &self.texts.talk.ask_free);
        }
        self.ask(Ask::Next)
    }

    fn asked_feeling(&self) -> bool {
        self.state.answers.contains_key(&Ask::Emotion)
    }

    /// Asks a question and puts its options on offer.
    fn ask(&mut self, ask: Ask) -> String {
        self.state.ask(ask);
        if ask == Ask::Emotion {
            return self.pick("feel", &self.texts.talk.ask_feeling);
        }
        if ask != Ask::Next {
            self.speaker = self.speaker.or(Some(Monster::Moustache));
        }
        self.texts.ask.get(ask.name()).cloned().unwrap_or_default()
    }

    /// Who takes over for the first time presents itself.
    fn hello(&mut self) -> String {
        let Some(speaker) = self.speaker.filter(|_| self.person.audience.chosen.is_none()) else {
            return String::new();
        };
        let key = format!("m.{}", speaker.name());
        // Adults need no monster to present itself.
        if self.reader.is_adult() {
            return String::new();
        }
        if matches!(speaker, Monster::Betty | Monster::Vigie) || self.state.knows(&key) {
            return String::new();
        }
        self.state.remember(key);
        self.texts.monster.get(speaker.name()).map(|one| one.hello.clone()).unwrap_or_default()
    }
}
