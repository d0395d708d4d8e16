//! What a message says by itself, found without knowing the conversation.

use app::api::person::AgeClass;
use app::language::Language;

use super::ask::Reply;
use super::crisis::{self, Crisis, Kind, Level};
use super::language;
use super::lexicon::{Meaning, Said, lexicon};
use super::pattern::Found;
use super::words::{Word, split};
pub(super) use names::named;
pub use names::{Feeling, Signal, Topic};

mod names;

/// What was heard in one message; holds none of its text.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The language, if there is no doubt.
    pub language: Option<Language>,
    /// Feelings, in the order in which they were named.
    pub feelings: Vec<Feeling>,
    /// Topics, the gravest first.
    pub topics: Vec<Topic>,
    /// What else the message does.
    pub signals: Vec<Signal>,
    /// Answers to questions that the message may have been asked.
    pub replies: Vec<Reply>,
    /// How old the writer says they are.
    pub age: Option<AgeClass>,
    /// Whether it is a few words, which say little about its language.
    pub is_short: bool,
    /// Whether no word of it has an accent.
    pub is_plain: bool,
    /// Whether it ends as a question.
    pub asks: bool,
    /// Whether pictures or documents came with it.
    pub has_files: bool,
    /// The danger, if there is one.
    pub crisis: Option<Crisis>,
    /// Whether no words for it were found, so that its kind is only the likeliest.
    pub is_guess: bool,
    /// Whether it is a guess that gives way to what the talk is known to be about.
    pub is_faint: bool,
}

impl Heard {
    /// The same with a faint guess taken as a worry: a line on offer, and nothing asked.
    pub fn without_faint_guess(mut self) -> Heard {
        if self.is_faint {
            (self.is_guess, self.is_faint) = (false, false);
            self.crisis = self.crisis.map(|crisis| Crisis { level: Level::Concern, ..crisis });
        }
        self
    }

    /// Whether the message does this.
    pub fn does(&self, signal: Signal) -> bool {
        self.signals.contains(&signal)
    }
}

/// What a message says by itself. Pure, and quick enough to run on every message.
pub fn hear(text: &str) -> Heard {
    let lexicon = lexicon();
    let typed = split(text);
    let is_plain = typed.iter().all(|word| word.marks.is_empty());
    let guess = language::detect(&typed);
    let words = lexicon.spellings.resolve(typed, guess, |word| lexicon.patterns.knows(word));
    let language = guess.or_else(|| language::detect(&words));
    let accented = types_accents(&words);
    let ids: Vec<_> = words.iter().map(|word| lexicon.patterns.ids(word, accented)).collect();
    let mut found = Vec::new();
    let counts = |said: Said| said.counts_in(language);
    lexicon.patterns.search(&words, &ids, counts, |one| found.push(one));

    let mut heard = Heard { language, is_short: words.len() <= 3, ..Heard::default() };
    heard.is_plain = is_plain;
    heard.asks = text.trim_end().ends_with(['?', '？']);
    for one in &found {
        // "I am not sad" names no feeling; a topic stays one even when it is denied.
        let turned = one.negated_inside || crisis::negated_before(&words, &ids, one.start);
        match one.means.meaning {
            // Nor does "she is angry", of the writer.
            Meaning::Feeling(_) if of_another(&words, &found, one) => {}
            // "They will all be relieved" least of all.
            Meaning::Feeling(Feeling::Well) if of_all(&words, one) || told_before(&words, one) => {}
            Meaning::Feeling(feeling) if !turned => add(&mut heard.feelings, feeling),
            // "They would be fine without me" tells of no group that leaves one out.
            Meaning::Topic(Topic::Exclusion) if better_off(&words, one) => {}
            // "He never hit me" tells of no violence.
            // "He wants me to send a picture of me" tells of none that goes round.
            Meaning::Topic(Topic::Image) if inside(&found, Topic::Pressure, one) => {}
            Meaning::Topic(topic) if !(turned && topic.is_deed()) => add(&mut heard.topics, topic),
            // "I am not going to hurt him" threatens nobody.
            Meaning::Signal(Signal::Harming | Signal::Law | Signal::More | Signal::Here)
                if turned => {}
            // "My mum says I'm fine" is her word.
            Meaning::Signal(Signal::Denial) if told_before(&words, one) => {}
            Meaning::Signal(Signal::Meant) if one.negated_inside => {}
            Meaning::Signal(signal) => add(&mut heard.signals, signal),
            Meaning::Reply(reply) if !turned => add(&mut heard.replies, reply),
            Meaning::Age(age) if !turned => heard.age = Some(age),
            _ => {}
        }
    }
    heard.topics.sort_by_key(|topic| *topic as u8);
    // "Will the nurse tell my parents" is not asked of us.
    if heard.does(Signal::AdultSecret) {
        heard.signals.retain(|signal| *signal != Signal::Secret);
    }
    // "He wants pictures, and that I keep it secret" does not ask whether we do.
    let is_asked = heard.asks || heard.does(Signal::Question);
    let is_pressed = heard.topics.contains(&Topic::Pressure) && !is_asked;
    let is_theirs = heard.does(Signal::Told) || is_pressed;
    if is_theirs && heard.topics.contains(&Topic::Stranger) {
        heard.signals.retain(|signal| *signal != Signal::Secret);
    }
    // "He will be angry if I stop" ends nothing, nor does who will not tell their parents end the talk.
    let is_supposed = words.iter().any(|word| matches!(&*word.plain, "if" | "si" | "neu"));
    let names_adult = heard.does(Signal::Adult) || words.iter().any(|word| word.plain == "parents");
    let keeps_silent = names_adult && heard.does(Signal::Refuse);
    if is_supposed || keeps_silent {
        heard.signals.retain(|signal| !matches!(signal, Signal::Stop | Signal::Enough));
    }
    // Where a picture goes round, "delete it" is not said of this talk.
    if heard.does(Signal::HowReport) {
        heard.signals.retain(|signal| *signal != Signal::Erase);
    }
    // Who made a fake account themselves has none made of them.
    if heard.topics.contains(&Topic::Regret) && heard.topics.contains(&Topic::FakeAccount) {
        heard.topics.retain(|topic| *topic != Topic::FakeAccount);
    }
    // Nobody died who died in a game.
    if heard.does(Signal::Fiction) {
        heard.topics.retain(|topic| *topic != Topic::Grief);
    }
    // What is asked is neither denied nor confirmed.
    if heard.asks {
        heard
            .signals
            .retain(|signal| !matches!(signal, Signal::Denial | Signal::NotDying | Signal::Meant));
    }
    // "I wasn't joking" has the words of a joke and of a denial in it, and is neither.
    if heard.does(Signal::Meant) {
        heard.signals.retain(|signal| !matches!(signal, Signal::Denial | Signal::Joke));
    }
    let judged = crisis::judge(&words, language, &ids, &found);
    let is_told =
        judged.crisis.is_some_and(|it| heard.topics.iter().any(|topic| topic.tells(it.kind)));
    (heard.crisis, heard.is_guess) = (judged.crisis, judged.is_guess && !is_told);
    heard.is_faint = judged.is_faint && !is_told;
    // What an uncle or a coach does in secret is no matter of strangers.
    if heard.does(Signal::KnownAdult) && heard.crisis.is_some_and(|it| it.kind == Kind::Abuse) {
        heard.topics.retain(|topic| *topic != Topic::Stranger);
    }
    // Who may have no bed tonight is shown a line, whatever else is said; leaving is no attack.
    if heard.topics.contains(&Topic::Leaving) {
        // What no words tell is explained by it.
        heard.crisis = heard.crisis.filter(|_| !heard.is_guess);
        (heard.is_guess, heard.is_faint) = (false, false);
        let crisis =
            heard.crisis.get_or_insert(Crisis { level: Level::Concern, kind: Kind::Abuse });
        if crisis.kind == Kind::Abuse && !heard.topics.contains(&Topic::Violence) {
            crisis.level = crisis.level.min(Level::High);
        }
    }
    heard
}

