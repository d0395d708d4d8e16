//! The ordinary answer: shows what was understood, gives one small step, asks one question.

use app::api::chat::Monster;

use super::super::ask::{self, Ask, OFFLINE, RECEIVED, REFUSED, Reply, SKIPPED};
use super::super::heard::{Feeling, Signal, Topic};
use super::super::monsters;
use super::{Turn, join};

impl Turn<'_> {
    pub(super) fn ordinary(&mut self) -> String {
        let talk = &self.texts.talk;
        let heard = self.heard;
        let news = self.learn();
        let first = self.state.turns == 0;
        // These answers leave on offer what was on offer.
        let asks = [(Signal::Who, "who", &talk.who), (Signal::Secret, "secret", &talk.secret)];
        for (signal, name, list) in asks {
            if heard.does(signal) {
                return self.pick(name, list);
            }
        }
        if !news.anything() {
            let polite =
                [(Signal::Goodbye, "bye", &talk.goodbye), (Signal::Thanks, "thanks", &talk.thanks)];
            for (signal, name, list) in polite {
                if heard.does(signal) && !first {
                    let text = self.pick(name, list);
                    return self.fill(&text);
                }
            }
            if heard.does(Signal::Greeting) && !heard.does(Signal::Help) {
                return self.greeting();
            }
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
        self.state.awaited = None;
        let next = ask::next(&self.state);
        let mut parts = Vec::new();
        if first {
            let talk = &self.texts.talk;
            let feels = news.feeling.is_some() && news.topic.is_none();
            parts.push(if feels { &talk.opening_feeling } else { &talk.opening }.clone());
        }
        parts.push(self.reflection(news, next));
        if first {
            parts.push(self.texts.talk.program.clone());
        }
        let wants_line = self.heard.does(Signal::Help) || self.heard.crisis.is_some();
        // Who chooses from lists is asked to the end first: it is quick, and the steps fit then.
        let asks_on = self.picked && next.is_some();
        let mut kept = parts.len();
        if wants_line && !self.offered_lately() {
            let text = self.pick("offer", &self.texts.talk.offer);
            parts.push(self.fill(&text));
        } else if !(first || asks_on || news.wants_just_talk()) {
            parts.extend(self.step());
            kept = parts.len();
        }
        parts.push(self.question(news, next));
        // A line that is on offer must not be lost, as little as the question.
        self.closing = Some(join(parts[kept..].to_vec()));
        join(parts)
    }

    fn reflection(&mut self, news: &News, next: Option<Ask>) -> String {
        if let Some(topic) = news.topic {
            // Until it is known to whom it happened, nothing true can be said about it.
            let open = self.picked && next == Some(Ask::Part);
            return if open { self.texts.talk.opening.clone() } else { self.heard(topic) };
        }
        if let Some(feeling) = news.feeling {
            return self.feeling(feeling);
        }
        if let Some(reply) = news.reply {
            return self.reaction(reply);
        }
        let talk = &self.texts.talk;
        if self.heard.does(Signal::No) {
            self.pick("no", &talk.no)
        } else if self.heard.does(Signal::Yes) {
            self.pick("yes", &talk.yes)
        } else {
            self.pick("listen", &talk.listen)
        }
    }

    fn heard(&self, topic: Topic) -> String {
        self.texts.topic.get(topic.name()).map(|about| about.heard.clone()).unwrap_or_default()
    }

    fn feeling(&mut self, feeling: Feeling) -> String {
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
            let subject = ask::subject(&self.state).filter(|_| reply.ask == Ask::Part);
            return match subject {
                Some(subject) => self.heard(subject),
                None => self.pick("noted", &talk.noted),
            };
        };
        if text.contains("{line}") {
            self.state.remember("offer.reaction".to_owned());
        }
        self.fill(text)
    }

    /// The next step for the topic that was not said yet, then steps that help with anything.
    fn step(&mut self) -> Option<String> {
        if self.state.feeling == Some(Feeling::Well) && self.state.topic.is_none() {
            return None;
        }
        if let Some(topic) = ask::subject(&self.state) {
            if let Some(step) = self.platform_step(topic).or_else(|| self.topic_step(topic)) {
                return Some(step);
            }
            if !self.offered_lately() {
                let text = self.pick("offer", &self.texts.talk.offer);
                return Some(self.fill(&text));
            }
        }
        // Before the topic is known, advice would be a guess; later there is always something small.
        (self.state.turns >= 2).then(|| {
            let steps = &self.texts.talk.step;
            let variant = self.state.choose("step", steps.len());
            self.speaker = monsters::of_small_step(variant);
            steps.get(variant).cloned().unwrap_or_default()
        })
    }

    /// How to block and report where it happens; a stolen account or an own mistake needs other steps.
    fn platform_step(&mut self, topic: Topic) -> Option<String> {
        let reports =
            ask::is_online(topic) && !matches!(topic, Topic::HackedAccount | Topic::Regret);
        let platform = self.state.answer(Ask::Platform).filter(|_| reports)?.to_owned();
        let text = self.texts.platform.get(&platform)?;
        let key = format!("p.{platform}");
        if self.state.knows(&key) {
            return None;
        }
        self.state.remember(key);
        self.speaker = Some(Monster::Pixel);
        Some(text.clone())
    }

    fn topic_step(&mut self, topic: Topic) -> Option<String> {
        let about = self.texts.topic.get(topic.name())?;
        let key = |number: usize| format!("s.{}{number}", topic.name());
        let number = (0..about.steps.len()).find(|number| !self.state.knows(&key(*number)))?;
        self.state.remember(key(number));
        self.speaker = monsters::of_step(topic, number);
        about.steps.get(number).cloned()
    }

    /// Never asks what is known or was asked a moment ago.
    fn question(&mut self, news: &News, next: Option<Ask>) -> String {
        let talk = &self.texts.talk;
        if let Some(topic) = ask::subject(&self.state) {
            let own = format!("q.{}", topic.name());
            let about = self.texts.topic.get(topic.name()).filter(|_| !self.state.knows(&own));
            return match (next, about) {
                (Some(ask), about) if self.picked || about.is_none() => self.ask(ask),
                (_, Some(about)) => {
                    self.state.remember(own);
                    about.ask.clone()
                }
                _ if self.state.feeling.is_none() && !self.asked_feeling() => {
                    self.ask(Ask::Emotion)
                }
                _ => self.pick("check", &talk.check),
            };
        }
        if news.feeling == Some(Feeling::Well) && !self.picked {
            return self.pick("well", &talk.well);
        }
        let skipped = self.state.answer(Ask::Emotion).is_some();
        let turns = self.state.turns;
        let due = turns % 3 == 2 && (turns > 2 || !self.asked_feeling());
        if self.state.feeling.is_none() && !skipped && due {
            return self.ask(Ask::Emotion);
        }
        match next {
            Some(ask) => self.ask(ask),
            None if self.state.answer(Ask::What).is_some() => self.pick("free", &talk.ask_free),
            None => self.pick("what", &talk.ask_topic),
        }
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
        self.speaker = self.speaker.or(Some(Monster::Moustache));
        self.texts.ask.get(ask.name()).cloned().unwrap_or_default()
    }

    /// Takes what is new into the state.
    pub(super) fn learn(&mut self) -> News {
        let heard = self.heard;
        let topic = heard.topics.first().copied().filter(|topic| self.is_new(*topic));
        let feeling = heard.feelings.first().copied();
        if topic.is_some() {
            self.state.topic = topic;
            let unclear =
                heard.topics.iter().any(|topic| matches!(topic, Topic::Witness | Topic::Regret));
            if !self.picked && !unclear {
                // Who writes "they insult me" has said to whom it happens.
                self.state.answers.entry(Ask::Part).or_insert_with(|| RECEIVED.to_owned());
            }
        }
        if feeling.is_some() {
            self.state.feeling = feeling;
        }
        News { topic, feeling, reply: self.understood() }
    }

    /// An everyday word ("school", "mum") does not replace a graver topic.
    fn is_new(&self, topic: Topic) -> bool {
        let Some(known) = self.state.topic else { return true };
        known != topic && (!is_place(topic) || known == Topic::Sadness)
    }

    /// Takes the answers that the message holds, also to what was not asked yet; returns the one to
    /// answer in turn.
    fn understood(&mut self) -> Option<Reply> {
        let online = self.state.topic.is_some_and(ask::is_online);
        let before = self.state.answers.clone();
        let mut news = None;
        // The first word for an answer counts, so it is taken last.
        for reply in self.heard.replies.iter().rev().copied() {
            let Reply { ask, key } = reply;
            let open = self.state.answer(ask).is_none();
            let wanted = self.state.awaited == Some(ask);
            let named = ask == Ask::Platform && key != OFFLINE;
            let passing = online && (named || open && matches!(ask, Ask::Who | Ask::Platform));
            if passing || wanted && (open || key != OFFLINE) {
                self.state.answers.insert(ask, key.to_owned());
                if wanted || named {
                    news = Some(reply);
                }
            }
        }
        news.filter(|reply| before.get(&reply.ask).is_none_or(|known| known != reply.key))
    }
}

/// What a turn told that was not known.
pub(super) struct News {
    topic: Option<Topic>,
    feeling: Option<Feeling>,
    reply: Option<Reply>,
}

impl News {
    fn anything(&self) -> bool {
        self.topic.is_some() || self.feeling.is_some() || self.reply.is_some()
    }

    fn wants_just_talk(&self) -> bool {
        self.reply.is_some_and(|reply| reply.ask == Ask::What && reply.key != REFUSED)
    }
}

/// Words for these come up in passing, whatever the talk is about.
fn is_place(topic: Topic) -> bool {
    matches!(topic, Topic::School | Topic::Family | Topic::Sleep | Topic::Loneliness)
}
