//! What is said in danger, and after it until it is sure that it is over.

use app::api::chat::Monster;

use super::super::content::Named;
use super::super::crisis::{Crisis, Kind, Level};
use super::super::heard::{Feeling, Signal, Topic};
use super::Turn;

/// For how many turns after a danger it is asked about again.
const WATCH: u8 = 3;

impl Turn<'_> {
    /// The danger that a "yes" or "no" confirms, after we asked about it: whether the one they saw is
    /// in danger, whether they are somewhere safe.
    pub(super) fn danger_in_answer(&self) -> Option<Crisis> {
        if self.state.watch == 0 && self.state.is_wish_asked && self.heard.does(Signal::Yes) {
            return Some(Crisis { level: Level::High, kind: Kind::Suicide });
        }
        let kind = match self.state.open? {
            Topic::Witness if self.heard.does(Signal::Yes) => Kind::Friend,
            Topic::Violence if self.heard.does(Signal::No) => Kind::Abuse,
            _ => return None,
        };
        let polite = self.heard.does(Signal::Thanks) || self.heard.does(Signal::Denial);
        (!polite && self.state.watch == 0).then_some(Crisis { level: Level::High, kind })
    }

    /// Whether it is so heavy that we ask plainly for thoughts of dying: once, and before all else.
    pub(super) fn probe(&mut self) -> Option<String> {
        let crisis = self.heard.crisis?;
        let about_oneself = matches!(crisis.kind, Kind::Suicide | Kind::SelfHarm);
        let dark = [Feeling::Empty, Feeling::Tired, Feeling::Sad, Feeling::Lost];
        let is_dark = self.heard.feelings.iter().any(|feeling| dark.contains(feeling));
        if !about_oneself || !is_dark || self.state.watch > 0 || self.state.knows("probe0") {
            return None;
        }
        self.state.is_wish_asked = true;
        Some(self.pick("probe", &self.texts.crisis.probe))
    }

    /// A denial that is taken back reopens the danger: they are asked on as if they had said yes.
    pub(super) fn meant_after_all(&mut self) -> Option<String> {
        let kind = self.state.crisis?;
        let is_imminent = self.heard.crisis.is_some_and(|now| now.level == Level::Imminent);
        if self.state.denials == 0 || !self.heard.does(Signal::Meant) || is_imminent {
            return None;
        }
        self.state.denials = 0;
        self.state.watch = WATCH;
        self.level = Some(Level::High);
        let about_oneself = matches!(kind, Kind::Suicide | Kind::SelfHarm);
        if !about_oneself {
            return Some(self.again());
        }
        self.state.is_wish_asked = true;
        Some(self.say("confirmed", &self.texts.crisis.confirmed))
    }

    /// What a danger is that is heard while one is watched: a part of the same, as a rule, and an act
    /// that is under way does not become less by being told on.
    pub(super) fn in_watch(&self, crisis: Crisis) -> Crisis {
        let (Some(kind), true) = (self.state.crisis, self.state.watch > 0) else { return crisis };
        if self.state.is_guess && !self.heard.is_guess {
            return crisis;
        }
        let about_oneself = |kind| matches!(kind, Kind::Suicide | Kind::SelfHarm);
        let goes_on = self.state.needs_rescue && about_oneself(crisis.kind);
        let level = if goes_on { Level::Imminent } else { crisis.level };
        let is_harming = self.heard.does(Signal::Harming);
        let is_other = level == Level::Imminent || crisis.kind == Kind::Suicide || is_harming;
        Crisis { level, kind: if is_other && !goes_on { crisis.kind } else { kind } }
    }

    pub(super) fn in_danger(&mut self, crisis: Crisis) -> String {
        let goes_on = self.state.watch > 0 && crisis.level == Level::Imminent;
        let about_oneself = matches!(crisis.kind, Kind::Suicide | Kind::SelfHarm);
        self.state.needs_rescue |= crisis.level == Level::Imminent && about_oneself;
        let is_done = goes_on && about_oneself && self.heard.crisis == Some(crisis);
        let was_guess = self.state.is_guess || self.state.watch == 0;
        self.state.is_guess = self.heard.is_guess && was_guess && crisis.level == Level::High;
        let goes_on_harming = self.state.watch > 0 && self.state.is_harming;
        self.state.is_harming = self.heard.does(Signal::Harming) || goes_on_harming;
        self.state.crisis = Some(crisis.kind);
        self.state.watch = WATCH;
        self.level = Some(crisis.level);
        // What kind it is was only guessed, so it is asked.
        if self.state.is_guess && !self.state.knows("unsure1") {
            self.state.is_wish_asked = false;
            return self.say("unsure", &self.texts.crisis.unsure);
        }
        if self.state.is_harming && crisis.kind == Kind::Violence {
            let crisis = &self.texts.crisis;
            let is_said = self.state.knows("harming1");
            let (name, list) =
                if is_said { ("after", &crisis.after) } else { ("harming", &crisis.harming) };
            return self.say(name, list);
        }
        if is_done && !self.state.knows("done0") {
            return self.say("done", &self.texts.crisis.done);
        }
        let kind = crisis.kind.name();
        let (by_kind, level) = match crisis.level {
            Level::Imminent => (&self.texts.crisis.imminent, "i."),
            _ => (&self.texts.crisis.high, "c."),
        };
        let variants = by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
        let name = format!("{level}{kind}");
        // The first one asks plainly whether they think of dying, or are hurt.
        let first = !self.state.knows(&format!("{name}0"));
        self.state.is_wish_asked = first && about_oneself && crisis.level == Level::High;
        let text = self.pick(&name, variants);
        self.fill(&text)
    }

    /// One harmless turn does not end a danger: it is asked about, and a denial is believed.
    pub(super) fn after_danger(&mut self) -> String {
        let wish_asked = std::mem::take(&mut self.state.is_wish_asked);
        let crisis = &self.texts.crisis;
        let does = |signal| self.heard.does(signal);
        let yes = does(Signal::Yes);
        // A longer sentence that begins with "no" says something else.
        let no = does(Signal::No) && self.heard.is_short && !does(Signal::Thanks);
        // Who is safe now has not said that nothing was the matter.
        if does(Signal::Denial) && !does(Signal::Safe) {
            return self.denied();
        }
        if does(Signal::Secret) {
            return self.say("secret!", &crisis.secret);
        }
        if does(Signal::Who) {
            return self.say("who", &self.texts.talk.who);
        }
        if does(Signal::Refuse) {
            return self.say("refuse!", &crisis.refuse);
        }
        if wish_asked && (yes || does(Signal::Meant)) {
            return self.confirmed();
        }
        if does(Signal::Help) || does(Signal::Human) {
            return self.again();
        }
        // What kind it is was asked, so a bare yes or no tells nothing.
        let says_how_it_is = !self.state.is_guess;
        if does(Signal::Alone) || (!wish_asked && no && says_how_it_is) {
            return self.alone();
        }
        // "Yes, he is here" may speak of whoever hurts them: that is asked about once more.
        let is_from_others =
            matches!(self.state.crisis, Some(Kind::Abuse | Kind::Violence | Kind::Friend));
        if does(Signal::Safe) || (yes && !is_from_others && says_how_it_is) {
            self.state.watch = 1;
            self.state.needs_rescue = false;
            return self.say_by_kind("safe", &crisis.safe_from, &crisis.safe);
        }
        if let Some(text) = self.answered_in_danger() {
            return text;
        }
        if self.state.needs_rescue && !does(Signal::Goodbye) {
            self.level = Some(Level::High);
            // Said twice is enough: whoever still writes is asked how it stands.
            let goes_on = !self.state.knows("done1") && !self.state.knows("done0");
            let text = self.say("done", &crisis.done);
            self.state.needs_rescue = goes_on;
            return text;
        }
        let first = self.state.watch == WATCH;
        self.state.watch -= 1;
        let is_friend = self.state.crisis == Some(Kind::Friend);
        if first || (wish_asked && no) {
            self.learn();
            // How it stands with the other one is not asked of the writer.
            let friend = self.texts.crisis.high.get("friend").filter(|_| is_friend);
            return match friend {
                Some(list) => self.say("c.friend", list),
                None => self.say("after", &crisis.after),
            };
        }
        let goodbye = does(Signal::Goodbye) || does(Signal::Enough) || does(Signal::Stop);
        let text = self.ordinary();
        self.state.unask();
        if goodbye || is_friend {
            return text;
        }
        let still = self.say("still", &crisis.still);
        let text = without_question(&text);
        if text.is_empty() { still } else { format!("{text}\n\n{still}") }
    }

    /// Nobody is there: who could come, or what else there is; said once where others are the danger.
    fn alone(&mut self) -> String {
        self.level = Some(Level::High);
        let crisis = &self.texts.crisis;
        let kind = self.state.crisis.map_or("", Kind::name);
        if self.state.is_harming || self.state.knows(&format!("alone.{kind}0")) {
            return self.again();
        }
        self.say_by_kind("alone", &crisis.alone_with, &crisis.alone)
    }

    /// The texts for this kind of danger, where it has its own.
    fn say_by_kind(&mut self, name: &str, own: &Named<Vec<String>>, all: &[String]) -> String {
        let kind = self.state.crisis.filter(|_| !self.state.is_harming && !self.state.is_guess);
        let kind = kind.map_or("", Kind::name);
        match own.get(kind) {
            Some(list) => self.say(&format!("{name}.{kind}"), list),
            None => self.say(name, all),
        }
    }

    /// They think of dying: then we ask for a plan and means. A second yes is to that.
    pub(super) fn confirmed(&mut self) -> String {
        if self.state.used.iter().any(|used| used.starts_with("confirmed")) {
            return match self.crisis(Level::Imminent) {
                Some(crisis) => self.in_danger(crisis),
                None => self.again(),
            };
        }
        self.level = Some(Level::High);
        self.state.is_wish_asked = true;
        self.say("confirmed", &self.texts.crisis.confirmed)
    }

    /// What is asked outright is answered in danger, too, and then safety is asked about.
    fn answered_in_danger(&mut self) -> Option<String> {
        let asks = [
            Signal::HowTell,
            Signal::HowReport,
            Signal::HowBlock,
            Signal::HowKeep,
            Signal::Law,
            Signal::Calm,
        ];
        if self.state.needs_rescue || !asks.iter().any(|ask| self.heard.does(*ask)) {
            return None;
        }
        let text = without_question(&self.ordinary());
        self.state.unask();
        let still = self.say("still", &self.texts.crisis.still);
        Some(format!("{text}\n\n{still}"))
    }

    /// The first denial is believed and leaves the lines in reach; after a second nothing is asked.
    fn denied(&mut self) -> String {
        self.state.denials = self.state.denials.saturating_add(1);
        self.state.needs_rescue = false;
        let crisis = &self.texts.crisis;
        if self.state.denials > 1 {
            self.state.watch = 0;
            return self.say("denial_again", &crisis.denial_again);
        }
        self.state.watch = 1;
        self.say("denial", &crisis.denial)
    }

    /// The danger goes on: in words that were not said yet, else it is asked how it stands.
    fn again(&mut self) -> String {
        let fresh = self.crisis(Level::High).filter(|crisis| {
            let said = |variant| self.state.knows(&format!("c.{}{variant}", crisis.kind.name()));
            let variants = self.texts.crisis.high.get(crisis.kind.name()).map_or(0, Vec::len);
            !(0..variants).all(said)
        });
        match fresh {
            Some(crisis) => self.in_danger(crisis),
            None => {
                self.level = Some(Level::High);
                self.say("after", &self.texts.crisis.after)
            }
        }
    }

    fn say(&mut self, name: &str, list: &[String]) -> String {
        self.speaker = Some(Monster::Vigie);
        let text = self.pick(name, list);
        self.fill(&text)
    }
}

/// The text without its closing question, so that only one is asked.
fn without_question(text: &str) -> String {
    let text = text.trim_end();
    if !text.ends_with('?') {
        return text.to_owned();
    }
    let body = text.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    let end = body.rfind(['.', '!', '\n']);
    end.map_or(String::new(), |end| body[..=end].trim_end().to_owned())
}
