//! What the whole talk makes of a message: the topic and the danger that no single message tells.

use danger::SIGNS;

use super::super::ask::Ask;
use super::super::heard::{Feeling, Heard, Signal, Topic};
use super::super::state::State;
use super::super::thread::Belief;
use super::learn::{STRUCK, is_everyday};
use super::outright::{OUTRIGHT, TELLS};

mod danger;

// The bars were chosen on the talks of `talks.tsv`; `examples/eval.rs` measures them on others.

/// From here on a talk is about a topic that no message names.
const TOPIC: f32 = 0.4;
/// The same for what everybody's days are made of.
const EVERYDAY: f32 = 0.65;
/// From here on it takes the place of what the talk was taken to be about.
const LEAVES: f32 = 0.25;
/// The same from something grave to what everybody's days are made of.
const LIGHTER: f32 = 0.6;
/// What is less likely than this it is not about any more.
const LEFT: f32 = 0.12;
/// From here on it is beyond doubt what a talk is about.
const SURE: f32 = 0.9;
/// Below this a topic that is named beside what is beyond doubt is passed over.
const UNHEARD: f32 = 0.02;
/// What is as likely as this may be offered as what it is about.
const NEAR: f32 = 0.04;
/// The same of what frightens those whom it does not concern.
const NEAR_GRAVE: f32 = 0.12;
/// The same of one that is offered alone.
const ALONE: f32 = 0.3;
/// So many topics are offered at most.
const MOST: usize = 3;

/// The message as it is to be heard in this talk. What was taken to be the matter and is not is let go
/// of in the state.
pub(super) fn believe(mut heard: Heard, state: &mut State) -> Heard {
    let belief = state.thread.follow(&heard.strand);
    believe_topic(&mut heard, &belief, state);
    danger::let_go(&heard, &belief, state);
    danger::believe_help(&mut heard, &belief, state);
    danger::believe_loss(&mut heard, &belief, state);
    danger::believe_danger(&mut heard, &belief, state);
    heard
}

/// Takes the topic that the whole talk tells, where nothing is known or that is unlikely by now. What is
/// unlikely and has no likelier one in its place is let go, too, and asked about.
fn believe_topic(heard: &mut Heard, belief: &Belief, state: &mut State) {
    let known = state.topic;
    if known.is_some_and(|known| belief.odds_of(known) >= SURE) && !hears_danger(heard) {
        heard.topics.retain(|told| belief.odds_of(*told) >= UNHEARD || stays_heard(*told));
    }
    let is_lost = known.is_some_and(|known| belief.odds_of(known) < LEFT);
    // A "bye", a question or a word in the middle of a talk changes nothing, nor does an answer to what
    // was asked.
    let is_clear = belief.topic().is_some_and(|it| it.1 >= SURE);
    let answers = heard.replies.iter().any(|reply| state.awaited == Some(reply.ask));
    let stays = heard.is_short || answers || asks(heard) || !(is_clear || only_tells(heard));
    // "He doesn't hit us" answers what was asked about a guess.
    let stays = stays || state.is_guess && heard.does(Signal::No);
    // What a parent has done stays theirs.
    let stays = stays || state.knows(STRUCK);
    let is_of_adult = heard.does(Signal::KnownAdult) && !state.is_parent;
    let of_adult = |topic: Topic| if is_of_adult { of_adult(topic) } else { topic };
    if heard.is_gist {
        heard.topics.iter_mut().for_each(|topic| *topic = of_adult(*topic));
    }
    let likeliest = belief.topic().map(|it| (of_adult(it.0), it.1));
    let likeliest = likeliest.filter(|it| known.is_none_or(|known| known != it.0));
    let fits = likeliest.filter(|it| fits(heard, belief, known, *it));
    let is_told = heard.topics.iter().any(|told| known == Some(*told));
    if is_lost && !stays && !is_told && (fits.is_some() || state.watch == 0) {
        (state.topic, state.open) = (None, None);
    }
    // "Can we just talk" asks for something, whatever the talk is about.
    let is_open = match known {
        None => is_clear || only_tells(heard),
        Some(_) => is_lost && !stays,
    };
    if let Some((topic, odds)) = fits.filter(|_| is_open)
        && !tells(heard, belief, odds)
    {
        heard.topics = vec![topic];
        (heard.is_gist, heard.is_sure_gist) = (true, true);
    }
    let least = |topic: Topic| if is_frightening(topic) { NEAR_GRAVE } else { NEAR };
    let is_likely = |it: &(Topic, f32)| it.1 >= least(it.0) || Some(it.0) == known;
    let is_near = |it: &(Topic, f32)| is_likely(it) && of_adult(it.0) == it.0;
    let near: Vec<_> = belief.likely_topics().filter(is_near).take(MOST).collect();
    let is_offered = near.len() > 1 || near.iter().any(|it| it.1 >= ALONE);
    // What is on offer stays what it was.
    if state.awaited != Some(Ask::Nearest) {
        state.near = near.into_iter().filter(|_| is_offered).map(|it| it.0).collect();
    }
}

