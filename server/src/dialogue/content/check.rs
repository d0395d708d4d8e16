//! Checks the texts: complete, short, with their placeholders, nothing that must not be said.

use app::language::Language;

use super::super::ask::{Ask, REFUSED};
use super::super::crisis::Kind;
use super::super::danger::{
    ASSAULT, EATING, FORCED, GROOMING, HARMING, LEAVING, PARTNER, SOLD, UNSURE, WRONGED,
};
use super::super::heard::{Feeling, Signal, Topic};
use super::super::reader::Reader;
use super::super::steps::Step;
use super::super::talk::outright::{OUTRIGHT, OUTRIGHT_OF_CHILD, SERIOUS_DEED};
use super::every::{all, lists};
use super::{ASKS_WHO, Named, Texts};

/// The kinds of danger that come from others, or are another's.
const FROM_OTHERS: [Kind; 4] = [Kind::Abuse, Kind::Blackmail, Kind::Violence, Kind::Friend];

/// What is answered in danger alone, or begins another answer; the rest of the replies have the names of their signals.
const IN_DANGER: [&str; 34] = [
    "struck_staff",
    "body_alarm",
    "denial_rescue",
    "lured_friend",
    "thanks_danger",
    "named_friend",
    "go_to_them",
    "tell_now",
    "as_said",
    "here",
    "means",
    "go_now",
    "coming_own",
    "body_fear",
    "coming",
    "rescue",
    "refuse_rescue",
    "alone_rescue",
    "safe_rescue",
    "stepped_back",
    "better",
    "asleep",
    "near",
    "named",
    "no_wish",
    "believed",
    "guilt_friend",
    "tell_friend",
    "no_plan",
    "guilt",
    "night",
    "after_friend",
    "harming_now",
    "harming_still",
];

/// No text may be longer, in characters.
pub const LONGEST: usize = 600;

/// What is wrong with these texts, a line each.
pub fn problems(texts: &Texts, language: Language, reader: Reader) -> Vec<String> {
    let mut check = Check { problems: Vec::new(), place: place(language, reader) };
    check.complete(texts);
    for (name, text) in all(texts) {
        check.text(&name, text);
        check.mark(&name, text);
    }
    for (name, list) in lists(texts) {
        check.list(&name, list);
    }
    check.placeholders(texts);
    check.problems
}

fn place(language: Language, reader: Reader) -> String {
    format!("{} ({})", language.code(), reader.name())
}

struct Check {
    problems: Vec<String>,
    place: String,
}

impl Check {
    fn say(&mut self, problem: &str) {
        self.problems.push(format!("{}: {problem}", self.place));
    }