/// Whether it is said of somebody named right before, in the same clause, with no "I" or "me" between.
fn of_another(words: &[Word], found: &[Found<Said>], one: &Found<Said>) -> bool {
    let is_self =
        |word: &Word| crisis::is_i(&word.plain) || matches!(&*word.plain, "me" | "m" | "my");
    found.iter().any(|other| {
        other.means.meaning == Meaning::Signal(Signal::Other)
            && other.end <= one.start
            && one.start - other.end <= 4
            && words[other.start].clause == words[one.start].clause
            && !words[other.end..one.end].iter().any(is_self)
    })
}

/// Whether it begins inside what tells of another topic.
fn inside(found: &[Found<Said>], topic: Topic, one: &Found<Said>) -> bool {
    found.iter().any(|other| {
        other.means.meaning == Meaning::Topic(topic)
            && (other.start..other.end).contains(&one.start)
    })
}

/// Whether it is said of everybody.
fn of_all(words: &[Word], one: &Found<Said>) -> bool {
    let before = &words[one.start.saturating_sub(4)..one.start];
    let all = ["everyone", "everybody", "they", "people", "monde", "ils", "elles", "nguoi"];
    before.iter().any(|word| all.contains(&word.plain.as_str()))
}

/// Whether it is said right before that others are or would be better off.
fn better_off(words: &[Word], one: &Found<Said>) -> bool {
    let before = &words[one.start.saturating_sub(3)..one.start];
    let better = ["better", "fine", "happier", "easier", "off", "mieux", "heureux", "tranquilles"];
    before.iter().any(|word| better.contains(&word.plain.as_str()))
}

/// Whether it follows "he says" or the like.
fn told_before(words: &[Word], one: &Found<Said>) -> bool {
    let before = one.start.checked_sub(1).map(|at| words[at].plain.as_str());
    matches!(before, Some("says" | "said" | "thinks" | "dit" | "pense" | "bao" | "noi"))
}

/// Whether most words have accents, so that one without is meant without.
fn types_accents(words: &[Word]) -> bool {
    words.iter().filter(|word| !word.marks.is_empty()).count() * 5 > words.len() * 3
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests;
