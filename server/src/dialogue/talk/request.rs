//! What somebody asks for outright is answered at once: who this is, how to block, a calm minute.

use app::api::chat::Monster;

use super::super::ask::{self, Ask};
use super::super::heard::{Signal, Topic};
use super::super::steps::{self, Open, Step};
use super::Turn;
use super::draft::Draft;
use super::learn::News;

impl Turn<'_> {
    /// Whether it asks who we are, what we keep and whom we tell.
    pub(super) fn asks_of_us(&self) -> bool {
        let signals = [Signal::Who, Signal::Secret, Signal::CanYou, Signal::Erase, Signal::Cost];
        self.heard.does_any(&signals)
    }

    /// Whether it says how a step went, or asks for something that is none of our business.
    pub(super) fn takes_up_step(&self) -> bool {
        let signals = [Signal::Helped, Signal::NotHelped, Signal::OffTopic, Signal::Confused];
        self.heard.does_any(&signals)
    }

    /// Whether the message asks for something, refuses or answers, rather than telling.
    pub(super) fn takes_up(&self) -> bool {
        let signals = [
            Signal::Refuse,
            Signal::Help,
            Signal::Helped,
            Signal::NotHelped,
            Signal::More,
            Signal::Pay,
            Signal::Meant,
            Signal::Thanks,
            Signal::Medical,
            Signal::Calm,
            Signal::Safe,
            Signal::No,
            Signal::Correction,
            Signal::Asleep,
            Signal::Here,
            Signal::Near,
            Signal::NotDying,
        ];
        self.asks_outright() || self.heard.does_any(&signals)
    }

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

    /// What is answered under this name.
    pub(super) fn answered(&mut self, name: &str) -> String {
        match self.texts.reply.get(name) {
            Some(list) => self.filled(&format!("r.{name}"), list),
            None => String::new(),
        }
    }

    /// A whole answer to something that has nothing to do with the topic.
    pub(super) fn polite(&mut self, news: &News) -> Option<String> {
        let talk = &self.texts.talk;
        let heard = self.heard;
        // A child that will not see a psychologist is no wish to see one.
        let refuses = heard.does(Signal::RefusesHelp) && self.fits(Signal::RefusesHelp);
        if heard.does(Signal::Human) && !refuses {
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
                // Who one is or loves is no illness.
                if signal == Signal::Medical && self.is_of(Topic::Identity) {
                    return Some(self.heard_text()).filter(|text| !text.is_empty());
                }
                self.state.awaited = None;
                return Some(self.filled(name, list));
            }
        }
        if self.is_playful(news) {
            return Some(self.filled("playful", &talk.playful));
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

    /// Whether it tells of a game, a film or a joke, and of nothing else.
    fn is_playful(&self, news: &News) -> bool {
        let is_play = |signal: &Signal| matches!(signal, Signal::Fiction | Signal::Joke);
        let others = |signal: &Signal| is_play(signal) || signal.is_aside();
        self.heard.signals.iter().any(is_play)
            && self.heard.signals.iter().all(others)
            && self.heard.crisis.is_none()
            && self.heard.feelings.is_empty()
            // Somebody met in a game is no game.
            && self.heard.replies.is_empty()
            && !self.heard.does(Signal::Adult)
            && self.state.topic.is_none()
            && self.state.crisis.is_none()
            && !self.picked
            && !self.heard.asks
            && !news.anything()
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
            self.state.thread.forget_topics();
            let (name, list) =
                if self.picked { ("listen", &talk.listen) } else { ("noted", &talk.noted) };
            draft.seen = self.pick(name, list);
        } else if does(Signal::Calm) {
            self.speaker = Some(Monster::Nuage);
            draft.step = self.pick("calm", &talk.calm);
        } else if does(Signal::HowTell) {
            draft.step = self.how_to_tell();
        } else if let Some(job) = self.wanted_job() {
            draft.step = self.on_platform(job)?;
        } else if does(Signal::HowKeep) {
            draft.step = self.one_step(Step::Keep)?;
        } else if does(Signal::Pay) && self.state.topic == Some(Topic::Blackmail)
            || does(Signal::Serious) && self.is_of(Topic::Dare)
        {
            draft.step = self.one_step(Step::Now)?;
        } else if does(Signal::Law) || self.fears_law() {
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

    /// Whether they fear to be punished for what is no wrong to somebody: the law tells that.
    fn fears_law(&self) -> bool {
        let own = [Topic::Errands, Topic::Habit, Topic::Pregnancy];
        self.heard.does(Signal::Punished) && own.iter().any(|topic| self.is_of(*topic))
    }

    pub(super) fn filled(&mut self, name: &str, list: &[String]) -> String {
        let text = self.pick(name, list);
        self.fill(&text)
    }

    /// A step on the topic that was asked for by name, said again where it was said already.
    fn one_step(&mut self, step: Step) -> Option<String> {
        let subject = ask::subject(&self.state);
        // Whoever keeps evidence does it in the same way for most things.
        let topic = subject.or((step == Step::Keep).then_some(Topic::Insults))?;
        let country = self.country();
        let open = steps::find(step, topic, self.texts, &self.state, country)?;
        let is_said = self.state.knows(&open.key);
        let (key, text) = (open.key, self.fill(open.text));
        self.state.remember(key);
        let text = if is_said { self.again_said(&text) } else { text };
        self.speaker = step.speaker(topic);
        Some(text)
    }

    /// How to begin that talk. A parent asks about the talk with their child: that is the first step
    /// for them, and the adults outside come later.
    fn how_to_tell(&mut self) -> String {
        let subject = ask::subject(&self.state);
        let tells_an_adult = self.heard.does(Signal::Adult);
        let step = match (self.reader, subject) {
            (reader, _) if reader.is_adult() && !tells_an_adult => Step::Now,
            // Who is pushed asks for the words of a no, who did wrong for those of an apology.
            (_, Some(Topic::Pressure | Topic::Regret)) if !tells_an_adult => Step::Try,
            _ => Step::Tell,
        };
        let is_said = subject
            .is_some_and(|topic| self.state.knows(&format!("s.{}.{}", topic.name(), step.name())));
        // The words of a no are worth saying twice.
        let said = if is_said && step != Step::Try { None } else { self.one_step(step) };
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
        let subject = ask::subject(&self.state).unwrap_or(Topic::Insults);
        let country = self.country();
        let find = |step, topic| steps::find(step, topic, self.texts, &self.state, country);
        let fresh = |open: &Open| !self.state.knows(&open.key);
        // A picture is taken down first, and a fake or stolen account is reported in its own way.
        let is_picture = matches!(subject, Topic::Image | Topic::Blackmail);
        let takedown = || (job == "report" && is_picture).then(|| find(Step::Takedown, subject))?;
        let step = if job == "block" { Step::Block } else { Step::Report };
        let own = if job == "block" { job } else { steps::job(subject) };
        let named = || steps::on_platform(own, step, self.texts, &self.state);
        let general = || find(Step::Report, subject).or_else(|| find(Step::Report, Topic::Insults));
        let first = takedown().filter(fresh).or_else(|| named().filter(fresh));
        // How to report answers nobody who asked twice how to block.
        let may_report = job == "report" || named().is_none();
        let open = first.or_else(|| general().filter(|open| may_report && fresh(open)));
        let open = open.or_else(named).or_else(takedown).or_else(general)?;
        // What is asked for again is said again.
        let is_said = !fresh(&open);
        let Open { key, text, .. } = open;
        let text = text.to_owned();
        self.speaker = Some(Monster::Pixel);
        self.state.remember(key);
        Some(if is_said { self.again_said(&text) } else { text })
    }

    /// A step that was said before, and is asked for.
    fn again_said(&mut self, text: &str) -> String {
        format!("{} {text}", self.answered("as_said"))
    }
}