/// What is heard whatever a talk is about.
const fn stays_heard(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Assault
            | Topic::Forced
            | Topic::Sold
            | Topic::Blackmail
            | Topic::Violence
            | Topic::Leaving
            | Topic::Neglect
            | Topic::Grief
    )
}

/// What frightens those whom it does not concern, where it is offered as what a talk may be about.
const fn is_frightening(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Assault
            | Topic::Forced
            | Topic::Sold
            | Topic::Partner
            | Topic::Errands
            | Topic::Pregnancy
            | Topic::Pressure
            | Topic::Blackmail
            | Topic::Image
            | Topic::Dare
    )
}

/// What a known adult does is no matter of one's own partner.
fn of_adult(topic: Topic) -> Topic {
    if topic == Topic::Partner { Topic::Violence } else { topic }
}

/// Whether a message tells a topic that stands against one that is as likely as this: what a list found
/// in it, but for a word of everyday ("my cousin"), and a guess that is not unlikely by now.
fn tells(heard: &Heard, belief: &Belief, odds: f32) -> bool {
    heard.topics.iter().any(|told| {
        let is_mere_word = heard.is_gist || is_everyday(*told) && odds >= LIGHTER;
        !is_mere_word || belief.odds_of(*told) >= LEFT
    })
}

/// Whether a topic is likely enough to open a talk, or to take the place of what it was taken to be
/// about, and nothing in the message speaks against it.
fn fits(heard: &Heard, belief: &Belief, known: Option<Topic>, likely: (Topic, f32)) -> bool {
    let (topic, odds) = likely;
    let least = match known {
        Some(known) if is_everyday(topic) && !is_everyday(known) => LIGHTER,
        None if is_everyday(topic) => EVERYDAY,
        Some(_) => LEAVES,
        None => TOPIC,
    };
    let tells_other = !heard.topics.contains(&topic) && tells(heard, belief, odds);
    // Who is afraid of school is asked what happens there.
    let fears_school = topic == Topic::School && heard.feelings.contains(&Feeling::Afraid);
    odds >= least && !tells_other && !fears_school && !heard.negated.contains(&topic)
}

/// What puts right whom it is about.
const RIGHTS: [Signal; 4] = [Signal::Correction, Signal::NotMe, Signal::No, Signal::Other];

/// Whether a message neither asks, answers, thanks nor takes up what was said.
fn only_tells(heard: &Heard) -> bool {
    let tells = |it: &Signal| it.is_aside() || RIGHTS.contains(it) || SIGNS.contains(it);
    heard.signals.iter().all(tells)
}

/// Whether a message asks for something.
fn asks(heard: &Heard) -> bool {
    let asks = |signal: &Signal| heard.does(*signal) && !TELLS.contains(signal);
    heard.asks || OUTRIGHT.iter().any(asks)
}

fn hears_danger(heard: &Heard) -> bool {
    heard.crisis.is_some_and(|crisis| crisis.level.is_crisis())
}