    /// Every name that the engine can ask for has a text, and no other name has one.
    fn complete(&mut self, texts: &Texts) {
        let topics: Vec<&str> = Topic::ALL.iter().map(|topic| topic.name()).collect();
        let feelings: Vec<&str> = Feeling::ALL.iter().map(|feeling| feeling.name()).collect();
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let asks: Vec<&str> = Ask::ALL.iter().map(|ask| ask.name()).collect();
        let abouts: Vec<&str> = topics.iter().copied().chain(["hard", "talk"]).collect();
        let platforms: Vec<&str> =
            Ask::Platform.keys().into_iter().filter(|key| !is_nowhere(key)).collect();
        self.same("topic", &texts.topic, &topics);
        self.same("feeling", &texts.feeling, &feelings);
        let own = kinds
            .iter()
            .copied()
            .chain([GROOMING, LEAVING, EATING, WRONGED, PARTNER, ASSAULT, SOLD, FORCED]);
        let own: Vec<&str> = own.collect();
        self.same("crisis.high", &texts.crisis.high, &own);
        self.same("crisis.imminent", &texts.crisis.imminent, &kinds);
        let others = FROM_OTHERS.iter().map(|kind| kind.name()).chain([GROOMING]);
        let others: Vec<&str> = others.collect();
        self.same("crisis.safe_from", &texts.crisis.safe_from, &others);
        self.same("crisis.alone_with", &texts.crisis.alone_with, &others);
        let doers: Vec<&str> = own.iter().copied().chain([HARMING, UNSURE]).collect();
        self.same("info.actions", &texts.info.actions, &doers);
        let replies = OUTRIGHT.iter().chain(&OUTRIGHT_OF_CHILD).map(|signal| signal.name());
        let places = Signal::PLACES.iter().map(|signal| signal.name());
        let replies: Vec<_> =
            replies.chain(IN_DANGER).chain(places).chain([SERIOUS_DEED]).collect();
        self.same("reply", &texts.reply, &replies);
        self.same("summary.about", &texts.summary.about, &abouts);
        self.same("summary.feeling", &texts.summary.feeling, &feelings);
        self.same("platform", &texts.platform, &platforms);
        self.same("label", &texts.label, &asks);
        self.within("summary.place", &texts.summary.place, &platforms);
        for ask in Ask::ALL {
            let mut keys = ask.keys();
            keys.retain(|key| *key != REFUSED);
            let empty = Named::new();
            let name = ask.name();
            self.same(&format!("label.{name}"), texts.label.get(name).unwrap_or(&empty), &keys);
            if let Some(reactions) = texts.reaction.get(name) {
                self.within(&format!("reaction.{name}"), reactions, &keys);
            }
            if *ask != Ask::Emotion && !texts.ask.contains_key(name) {
                self.say(&format!("ask.{name} is missing"));
            }
        }
        for (name, about) in &texts.topic {
            for key in about.step.keys().filter(|key| Step::parse(key).is_none()) {
                self.say(&format!("topic.{name}.step.{key} is not known"));
            }
            // No dead end: from every topic there is something to do and somebody to tell.
            for step in [Step::Now, Step::Tell] {
                if !about.step.contains_key(step.name()) {
                    self.say(&format!("topic.{name}.step.{} is missing", step.name()));
                }
            }
            if !about.law.is_empty() && !about.law.contains_key("other") {
                self.say(&format!("topic.{name}.law.other is missing"));
            }
        }
        let jobs = ["block", "report", "fake", "secure"];
        for (name, platform) in &texts.platform {
            self.same(&format!("platform.{name}"), platform, &jobs);
        }
    }

    fn within<T>(&mut self, place: &str, map: &Named<T>, known: &[&str]) {
        let unknown = map.keys().filter(|key| !known.contains(&key.as_str()));
        for key in unknown.cloned().collect::<Vec<_>>() {
            self.say(&format!("{place}.{key} is not known"));
        }
    }

