//! What a message says by itself, found without knowing the conversation.

use app::api::person::AgeClass;
use app::language::Language;
use serde::{Deserialize, Serialize};

use super::ask::Reply;
use super::crisis::{self, Crisis, Kind};
use super::language;
use super::lexicon::{Meaning, Said, lexicon};
use super::pattern::Found;
use super::words::{Word, split};

/// Declares an enum whose variants have names, used in the lists, the texts and the state.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$said:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $name {
            $($(#[$said])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in the lists and texts.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// Reads a name; `None` if there is none such.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

pub(super) use named;

named! {
    /// A feeling that the writer names.
    Feeling {
        /// Sad, hurt, crying.
        Sad = "sad",
        /// Afraid.
        Afraid = "afraid",
        /// Angry.
        Angry = "angry",
        /// Ashamed.
        Ashamed = "ashamed",
        /// Feels guilty.
        Guilty = "guilty",
        /// Stressed or anxious.
        Stressed = "stressed",
        /// Tired of it all.
        Tired = "tired",
        /// Empty, worthless, without hope.
        Empty = "empty",
        /// Lost, does not know what to do.
        Lost = "lost",
        /// Well, happy, relieved.
        Well = "well",
        /// Has much to think about.
        Thoughtful = "thoughtful",
        /// Surprised or shocked.
        Surprised = "surprised",
    }
}

named! {
    /// What the message is about, the gravest first.
    Topic {
        /// Somebody threatens to share images, or wants money or more images.
        Blackmail = "blackmail",
        /// An intimate image was shared.
        Image = "image",
        /// A stranger or an adult online.
        Stranger = "stranger",
        /// Somebody asks for an intimate image, or the writer is about to send one.
        Pressure = "pressure",
        /// Violence at home or outside.
        Violence = "violence",
        /// Threats.
        Threats = "threats",
        /// A fake account in the writer's name.
        FakeAccount = "fake",
        /// A hacked account.
        HackedAccount = "hacked",
        /// Hate for what somebody is.
        Hate = "hate",
        /// Insults and mockery.
        Insults = "insults",
        /// Rumours, exclusion.
        Exclusion = "exclusion",
        /// Saw it happen to somebody else.
        Witness = "witness",
        /// Did something and regrets it.
        Regret = "regret",
        /// Somebody died.
        Grief = "grief",
        /// Who the writer is and loves: gender, orientation, coming out.
        Identity = "identity",
        /// Looks, weight, eating.
        Body = "body",
        /// School and exams.
        School = "school",
        /// Family.
        Family = "family",
        /// Love.
        Love = "love",
        /// Loneliness.
        Loneliness = "loneliness",
        /// Sleep.
        Sleep = "sleep",
        /// Sadness without a cause that was told.
        Sadness = "sadness",
    }
}

impl Topic {
    /// Whether a danger of this kind is what the topic tells of, so that it is no mere guess.
    pub(super) const fn tells(self, kind: Kind) -> bool {
        match self {
            Topic::Blackmail | Topic::Image => matches!(kind, Kind::Blackmail),
            Topic::Stranger => matches!(kind, Kind::Blackmail),
            Topic::Violence => matches!(kind, Kind::Abuse | Kind::Violence),
            Topic::Threats => matches!(kind, Kind::Violence),
            Topic::Witness => matches!(kind, Kind::Friend),
            _ => false,
        }
    }

    /// Whether it is something done by others, which a "not" takes away.
    const fn is_deed(self) -> bool {
        matches!(
            self,
            Topic::Violence
                | Topic::Threats
                | Topic::Image
                | Topic::Blackmail
                | Topic::Insults
                | Topic::Hate
                | Topic::Stranger
        )
    }
}

named! {
    /// What the message does, beside telling.
    Signal {
        /// Greets.
        Greeting = "greeting",
        /// Thanks.
        Thanks = "thanks",
        /// Says goodbye.
        Goodbye = "goodbye",
        /// Asks who or what is answering.
        Who = "who",
        /// Asks whether it stays secret.
        Secret = "secret",
        /// Asks for help or a number.
        Help = "help",
        /// Says yes.
        Yes = "yes",
        /// Says no.
        No = "no",
        /// Says that it was not meant that way, or that nothing is the matter.
        Denial = "denial",
        /// Says that they do not think of dying.
        NotDying = "not_dying",
        /// Jokes or laughs.
        Joke = "joke",
        /// An everyday cause (homework, heat, boredom) that people exaggerate about.
        Trivial = "trivial",
        /// Speaks of a game, film, book, lesson.
        Fiction = "fiction",
        /// Speaks of the past.
        Past = "past",
        /// Says that it is better now.
        Resolved = "resolved",
        /// Speaks of now or today.
        Now = "now",
        /// Speaks of somebody close.
        Other = "other",
        /// Repeats what somebody else said.
        Told = "told",
        /// Says "slowly" with words that look like others ("tu tu").
        Slow = "slow",
        /// Wants to talk to a human.
        Human = "human",
        /// Asks how to delete what was written.
        Erase = "erase",
        /// Wants to stop, or to be left alone.
        Stop = "stop",
        /// Does not understand what was said.
        Confused = "confused",
        /// Says that a step helped.
        Helped = "helped",
        /// Says that it did not help.
        NotHelped = "not_helped",
        /// Insults whoever answers.
        Insulted = "insulted",
        /// Asks for homework, facts, a joke.
        OffTopic = "off_topic",
        /// Asks for a diagnosis or a medicine.
        Medical = "medical",
        /// Will not call or tell anybody.
        Refuse = "refuse",
        /// Asks how to tell somebody.
        HowTell = "how_tell",
        /// Asks how to report.
        HowReport = "how_report",
        /// Asks how to block.
        HowBlock = "how_block",
        /// Asks how to keep evidence.
        HowKeep = "how_keep",
        /// Asks what the law says, or whether to go to the police.
        Law = "law",
        /// Asks for calm: breathing, an exercise.
        Calm = "calm",
        /// Asks for another step, or what to do.
        More = "more",
        /// Says that this was told already.
        Already = "already",
        /// Puts us right: "no, I meant …".
        Correction = "correction",
        /// Says that nobody is there, or there is nobody to tell.
        Alone = "alone",
        /// Says that they are safe, or that somebody is with them.
        Safe = "safe",
        /// Speaks as a parent of their child.
        Parent = "parent",
        /// Takes a denial back: it was meant after all.
        Meant = "meant",
        /// Says that they will hurt somebody.
        Harming = "harming",
        /// Wants to talk about something else.
        Elsewhere = "elsewhere",
        /// Has had enough for today.
        Enough = "enough",
        /// Says no more than "ok".
        Okay = "okay",
        /// Names something to harm oneself with.
        Means = "means",
        /// Says that help was called or comes.
        Coming = "coming",
        /// Says that somebody is near and sleeps.
        Asleep = "asleep",
        /// Names an adult, or another who could help.
        Adult = "adult",
        /// Says that whoever hurts them is near.
        Near = "near",
        /// Says that a friend does not answer.
        Vanished = "vanished",
        /// Asks whom to call.
        Number = "number",
        /// Asks whether an adult will pass it on.
        AdultSecret = "adult_secret",
        /// Asks whether we do something ourselves.
        CanYou = "can_you",
        /// Asks what it costs.
        Cost = "cost",
        /// Asks whether to take the phone away, or fears it.
        TakePhone = "take_phone",
        /// Asks whether it is a case for the emergency room.
        Urgent = "urgent",
        /// Gives a name or an address.
        NamedSelf = "named_self",
        /// Fears that somebody goes to prison, or that the family is parted.
        Feared = "feared",
        /// Told an adult in vain.
        InVain = "in_vain",
        /// Must see whoever hurts them again.
        Facing = "facing",
        /// Wants to publish a picture in revenge.
        Revenge = "revenge",
        /// Has put away what could be used for harm.
        Secured = "secured",
        /// Asks whether to pay.
        Pay = "pay",
        /// Tells how old their child is.
        ChildAge = "child_age",
    }
}

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
}

impl Heard {
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
            Meaning::Feeling(Feeling::Well) if of_all(&words, one) => {}
            Meaning::Feeling(feeling) if !turned => add(&mut heard.feelings, feeling),
            // "He never hit me" tells of no violence.
            // "He wants me to send a picture of me" tells of none that goes round.
            Meaning::Topic(Topic::Image) if inside(&found, Topic::Pressure, one) => {}
            Meaning::Topic(topic) if !(turned && topic.is_deed()) => add(&mut heard.topics, topic),
            // "I am not going to hurt him" threatens nobody.
            Meaning::Signal(Signal::Harming | Signal::Law | Signal::More) if turned => {}
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
    // Where a picture goes round, "delete it" is not said of this talk.
    if heard.does(Signal::HowReport) {
        heard.signals.retain(|signal| *signal != Signal::Erase);
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
