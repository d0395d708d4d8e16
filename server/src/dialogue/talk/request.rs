//! What somebody asks for outright is answered at once: who this is, how to block, a calm minute.

use app::api::chat::Monster;

use super::super::ask::{self, Ask};
use super::super::heard::{Signal, Topic};
use super::super::reader::Reader;
use super::super::steps::{self, Step};
use super::Turn;
use super::draft::Draft;
use super::learn::News;

impl Turn<'_> {
    /// An answer that leaves on offer what was on offer.
    pub(super) fn aside(&mut self) -> Option<String> {
        let talk = &self.texts.talk;
        let asides = [
            (Signal::Who, "who", &talk.who),
            (Signal::Secret, "secret", &talk.secret),
            (Signal::Erase, "erase", &talk.erase),
        ];
        let (_, name, list) = asides.into_iter().find(|(signal, ..)| self.heard.does(*signal))?;
        Some(self.pick(name, list))
    }

    /// A whole answer to something that has nothing to do with the topic.
    pub(super) fn polite(&mut self, news: &News) -> Option<String> {
        let talk = &self.texts.talk;
        let heard = self.heard;
        if heard.does(Signal::Human) {
            self.state.remember("offer.person");
            return Some(self.filled("person", &talk.person));
        }
        if news.topic.is_some() {
            return None;
        }
        for (signal, name, list) in [
            (Signal::Enough, "ended", &talk.ended),
            (Signal::Stop, "stop", &talk.stop),
            (Signal::Insulted, "insulted", &talk.insulted),
            (Signal::Medical, "medical", &talk.medical),
            (Signal::OffTopic, "off_topic", &talk.off_topic),
            (Signal::Refuse, "refuse", &talk.refuse),
            (Signal::Confused, "confused", &talk.confused),
        ] {
            if heard.does(signal) {
                self.state.awaited = None;
                return Some(self.filled(name, list));
            }
        }
        if news.anything() || self.state.turns == 0 {
            return None;
        }
        let wants_more = heard.does(Signal::More) || heard.does(Signal::Helped);
        for (signal, name, list) in
            [(Signal::Goodbye, "bye", &talk.goodbye), (Signal::Thanks, "thanks", &talk.thanks)]
        {
            if heard.does(signal) && !wants_more {
                if signal == Signal::Goodbye {
                    self.state.awaited = None;
                }
                return Some(self.filled(name, list));
            }
        }
        None
    }

    /// The part of an answer that gives what was asked for, or takes up how the last step went.
    pub(super) fn asked_for(&mut self, news: &News) -> Option<Draft> {
        let talk = &self.texts.talk;
        let does = |signal| self.heard.does(signal);
        let mut draft = Draft::default();
        if news.topic.is_some() {
            draft.seen = self.heard_text();
        }
        if does(Signal::Elsewhere) && news.topic.is_none() {
            self.state.turn_over();
            draft.seen = self.pick("noted", &talk.noted);
        } else if does(Signal::Calm) {
            self.speaker = Some(Monster::Nuage);
            draft.step = self.pick("calm", &talk.calm);
        } else if does(Signal::HowTell) {
            draft.step = self.how_to_tell();
        } else if let Some(job) = self.wanted_job() {
            draft.step = self.on_platform(job)?;
        } else if does(Signal::HowKeep) {
            draft.step = self.one_step(Step::Keep)?;
        } else if does(Signal::Law) {
            draft.step = self.one_step(Step::Law)?;
        } else if news.anything() {
            return None;
        } else if does(Signal::NotHelped) {
            draft.seen = self.pick("not_helped", &talk.not_helped);
            draft.step = self.next_step().unwrap_or_default();
        } else if does(Signal::Helped) {
            draft.seen = self.pick("helped", &talk.helped);
        } else if does(Signal::Already) {
            draft.seen = self.pick("already", &talk.already);
            draft.step = self.next_step().unwrap_or_default();
        } else if does(Signal::More) && self.state.turns > 0 {
            draft.step = self.next_step()?;
        } else {
            return None;
        }
        Some(draft)
    }

    fn filled(&mut self, name: &str, list: &[String]) -> String {
        let text = self.pick(name, list);
        self.fill(&text)
    }

    /// A step on the topic that was asked for by name.
    fn one_step(&mut self, step: Step) -> Option<String> {
        let subject = ask::subject(&self.state);
        // Whoever keeps evidence does it in the same way for most things.
        let topic = subject.or((step == Step::Keep).then_some(Topic::Insults))?;
        let country = self.country();
        let open = steps::find(step, topic, self.texts, &self.state, country)?;
        let (key, text) = (open.key, open.text.to_owned());
        self.state.remember(key);
        self.speaker = step.speaker(topic);
        Some(text)
    }

    /// How to begin that talk. A parent asks about the talk with their child: that is the first step
    /// for them, and the adults outside come later.
    fn how_to_tell(&mut self) -> String {
        let step = if self.reader == Reader::Parent { Step::Now } else { Step::Tell };
        let topic = ask::subject(&self.state).map_or("", Topic::name);
        let is_said = self.state.knows(&format!("s.{topic}.{}", step.name()));
        let said = if is_said { None } else { self.one_step(step) };
        said.unwrap_or_else(|| self.pick("tell", &self.texts.talk.how_tell))
    }

    /// What they want to do on a platform, now or a moment ago, before it was named.
    fn wanted_job(&mut self) -> Option<&'static str> {
        let asked = [(Signal::HowBlock, "block"), (Signal::HowReport, "report")];
        let now = asked.iter().find(|(signal, _)| self.heard.does(*signal)).map(|(_, job)| *job);
        let named = self.heard.replies.iter().any(|reply| reply.ask == Ask::Platform);
        let before = ["block", "report"].into_iter();
        let before = before.filter(|_| named).find(|job| self.state.knows(&format!("want.{job}")));
        let job = now.or(before)?;
        let want = format!("want.{job}");
        self.state.used.remove(&want);
        if self.state.answer(Ask::Platform).is_none() {
            self.state.remember(want);
        }
        Some(job)
    }

    /// How to do it where it happens; in general words until that is known.
    fn on_platform(&mut self, job: &'static str) -> Option<String> {
        self.speaker = Some(Monster::Pixel);
        let step = if job == "block" { Step::Block } else { Step::Report };
        if let Some(open) = steps::on_platform(job, step, self.texts, &self.state) {
            let (key, text) = (open.key, open.text.to_owned());
            self.state.remember(key);
            return Some(text);
        }
        let subject = ask::subject(&self.state).unwrap_or(Topic::Insults);
        let country = self.country();
        let general = |topic| steps::find(Step::Report, topic, self.texts, &self.state, country);
        let open = general(subject).or_else(|| general(Topic::Insults))?;
        Some(open.text.to_owned())
    }
}