    fn same<T>(&mut self, place: &str, map: &Named<T>, wanted: &[&str]) {
        self.within(place, map, wanted);
        for key in wanted.iter().filter(|key| !map.contains_key(**key)) {
            self.say(&format!("{place}.{key} is missing"));
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        let length = text.chars().count();
        if length > LONGEST {
            self.say(&format!("{name} has {length} characters, at most {LONGEST}"));
        }
        if text.trim().is_empty() {
            self.say(&format!("{name} is empty"));
        }
        for link in text.split_whitespace().filter(|word| word.contains("://")) {
            if !link.starts_with("https://") {
                self.say(&format!("{name} has a link that is not https: {link}"));
            }
        }
        let known = [
            "line",
            "night",
            "silent",
            "emergency",
            "ambulance",
            "police",
            "who",
            "about",
            "number",
            "terms",
            "site",
        ];
        for part in text.split('{').skip(1) {
            let inside = part.split('}').next().unwrap_or_default();
            if !known.contains(&inside) {
                self.say(&format!("{name} has an unknown place {{{inside}}}"));
            }
        }
    }

    /// The mark of a question stands right before the one that closes the text.
    fn mark(&mut self, name: &str, text: &str) {
        let Some((_, question)) = text.split_once(ASKS_WHO) else { return };
        if !question.trim_end().ends_with('?') || question.contains(['.', '\n']) {
            self.say(&format!("{name} has {ASKS_WHO} away from its closing question"));
        }
    }

    fn list(&mut self, name: &str, list: &[String]) {
        if list.is_empty() {
            self.say(&format!("{name} has no text"));
        }
        let twice = list.iter().enumerate().any(|(place, text)| list[..place].contains(text));
        if twice {
            self.say(&format!("{name} has a text twice"));
        }
    }

    /// Every path through a danger leads to a human.
    fn placeholders(&mut self, texts: &Texts) {
        let crisis = &texts.crisis;
        let by_kind = [
            ("{line}", "high", &crisis.high),
            ("{emergency}", "imminent", &crisis.imminent),
            ("{line}", "safe_from", &crisis.safe_from),
            ("{line}", "alone_with", &crisis.alone_with),
        ];
        for (wanted, name, map) in by_kind {
            for (kind, list) in map {
                self.holds(&format!("crisis.{name}.{kind}"), list, wanted);
            }
        }
        for (name, list, wanted) in [
            ("crisis.after", &crisis.after, "{line}"),
            ("crisis.denial", &crisis.denial, "{line}"),
            ("crisis.denial_again", &crisis.denial_again, "{line}"),
            ("crisis.safe", &crisis.safe, "{line}"),
            ("crisis.alone", &crisis.alone, "{line}"),
            ("crisis.secret", &crisis.secret, "{line}"),
            ("crisis.confirmed", &crisis.confirmed, "{line}"),
            ("crisis.unsure", &crisis.unsure, "{line}"),
            ("crisis.harming", &crisis.harming, "{emergency}"),
            ("crisis.refuse", &crisis.refuse, "{silent}"),
            ("crisis.done", &crisis.done, "{emergency}"),
            ("talk.offer", &texts.talk.offer, "{line}"),
            ("talk.person", &texts.talk.person, "{line}"),
            ("talk.goodbye", &texts.talk.goodbye, "{line}"),
            ("talk.ended", &texts.talk.ended, "{line}"),
        ] {
            self.holds(name, list, wanted);
        }
        let places = Signal::PLACES.iter().map(|signal| (signal.name(), "{emergency}"));
        for (name, wanted) in places.chain([
            ("rescue", "{emergency}"),
            ("refuse_rescue", "{emergency}"),
            ("alone_rescue", "{emergency}"),
            ("safe_rescue", "{emergency}"),
            ("harming_now", "{emergency}"),
            ("near", "{emergency}"),
            ("here", "{emergency}"),
            ("stepped_back", "{emergency}"),
            ("better", "{line}"),
            ("number", "{line}"),
            ("night", "{line}"),
            ("no_wish", "{line}"),
            ("no_plan", "{line}"),
        ]) {
            let list = texts.reply.get(name).map(Vec::as_slice).unwrap_or_default();
            self.holds(&format!("reply.{name}"), list, wanted);
        }
        for (name, text, wanted) in [
            ("summary.talked", &texts.summary.talked, "{about}"),
            ("resume.known", &texts.resume.known, "{about}"),
            ("info.call", &texts.info.call, "{number}"),
            ("info.open", &texts.info.open, "{site}"),
        ] {
            self.holds(name, std::slice::from_ref(text), wanted);
        }
        for (kind, list) in &texts.info.actions {
            if list.len() > 3 {
                self.say(&format!("info.actions.{kind} has more than three actions"));
            }
        }
    }

    fn holds(&mut self, name: &str, list: &[String], wanted: &str) {
        // A line that is open at night is a line, too.
        let has =
            |text: &String| text.contains(wanted) || wanted == "{line}" && text.contains("{night}");
        if !list.iter().all(has) {
            self.say(&format!("{name} lacks {wanted}"));
        }
    }
}

fn is_nowhere(platform: &str) -> bool {
    matches!(platform, "offline" | "other" | REFUSED)
}
