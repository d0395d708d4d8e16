//! What the whole talk makes of a message: the topic and the danger that no single message tells.

use super::super::ask::{Ask, is_online};
use super::super::crisis::{Crisis, Kind, Level};
use super::super::heard::{Feeling, Heard, Signal, Topic};
use super::super::state::State;
use super::super::thread::Belief;
use super::danger::about_oneself;
use super::learn::{STRUCK, is_everyday};
use super::outright::OUTRIGHT;

// The bars were chosen on the talks of `talks.tsv`; `examples/eval.rs` measures them on others.

/// From here on a danger is asked about.
const ASKED: f32 = 0.38;
/// The same where what is known explains it.
const EXPLAINED: f32 = 0.6;
/// The same as [`ASKED`] of a first message, which is no talk yet.
const ASKED_FIRST: f32 = 0.8;
/// Below this what one message only seems to tell is a worry.
const DOUBTED: f32 = 0.5;
/// The same as [`ASKED`] where the message is long: among many words some sound dark by chance.
const ASKED_LONG: f32 = 0.6;
/// From here on what a message seems to tell is taken for told, where its kind is likely, too.
const TOLD: f32 = 0.9;
/// Below this what the words of our lists tell is asked about.
const UNSURE: f32 = 0.2;
/// How likely a kind must be to be answered in its own words.
const KIND: f32 = 0.6;
/// How likely a danger and another kind must be to take the place of the one that was told.
const OTHER: (f32, f32) = (0.95, 0.8);
/// From here on a danger is now.
const NOW: f32 = 0.35;
/// The same of one that was not known before.
const AT_ONCE: f32 = 0.7;
/// Below these help has come to somebody else, or too late: how likely it is now, and a danger at all.
const HELPED: (f32, f32) = (0.3, 0.6);
/// Below this a danger that was only guessed is over.
const OVER: f32 = 0.1;
/// The same of one that only the whole talk told.
const NO_MORE: f32 = 0.5;
/// Below this a danger that words told is none where the message denies it.
const DENIED: f32 = 0.5;
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
    let_go(&heard, &belief, state);
    believe_help(&mut heard, &belief, state);
    believe_loss(&mut heard, &belief, state);
    believe_danger(&mut heard, &belief, state);
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
    let is_of_parent = heard.does(Signal::KnownAdult) && !state.is_parent;
    if heard.is_gist && is_of_parent {
        heard.topics.iter_mut().for_each(|topic| *topic = of_parent(*topic));
    }
    let likeliest =
        belief.topic().map(|it| if is_of_parent { (of_parent(it.0), it.1) } else { it });
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
    let is_near = |it: &(Topic, f32)| it.1 >= least(it.0) || Some(it.0) == known;
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

