//! A message as it is read: its words, what the lists find in it, and what of that counts.

use app::language::Language;

use super::super::crisis::negated_before;
use super::super::language;
use super::super::lexicon::{Meaning, Said, lexicon};
use super::super::pattern::{Found, Ids};
use super::super::words::{Word, split};
use super::around::*;
use super::{Feeling, Heard, Signal, Topic, add};

/// A message as it is read.
pub(super) struct Message {
    /// Its words, spelt as the lists have them.
    pub words: Vec<Word>,
    /// How the lists know each of them.
    pub ids: Vec<Ids>,
    /// What they find.
    pub found: Vec<Found<Said>>,
    /// The language, if there is no doubt.
    pub language: Option<Language>,
    /// Whether no word of it has an accent.
    pub is_plain: bool,
}

impl Message {
    pub(super) fn read(text: &str) -> Message {
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
        Message { words, ids, found, language, is_plain }
    }

    /// Whether there is a "not" in it.
    pub(super) fn has_a_not(&self) -> bool {
        self.ids.iter().any(|ids| lexicon().patterns.negates(ids))
    }

    /// The last word.
    pub(super) fn last(&self) -> Option<&str> {
        self.words.last().map(|word| word.plain.as_str())
    }
}

/// A find with what stands around it.
struct Around<'a> {
    one: &'a Found<Said>,
    message: &'a Message,
    /// Whether a "not" turns it.
    turned: bool,
}

impl Heard {
    /// Takes what a list found, where the words around it do not turn it into something else.
    pub(super) fn take(&mut self, one: &Found<Said>, message: &Message) {
        let turned = one.negated_inside || negated_before(&message.words, &message.ids, one.start);
        let around = Around { one, message, turned };
        match one.means.meaning {
            Meaning::Feeling(feeling) => self.take_feeling(feeling, &around),
            Meaning::Topic(topic) => self.take_topic(topic, &around),
            Meaning::Signal(signal) => self.take_signal(signal, &around),
            Meaning::Reply(reply) if !turned => add(&mut self.replies, reply),
            Meaning::Age(age) if !turned => self.age = Some(age),
            _ => {}
        }
    }

    fn take_feeling(&mut self, feeling: Feeling, around: &Around) {
        let Around { one, message: Message { words, found, language, .. }, turned } = around;
        let is_well = feeling == Feeling::Well;
        // The English "so" is no Vietnamese fear that lost its accent.
        let is_so = one.end == one.start + 1 && words[one.start].plain == "so";
        // "She is angry" is not the writer's, and the Vietnamese word for nausea has that for sadness in
        // it. "They will all be relieved" is no good feeling at all.
        let is_none = of_another(words, found, one)
            || is_so && *language != Some(Language::Vi)
            || feeling == Feeling::Sad && is_no_sadness(words, one)
            || is_well && (of_all(words, one) || told_before(words, one));
        // "I am not sad" names no feeling, "I am not happy" that there is none.
        match turned {
            _ if is_none => {}
            false => add(&mut self.feelings, feeling),
            true => self.is_joyless |= is_well,
        }
    }

    fn take_topic(&mut self, topic: Topic, around: &Around) {
        let Around { one, message: Message { words, ids, found, language, .. }, turned } = around;
        // "I'm not running away": a "not" right before.
        let is_right_before = one.start > 0
            && lexicon().patterns.negates(&ids[one.start - 1])
            && words[one.start].plain != "biet";
        let is_none = match topic {
            // Who no longer eats with us may eat elsewhere.
            Topic::Eating => with_us(words, one),
            // "They speak ill of me" tells of no looks, though it has the word for ugly in it.
            Topic::Body => speaks_ill(words, one) || is_mark(words, one),
            // "They would be fine without me" tells of no group that leaves one out.
            Topic::Exclusion => better_off(words, one),
            // "He wants me to send a picture of me" tells of none that goes round.
            Topic::Image => inside(found, Topic::Pressure, one),
            Topic::Pregnancy => is_glad_news(words, *language, one),
            _ => false,
        };
        // A topic stays one even when it is denied; "he never hit me" tells of no violence.
        let is_denied = topic == Topic::Leaving && is_right_before
            || topic.is_deed()
                && (*turned || none_before(words, *language, one) || never(words, one));
        if is_denied && !is_none {
            add(&mut self.negated, topic);
        } else if !is_none {
            add(&mut self.topics, topic);
        }
    }

    fn take_signal(&mut self, signal: Signal, around: &Around) {
        let Around { one, message: Message { words, language, .. }, turned } = around;
        let is_none = match signal {
            // "He is bringing a knife" is no threat of the writer's.
            Signal::Harming if by_another(words, *language, one) => true,
            // "I am not going to hurt him" threatens nobody.
            Signal::Harming
            | Signal::Played
            | Signal::Law
            | Signal::More
            | Signal::Here
            | Signal::Now
            | Signal::HelperActs
            | Signal::HasTold
            | Signal::Shelter
            | Signal::BlockedThem
            | Signal::WithThem => *turned,
            Signal::LikesThem => *turned || closed(words, one),
            // "A child of a poor house" is nobody's own.
            Signal::Parent => of_a_house(words, one) || of_a_sex(words, one),
            // "With his belt" tells of no means of one's own.
            Signal::Means => anothers(words, one),
            Signal::WithRope | Signal::WithBlade if anothers(words, one) => true,
            // "Will they get in trouble" fears nothing for oneself.
            Signal::Scolded | Signal::Punished => of_them(words, *language, one),
            // "Tomorrow they will all be relieved" is the opposite of better.
            Signal::Resolved | Signal::Helped => of_all(words, one) || have_left(words, one),
            // "My mum says I'm fine", "he says it's a game" is their word.
            Signal::Denial | Signal::Joke => told_before(words, one),
            Signal::Meant => one.negated_inside,
            Signal::Refuse => is_worn_out(words, one),
            // "I told nobody" does not say that we were told.
            Signal::Already => to_nobody(words, one),
            // "It does not bleed", "ça saigne pas".
            _ if signal.is_happening() => *turned || closed(words, one),
            // "I'm not on the roof".
            _ if signal.is_place() => *turned,
            _ => false,
        };
        if is_none {
            return;
        }
        add(&mut self.signals, signal);
        if signal == Signal::Safe && absent(words, one) {
            add(&mut self.signals, Signal::Away);
        }
    }
}
