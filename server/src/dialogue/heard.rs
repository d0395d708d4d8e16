//! What a message says by itself, found without knowing the conversation.

use app::api::person::AgeClass;
use app::language::Language;

use super::ask::Reply;
use super::crisis::{self, Crisis, Kind, Level};
use super::gist::{Guess, gist};
use super::language;
use super::lexicon::{Meaning, Said, lexicon};
use super::words::{Word, split};
use around::*;
pub(super) use names::named;
pub use names::{Feeling, Signal, Topic};

mod around;
mod guessed;
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
    /// Topics that it says it is not about: "nobody blackmails me".
    pub negated: Vec<Topic>,
    /// What else the message does.
    pub signals: Vec<Signal>,
    /// Which of these no words of our lists tell, so that it is the likeliest one.
    pub guessed: Option<Signal>,
    /// Signals that a list found and the guess let go of.
    pub let_go: Vec<Signal>,
    /// Answers to questions that the message may have been asked.
    pub replies: Vec<Reply>,
    /// How old the writer says they are.
    pub age: Option<AgeClass>,
    /// Whether it is a few words, which say little about its language.
    pub is_short: bool,
    /// Whether it has no room for more than an answer.
    pub is_brief: bool,
    /// Whether no word of it has an accent.
    pub is_plain: bool,
    /// Whether dying is named.
    pub names_dying: bool,
    /// Whether it is no more than one sentence.
    pub is_one_sentence: bool,
    /// Whether friends are asked for money, and nobody is threatened for it.
    pub begs: bool,
    /// Whether its words leave no doubt about the language at all.
    pub is_clear: bool,
    /// Whether it ends as a question.
    pub asks: bool,
    /// Numbers as short as those of helplines that it names, and no ages.
    pub numbers: Vec<u32>,
    /// Whether pictures or documents came with it.
    pub has_files: bool,
    /// The danger, if there is one.
    pub crisis: Option<Crisis>,
    /// Whether no words for it were found, so that its kind is only the likeliest.
    pub is_guess: bool,
    /// Whether it is a guess that gives way to what the talk is known to be about.
    pub is_faint: bool,
    /// Whether no words of our lists tell the topic, so that it is the likeliest one.
    pub is_gist: bool,
    /// Whether that one is likely enough to change what a talk is about.
    pub is_sure_gist: bool,
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

    /// The same as it counts in a danger: what ends it or leads away from it is said in plain words,
    /// and never guessed, and nothing that a list found is let go of.
    pub fn in_danger(mut self) -> Heard {
        let let_go = std::mem::take(&mut self.let_go);
        let_go.into_iter().for_each(|signal| add(&mut self.signals, signal));
        // Who will tell somebody says nothing of a time, of means or of another danger.
        let is_danger = self.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        let is_act = is_danger || self.does(Signal::Now) || self.does(Signal::Means);
        let tells_nobody = is_act && !self.does(Signal::Adult);
        let is_none = |it: &Signal| {
            it.is_relief() || it.leads_away() || *it == Signal::WillTell && tells_nobody
        };
        if let Some(guessed) = self.guessed.filter(is_none) {
            self.signals.retain(|signal| *signal != guessed);
        }
        self
    }

    /// The same in a talk on a stolen account: who has it begs the friends for money, and blackmails nobody.
    pub(super) fn of_stolen_account(mut self) -> Heard {
        let is_begging = self.topics.contains(&Topic::Blackmail) && self.begs;
        if is_begging {
            self.topics.retain(|topic| *topic != Topic::Blackmail);
            self.crisis = self.crisis.filter(|crisis| crisis.kind != Kind::Blackmail);
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
    hear_by(text, |words, language| gist().guess(words, language))
}

/// The same with this guess of what it is about.
pub(super) fn hear_with(text: &str, guess: Guess) -> Heard {
    hear_by(text, |_, _| guess)
}

fn hear_by(text: &str, gist: impl FnOnce(&[Word], Option<Language>) -> Guess) -> Heard {
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

    let mut is_joyless = false;
    let mut heard = Heard { language, is_short: words.len() <= 3, ..Heard::default() };
    heard.is_brief = words.len() <= 6;
    heard.is_plain = is_plain;
    heard.names_dying = names_dying(&words);
    let sentences = words.chunk_by(|a, b| a.sentence == b.sentence).count();
    heard.is_one_sentence = sentences <= 1;
    heard.begs = begs(&words);
    heard.is_clear = language::is_clear(&words);
    heard.asks = text.trim_end().ends_with(['?', '？']);
    heard.numbers = short_numbers(text).collect();
    for one in &found {
        // "I am not sad" names no feeling; a topic stays one even when it is denied.
        let turned = one.negated_inside || crisis::negated_before(&words, &ids, one.start);
        match one.means.meaning {
            // Nor does "she is angry", of the writer.
            Meaning::Feeling(_) if of_another(&words, &found, one) => {}
            // Nor does the Vietnamese word for nausea, which has that for sadness in it.
            Meaning::Feeling(Feeling::Sad) if is_no_sadness(&words, one) => {}
            // "They will all be relieved" least of all.
            Meaning::Feeling(Feeling::Well) if of_all(&words, one) || told_before(&words, one) => {}
            Meaning::Feeling(Feeling::Well) if turned => is_joyless = true,
            Meaning::Feeling(feeling) if !turned => add(&mut heard.feelings, feeling),
            // Who no longer eats with us may eat elsewhere.
            Meaning::Topic(Topic::Eating) if with_us(&words, one) => {}
            // "They speak ill of me" tells of no looks, though it has the word for ugly in it.
            Meaning::Topic(Topic::Body) if speaks_ill(&words, one) || is_mark(&words, one) => {}
            // "They would be fine without me" tells of no group that leaves one out.
            Meaning::Topic(Topic::Exclusion) if better_off(&words, one) => {}
            // "He never hit me" tells of no violence.
            // "He wants me to send a picture of me" tells of none that goes round.
            Meaning::Topic(Topic::Image) if inside(&found, Topic::Pressure, one) => {}
            // "I'm not running away": a "not" right before.
            Meaning::Topic(Topic::Leaving)
                if one.start > 0
                    && lexicon.patterns.negates(&ids[one.start - 1])
                    && words[one.start].plain != "biet" =>
            {
                add(&mut heard.negated, Topic::Leaving);
            }
            Meaning::Topic(topic)
                if topic.is_deed() && (turned || none_before(&words, language, one)) =>
            {
                add(&mut heard.negated, topic);
            }
            Meaning::Topic(topic) => add(&mut heard.topics, topic),
            // "I am not going to hurt him" threatens nobody.
            Meaning::Signal(
                Signal::Harming
                | Signal::Law
                | Signal::More
                | Signal::Here
                | Signal::Now
                | Signal::HelperActs
                | Signal::HasTold
                | Signal::Shelter
                | Signal::Carer
                | Signal::BlockedThem
                | Signal::WithThem,
            ) if turned => {}
            // "It does not bleed", "ça saigne pas".
            Meaning::Signal(signal) if signal.is_happening() && (turned || closed(&words, one)) => {
            }
            Meaning::Signal(Signal::Safe) if absent(&words, one) => {
                add(&mut heard.signals, Signal::Safe);
                add(&mut heard.signals, Signal::Away);
            }
            // "A child of a poor house" is nobody's own.
            Meaning::Signal(Signal::Parent) if of_a_house(&words, one) => {}
            Meaning::Signal(Signal::LikesThem) if turned || closed(&words, one) => {}
            // "I'm not on the roof".
            Meaning::Signal(signal) if signal.is_place() && turned => {}
            // "With his belt" tells of no means of one's own.
            Meaning::Signal(Signal::Means | Signal::WithRope | Signal::WithBlade)
                if anothers(&words, one) => {}
            // "Will they get in trouble" fears nothing for oneself.
            Meaning::Signal(Signal::Scolded | Signal::Punished)
                if of_them(&words, language, one) => {}
            // "Tomorrow they will all be relieved" is the opposite of better.
            Meaning::Signal(Signal::Resolved | Signal::Helped) if of_all(&words, one) => {}
            // "My mum says I'm fine", "he says it's a game" is their word.
            Meaning::Signal(Signal::Denial | Signal::Joke) if told_before(&words, one) => {}
            Meaning::Signal(Signal::Meant) if one.negated_inside => {}
            // "I told nobody" does not say that we were told.
            Meaning::Signal(Signal::Already) if to_nobody(&words, one) => {}
            Meaning::Signal(signal) => add(&mut heard.signals, signal),
            Meaning::Reply(reply) if !turned => add(&mut heard.replies, reply),
            Meaning::Age(age) if !turned => heard.age = Some(age),
            _ => {}
        }
    }
    let negates = ids.iter().any(|ids| lexicon.patterns.negates(ids));
    if words.len() >= guessed::FEWEST {
        heard.add_gist(&gist(&words, language), &words, negates);
    }
    heard.topics.sort_by_key(|topic| *topic as u8);
    // "Will the nurse tell my parents" is not asked of us.
    if heard.does(Signal::AdultSecret) {
        heard.signals.retain(|signal| *signal != Signal::Secret);
    }
    // "My mother will not believe me" fears, and asks nothing of us.
    let fears =
        [Signal::NotBelieved, Signal::Scolded, Signal::Snitch, Signal::LoseFriend, Signal::Returns];
    let keeps = heard.does(Signal::Refuse) || fears.iter().any(|fear| heard.does(*fear));
    if !heard.asks && keeps {
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
    // "Can you help me sleep" does not say that it helped, nor the Vietnamese "can I tell the teacher"
    // that it was in vain.
    if heard.asks || heard.does(Signal::Question) {
        heard.signals.retain(|signal| *signal != Signal::Helped);
    }
    let last = words.last().map(|word| word.plain.as_str());
    if language == Some(Language::Vi) && matches!(last, Some("khong" | "ko" | "hong")) {
        heard.signals.retain(|signal| *signal != Signal::InVain);
    }
    // Where a picture goes round, "delete it" is not said of this talk.
    if heard.does(Signal::HowReport) {
        heard.signals.retain(|signal| *signal != Signal::Erase);
    }
    // Who made a fake account themselves has none made of them.
    if heard.topics.contains(&Topic::Regret) && heard.topics.contains(&Topic::FakeAccount) {
        heard.topics.retain(|topic| *topic != Topic::FakeAccount);
    }
    // A picture turned into a joke is mockery, and nothing intimate.
    if heard.topics.contains(&Topic::Insults) && is_mockery(&words) {
        heard.topics.retain(|topic| *topic != Topic::Image);
    }
    // "My mother will kill me if she knows" tells of no blows.
    // A guess takes nothing away.
    let is_feared = heard.does(Signal::Scolded) && heard.guessed != Some(Signal::Scolded);
    if is_feared && heard.topics.contains(&Topic::Violence) {
        heard.topics.retain(|topic| !matches!(topic, Topic::Violence | Topic::Family));
    }
    // Whether to tell the teacher asks nothing of us.
    if heard.does(Signal::Whom) {
        heard.signals.retain(|signal| *signal != Signal::Secret);
    }
    // Who is afraid of going to school, and names no test, fears somebody there: that is asked about.
    let fears_school = heard.topics == [Topic::School] && heard.feelings.contains(&Feeling::Afraid);
    if fears_school && !heard.does(Signal::Trivial) {
        heard.topics.clear();
        (heard.is_gist, heard.is_sure_gist) = (false, false);
    }
    // Nobody died who died in a game.
    if heard.does(Signal::Fiction) {
        heard.topics.retain(|topic| *topic != Topic::Grief);
    }
    // "Can I get in trouble" asks for the law, and fears no parents.
    let asks = heard.asks || heard.does(Signal::Question);
    if asks && heard.does(Signal::Law) {
        heard.signals.retain(|signal| *signal != Signal::Scolded);
    }
    // What is asked is neither denied nor confirmed.
    if heard.asks {
        heard
            .signals
            .retain(|signal| !matches!(signal, Signal::Denial | Signal::NotDying | Signal::Meant));
    }
    // "I'm fine, I want to know …" brings no good news, nor does a question, nor "a nine, and no joy".
    if heard.asks || is_joyless || heard.does(Signal::Denial) && !heard.is_short {
        heard.feelings.retain(|feeling| *feeling != Feeling::Well);
    }
    // "Thanks, but how do I warn my friends?" asks, and a long message tells more than a thank you.
    let says_more = heard.signals.iter().any(|signal| !signal.is_aside() && !signal.is_polite());
    if !heard.is_brief && (says_more || heard.asks || !heard.topics.is_empty()) {
        heard.signals.retain(|signal| !signal.is_polite());
    }
    // "I wasn't joking" has the words of a joke and of a denial in it, and is neither.
    if heard.does(Signal::Meant) {
        heard.signals.retain(|signal| !matches!(signal, Signal::Denial | Signal::Joke));
    }
    // Who is insulted or threatened by somebody they do not know is helped against that.
    let is_attacked = [Topic::Insults, Topic::Threats, Topic::Hate];
    let is_attacked = is_attacked.iter().any(|topic| heard.topics.contains(topic));
    let wants = [Topic::Pressure, Topic::Image, Topic::Blackmail];
    let wants = wants.iter().any(|topic| heard.topics.contains(topic));
    let wants = wants || heard.signals.iter().any(|signal| signal.is_luring());
    if is_attacked && !wants {
        heard.topics.retain(|topic| *topic != Topic::Stranger);
    }
    // Who stands on a roof is not about to leave home, nor does anything else explain it.
    if heard.is_gist && heard.signals.iter().any(|signal| signal.is_place()) {
        heard.topics.clear();
        (heard.is_gist, heard.is_sure_gist) = (false, false);
    }
    // Whoever was blocked does not ask how to.
    if heard.does(Signal::BlockedMe) && !heard.asks {
        heard.signals.retain(|signal| *signal != Signal::HowBlock);
    }
    let mut judged = crisis::judge(&words, language, &ids, &found);
    // What is feared of a mother who may scold was not done.
    if is_feared && let Some(crisis) = judged.crisis.as_mut().filter(|it| it.kind == Kind::Abuse) {
        crisis.level = crisis.level.min(Level::Concern);
        judged.is_guess = false;
    }
    // What sounds like blackmail where a stranger is told of is grooming, unless words say otherwise.
    let has = |topic: Topic| heard.topics.contains(&topic);
    let is_lured = has(Topic::Stranger) && !has(Topic::Blackmail) && !has(Topic::Image);
    if let Some(crisis) = judged.crisis.as_mut().filter(|it| it.kind == Kind::Blackmail)
        && judged.is_guess
        && is_lured
    {
        crisis.kind = Kind::Abuse;
    }
    // Where a danger is told in plain words, what the rest may be about is not guessed; nor are blows
    // by others where the guess is that they hurt themselves.
    let is_danger = judged.crisis.is_some_and(|it| it.level.is_crisis());
    let is_own = judged.crisis.is_some_and(|it| it.kind == Kind::SelfHarm);
    let is_blow = is_own && heard.topics.first().is_some_and(|topic| topic.is_deed());
    if is_danger && (!judged.is_guess || is_blow) && heard.is_gist {
        heard.topics.clear();
        (heard.is_gist, heard.is_sure_gist) = (false, false);
    }
    // Two guesses make no certainty, and who sees something happen is not told of by a guess.
    let tells = |kind: Kind| {
        let mut topics = heard.topics.iter().filter(|topic| **topic != Topic::Witness);
        !heard.is_gist && topics.any(|topic| topic.tells(kind))
    };
    let is_told = judged.crisis.is_some_and(|it| tells(it.kind));
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

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests;