/// Whom a parent is with is nobody's own partner.
fn of_parent(topic: Topic) -> Topic {
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

/// Lets go of a danger that was only guessed and is unlikely by now.
fn let_go(heard: &Heard, belief: &Belief, state: &mut State) {
    let is_told = !state.is_guess && !state.is_believed;
    // A word or two say too little.
    let may_end = !heard.is_brief && !hears_danger(heard) && !state.needs_rescue;
    if state.watch == 0 || is_told || !may_end {
        return;
    }
    if belief.danger() < if state.is_guess { OVER } else { NO_MORE } {
        (state.crisis, state.is_guess, state.watch) = (None, false, 0);
    }
}

/// What puts right whom it is about.
const RIGHTS: [Signal; 4] = [Signal::Correction, Signal::NotMe, Signal::No, Signal::Other];

/// Whether a message neither asks, answers, thanks nor takes up what was said.
fn only_tells(heard: &Heard) -> bool {
    let tells = |it: &Signal| it.is_aside() || RIGHTS.contains(it) || SIGNS.contains(it);
    heard.signals.iter().all(tells)
}

/// Whether a message may tell a danger that its words do not: it tells something, is no "bye", question or
/// word, and is not on what was answered already.
fn may_tell(heard: &Heard, kind: Kind, state: &State) -> bool {
    let is_known = state.crisis == Some(kind) && state.watch == 0;
    let is_heard = hears_danger(heard);
    // A "no" to what was asked about a guess tells nothing new.
    let is_no = state.is_guess && heard.does(Signal::No);
    only_tells(heard) && !is_no && !heard.asks && (is_heard || !heard.is_short && !is_known)
}

/// Whether a message asks for something.
fn asks(heard: &Heard) -> bool {
    heard.asks || OUTRIGHT.iter().any(|signal| heard.does(*signal))
}

/// What shows that something is now.
const SIGNS: [Signal; 9] = [
    Signal::Taken,
    Signal::Means,
    Signal::Now,
    Signal::BodyAlarm,
    Signal::Bleeds,
    Signal::Near,
    Signal::Armed,
    Signal::Vanished,
    Signal::FriendBye,
];

/// Whether something in the message shows that it is now.
fn shows_now(heard: &Heard, kind: Kind, state: &State) -> bool {
    let is_attack = matches!(kind, Kind::Abuse | Kind::Violence);
    // Pills in the house show it where a danger was told.
    let is_told = state.crisis.is_some() || hears_danger(heard) && !heard.is_guess;
    let counts = |signal: &Signal| match signal {
        Signal::Near => is_attack,
        Signal::AtHeight | Signal::OnTracks | Signal::InWater => true,
        signal if signal.is_place() || *signal == Signal::Means => is_told,
        _ => true,
    };
    let mut signs = SIGNS.iter().chain(&Signal::PLACES);
    signs.any(|signal| heard.does(*signal) && counts(signal))
}

/// Takes it that help has come to the one they feared for, where nothing tells that it goes on.
fn believe_help(heard: &mut Heard, belief: &Belief, state: &State) {
    let is_other = state.needs_rescue && state.crisis == Some(Kind::Friend);
    let goes_on = hears_danger(heard) || asks(heard) || heard.is_short || heard.does(Signal::Away);
    if is_other && !goes_on && belief.now() < HELPED.0 && belief.danger() < HELPED.1 {
        heard.signals.push(Signal::Safe);
    }
}

/// Takes it that the one who took their life is dead where the whole talk tells of a death: "he hanged
/// himself", of a cousin who is not there any more.
fn believe_loss(heard: &mut Heard, belief: &Belief, state: &State) {
    let is_friend =
        heard.crisis.is_some_and(|it| it.kind == Kind::Friend && it.level == Level::High);
    let first = belief.likely_topics().next();
    let grieves = state.turns > 0 && first.is_some_and(|it| it.0 == Topic::Grief && it.1 >= ALONE);
    let is_over = belief.now() < HELPED.0 && belief.danger() < HELPED.1;
    let may_be_dead = !heard.names_dying && !heard.does_any(&SIGNS);
    if is_friend && grieves && is_over && may_be_dead {
        heard.signals.push(Signal::LostToSuicide);
    }
}

fn believe_danger(heard: &mut Heard, belief: &Belief, state: &mut State) {
    // Who has no bed for tonight is answered as that, whatever else the words sound like; nor is what a
    // language model has seen doubted.
    if heard.topics.contains(&Topic::Leaving) && !heard.is_gist || heard.is_believed {
        return;
    }
    let danger = belief.danger();
    if hears_danger(heard) && !heard.is_guess {
        let denies = heard.does_any(&[Signal::Denial, Signal::NotDying]);
        let is_now = heard.crisis.is_some_and(|crisis| crisis.level == Level::Imminent);
        // What words say is now is never doubted, nor is what would then be taken for explained.
        let is_firm = is_now || !denies && heard.topics.iter().any(|topic| topic.explains());
        if state.watch == 0 && !is_firm && danger < if denies { DENIED } else { UNSURE } {
            doubt(heard, denies);
        }
        return;
    }
    let (kind, odds) = belief.kind();
    let denies = heard.negated.iter().any(|topic| topic.tells(kind));
    // A picture that goes round, or a false account, is no blackmail yet.
    let blackmails = [Topic::Blackmail, Topic::Stranger, Topic::Pressure];
    let is_blackmail = belief.topic().is_some_and(|(topic, _)| blackmails.contains(&topic));
    let denies = denies || kind == Kind::Blackmail && !is_blackmail;
    // A guess of a long message was made sentence by sentence, and stands.
    // "My uncle does stuff to me", behind a question about us.
    let is_firm = heard.does(Signal::KnownAdult) && heard.does(Signal::DoneToMe);
    let is_doubted = danger < DOUBTED && !heard.is_long && !is_firm || denies;
    if heard.is_guess && state.watch == 0 && is_doubted {
        heard.crisis = heard.crisis.map(|it| Crisis { level: Level::Concern, ..it });
        (heard.is_guess, heard.is_faint) = (false, false);
        return;
    }
    // What is known to go on between the young online explains much.
    let explains = |known: Topic| known.explains() && is_online(known) || known == Topic::Errands;
    let is_explained = state.topic.is_some_and(explains);
    let asked = match heard.is_long {
        _ if state.turns == 0 => ASKED_FIRST,
        true => ASKED_LONG,
        false if is_explained && !about_oneself(kind) => EXPLAINED,
        // What was denied is believed.
        false if state.denials > 0 => TOLD,
        false => ASKED,
    };
    if danger < asked || denies || state.needs_rescue || !may_tell(heard, kind, state) {
        return;
    }
    // What no words told is taken back more easily.
    let (least, of_kind) = if state.is_believed { (ASKED, KIND) } else { OTHER };
    let puts_right = hears_danger(heard) || heard.does_any(&RIGHTS);
    let is_other = state.crisis.is_some_and(|known| known != kind)
        && danger >= least
        && odds >= of_kind
        && puts_right;
    let now = if state.crisis.is_some() { NOW } else { AT_ONCE };
    if belief.now() >= now && odds >= KIND && shows_now(heard, kind, state) {
        take(heard, Crisis { level: Level::Imminent, kind });
    } else if state.watch == 0 || state.is_guess {
        // What no message tells is asked about, however likely it is.
        // Of a pupil it may be what others do to them: that they want to die is told by words alone.
        let is_of_pupil = kind == Kind::Friend && (state.is_parent || state.is_at_school);
        let is_told = hears_danger(heard) && danger >= TOLD && odds >= KIND;
        let is_told = is_told && (!is_of_pupil || heard.names_dying);
        take(heard, Crisis { level: Level::High, kind });
        heard.is_guess = !is_told;
    } else if is_other {
        // Whom it is about was taken wrong.
        state.is_guess = true;
        take(heard, Crisis { level: Level::High, kind });
    }
}

/// What words of our lists tell where the rest speaks against it: "nobody hurts me". It is asked about,
/// and where it denies just that, it is a worry.
fn doubt(heard: &mut Heard, denies: bool) {
    let level = if denies { Level::Concern } else { Level::High };
    heard.crisis = heard.crisis.map(|it| Crisis { level, ..it });
    heard.is_guess = !denies;
    heard.is_believed = !denies;
}

/// Takes a danger as told; then the rest is no play.
fn take(heard: &mut Heard, crisis: Crisis) {
    heard.crisis = Some(crisis);
    (heard.is_guess, heard.is_faint, heard.is_believed) = (false, false, true);
    let play = [Signal::Fiction, Signal::Joke, Signal::OffTopic];
    heard.signals.retain(|signal| !play.contains(signal));
}

fn hears_danger(heard: &Heard) -> bool {
    heard.crisis.is_some_and(|crisis| crisis.level.is_crisis())
}
