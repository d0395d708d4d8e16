//! What a message seems to say beside what the lists found in it.

use super::super::gist::{Guess, SURE};
use super::super::words::Word;
use super::{Feeling, Heard, Signal, Topic};

/// Less likely than this, a topic that a list found gives way to what is guessed.
const UNLIKELY: f32 = 0.1;
/// The same for what a message wants: it may want two things.
const UNLIKELY_INTENT: f32 = 0.04;
/// How likely a deed of others must be where the message has a "not" in it.
const DENIED: f32 = 0.7;
/// In fewer words than this nothing is guessed.
pub(super) const FEWEST: usize = 4;
/// In fewer words than this no topic is.
const FEWEST_FOR_TOPIC: usize = 5;
/// In fewer words than this nothing that a list found is let go of.
const FEWEST_AGAINST: usize = 6;

impl Heard {
    /// Takes what the words seem to say where the lists found nothing of that sort, and lets go of what
    /// they found by one word where all the others say something else.
    pub(super) fn add_gist(&mut self, guess: &Guess, words: &[Word], negates: bool) {
        let length = words.len();
        let may_drop = length >= FEWEST_AGAINST;
        let names_me = words.iter().any(|word| matches!(&*word.plain, "me" | "m" | "moi"));
        if length >= FEWEST_FOR_TOPIC {
            self.add_topic(guess, may_drop, negates, names_me);
        }
        self.add_intent(guess, may_drop);
    }

    fn add_topic(&mut self, guess: &Guess, may_drop: bool, negates: bool, names_me: bool) {
        let odds = |topic: &Topic| guess.odds_of_topic(*topic);
        let is_unlikely = |topic: &Topic| may_drop && odds(topic) < UNLIKELY;
        let Some((topic, odds)) = guess.likely_topic() else {
            // What others did is not let go of for a guess.
            if guess.has_no_topic() {
                self.topics.retain(|topic| topic.is_deed() || !is_unlikely(topic));
            }
            return;
        };
        // What was done to a body is told in words that also speak of sleep, of a party, of a holiday.
        let grave = [Topic::Assault, Topic::Forced, Topic::Sold];
        // Nor is a parent's word on what their own child did a guess.
        let is_own_child = self.does(Signal::Parent) && self.topics.contains(&Topic::Regret);
        // "It's not suicide, someone at home is hurting her" is heard as that.
        let is_hurt = self.does(Signal::KnownAdult) && self.topics.contains(&Topic::Violence);
        if is_own_child || is_hurt || self.topics.iter().any(|one| grave.contains(one)) {
            return;
        }
        if self.topics.contains(&topic) {
            // Where to sleep is no matter of sleep.
            let has_no_bed = self.does(Signal::NoBed);
            let is_kept = |one: &Topic| *one == Topic::Leaving && has_no_bed;
            self.topics.retain(|one| *one == topic || is_kept(one) || !is_unlikely(one));
            return;
        }
        let is_sure = odds >= SURE;
        // Homework, a film, good news, "he does not hit us": none of them tells of a trouble. A game
        // may be where it happens.
        let is_none = self.does(Signal::OffTopic)
            || self.does(Signal::Fiction) && !is_sure
            || self.feelings.contains(&Feeling::Well)
            || self.negated.contains(&topic)
            // What is felt was said in words of its own.
            || topic == Topic::Sadness && !self.feelings.is_empty();
        // "He doesn't hit us": with a "not" in it the deeds of others must be surer.
        let is_likely = odds >= DENIED || !(negates && topic.is_deed());
        // What is an insult and what is hate, a list tells by the word itself.
        let told = |it: Topic| self.topics.contains(&it);
        let is_near = topic == Topic::Hate && told(Topic::Insults);
        // Who calls it their own fault that they were pressed has done no wrong.
        let pressed = [Topic::Blackmail, Topic::Pressure, Topic::Stranger];
        let is_near = is_near || topic == Topic::Regret && pressed.into_iter().any(told);
        // What is done to the writer was not seen.
        let is_own = names_me || self.does(Signal::Parent);
        let is_near = is_near || topic == Topic::Witness && is_own && !self.topics.is_empty();
        // Gifts of a stranger are a stranger's, and who is married gladly is no matter of force.
        let is_lured = topic == Topic::Sold && self.signals.iter().any(|it| it.is_luring());
        let is_glad = topic == Topic::Forced && !is_sure && !names_me;
        let is_near = is_near || is_lured || is_glad;
        if !is_none && !is_near && is_likely && self.topics.iter().all(is_unlikely) {
            self.topics = vec![topic];
            (self.is_gist, self.is_sure_gist) = (true, is_sure);
        }
    }

    fn add_intent(&mut self, guess: &Guess, may_drop: bool) {
        let intent = guess.likely_intent();
        let is_unlikely = |signal: &Signal| {
            let odds = guess.odds_of_intent(*signal);
            // Who fears to be punished asks about the law.
            let is_near =
                *signal == Signal::Law && intent.is_some_and(|it| it.0 == Signal::Punished);
            may_drop
                && !is_near
                && !signal.is_relief()
                && odds.is_some_and(|odds| odds < UNLIKELY_INTENT)
        };
        let is_other = intent.is_some_and(|it| it.1 >= SURE && !self.does(it.0));
        if is_other || guess.has_no_intent() {
            let (let_go, kept) = self.signals.iter().partition(|signal| is_unlikely(signal));
            self.signals = kept;
            // What something else was taken for is lost.
            self.let_go = if is_other { Vec::new() } else { let_go };
        }
        // Who is told that they did not understand must be sure not to have.
        let is_sure = |(intent, odds): &(Signal, f32)| {
            let is_heavy =
                matches!(intent, Signal::Confused | Signal::Insulted | Signal::Correction);
            !is_heavy || *odds >= SURE
        };
        if let Some((intent, _)) = intent.filter(is_sure)
            && self.signals.iter().all(|signal| signal.is_aside())
        {
            self.signals.push(intent);
            self.guessed = Some(intent);
        }
    }
}
