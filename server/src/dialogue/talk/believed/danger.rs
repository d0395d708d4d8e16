//! The danger that the whole talk tells, and what it makes of one that a message told.

use super::super::super::ask::is_online;
use super::super::super::crisis::{Crisis, Kind, Level};
use super::super::super::heard::{Heard, Signal, Topic};
use super::super::super::state::State;
use super::super::super::thread::Belief;
use super::super::danger::about_oneself;
use super::{ALONE, RIGHTS, asks, hears_danger, only_tells};

/// From here on a danger is asked about.
const ASKED: f32 = 0.38;
/// The same where what is known explains it.
const EXPLAINED: f32 = 0.6;
/// The same as [`ASKED`] of a first message, which is no talk yet.
const ASKED_FIRST: f32 = 0.7;
/// Below this what one message only seems to tell is a worry.
const DOUBTED: f32 = 0.3;
/// The same as [`ASKED`] where the message is long: among many words some sound dark by chance.
const ASKED_LONG: f32 = 0.6;
/// From here on what a message seems to tell is taken for told, where its kind is likely, too.
const TOLD: f32 = 0.9;
/// Below this what the words of our lists tell is asked about.
const UNSURE: f32 = 0.2;
/// How likely a kind must be to be answered in its own words.
const KIND: f32 = 0.6;
/// How likely a danger and another kind must be to take the place of the one that was told.
const OTHER: (f32, f32) = (0.9, 0.7);
/// From here on a danger is now.
const NOW: f32 = 0.35;
/// The same of one that was not known before.
const AT_ONCE: f32 = 0.7;
/// From here on a danger, its kind, and that it is now need no sign of that in the message.
const SURELY: f32 = 0.85;
/// Below these help has come to somebody else, or too late: how likely it is now, and a danger at all.
const HELPED: (f32, f32) = (0.3, 0.6);
/// Below this a danger that was only guessed is over.
const OVER: f32 = 0.1;
/// The same of one that only the whole talk told.
const NO_MORE: f32 = 0.5;
/// Below this a danger that words told is none where the message denies it.
const DENIED: f32 = 0.5;

/// Lets go of a danger that was only guessed and is unlikely by now.
pub(super) fn let_go(heard: &Heard, belief: &Belief, state: &mut State) {
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

/// Takes it that help has come to the one they feared for, where nothing tells that it goes on.
pub(super) fn believe_help(heard: &mut Heard, belief: &Belief, state: &State) {
    let is_other = state.needs_rescue && state.crisis == Some(Kind::Friend);
    let goes_on = hears_danger(heard) || asks(heard) || heard.is_short || heard.does(Signal::Away);
    if is_other && !goes_on && belief.now() < HELPED.0 && belief.danger() < HELPED.1 {
        heard.signals.push(Signal::Safe);
    }
}

/// Takes it that the one who took their life is dead where the whole talk tells of a death: "he hanged
/// himself", of a cousin who is not there any more.
pub(super) fn believe_loss(heard: &mut Heard, belief: &Belief, state: &State) {
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

pub(super) fn believe_danger(heard: &mut Heard, belief: &Belief, state: &mut State) {
    // Who has no bed for tonight is answered as that, whatever else the words sound like; nor is what a
    // language model has seen doubted.
    if heard.topics.contains(&Topic::Leaving) && !heard.is_gist || heard.is_believed {
        return;
    }
    // A first message is no talk yet, and what is learnt of single messages knows more of it.
    let is_first = state.turns == 0 || state.turns == 1 && state.has_told_nothing();
    let danger = belief.danger();
    let (kind, odds) = belief.kind();
    if hears_danger(heard) && (is_first || !heard.is_guess) {
        let is_of_kind = heard.crisis.is_some_and(|crisis| crisis.kind == kind);
        // What is asked, or has its own answer, keeps that.
        let may_near = is_of_kind && !asks(heard) && !state.needs_rescue;
        if may_near && is_now(heard, belief, state) {
            take(heard, Crisis { level: Level::Imminent, kind });
            return;
        }
        let denies = heard.does_any(&[Signal::Denial, Signal::NotDying]);
        let is_now = heard.crisis.is_some_and(|crisis| crisis.level == Level::Imminent);
        // What words say is now is never doubted, nor is what would then be taken for explained.
        let is_firm = is_now || !denies && heard.topics.iter().any(|topic| topic.explains());
        let least = if denies { DENIED } else { UNSURE };
        if state.watch == 0 && !is_first && !is_firm && danger < least {
            doubt(heard, denies);
        }
        return;
    }
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
        _ if is_first => ASKED_FIRST,
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
    if odds >= KIND && is_now(heard, belief, state) {
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

/// Whether a message may tell a danger that its words do not: it tells something, is no "bye", question or
/// word, and is not on what was answered already.
fn may_tell(heard: &Heard, kind: Kind, state: &State) -> bool {
    let is_known = state.crisis == Some(kind) && state.watch == 0;
    let is_heard = hears_danger(heard);
    // A "no" to what was asked about a guess tells nothing new.
    let is_no = state.is_guess && heard.does(Signal::No);
    only_tells(heard) && !is_no && !heard.asks && (is_heard || !heard.is_short && !is_known)
}

/// What shows that something is now.
pub(super) const SIGNS: [Signal; 9] = [
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

/// Whether a danger is now: something in the message shows it, or the talk leaves no doubt.
fn is_now(heard: &Heard, belief: &Belief, state: &State) -> bool {
    let (kind, odds) = belief.kind();
    let least = if state.crisis.is_some() { NOW } else { AT_ONCE };
    let is_sure = [belief.now(), belief.danger(), odds].into_iter().all(|it| it >= SURELY);
    // A picture that was sent is sent: only words for a threat that runs out make that imminent.
    let is_sure = is_sure && state.turns > 1 && kind != Kind::Blackmail;
    is_sure || belief.now() >= least && shows_now(heard, kind, state)
}

/// Whether something in the message shows that it is now.
fn shows_now(heard: &Heard, kind: Kind, state: &State) -> bool {
    let is_attack = matches!(kind, Kind::Abuse | Kind::Violence);
    // Pills in the house show it where a danger was told.
    let is_told = state.crisis.is_some() || hears_danger(heard) && !heard.is_guess;
    let counts = |signal: &Signal| match signal {
        // Who stands at the door unknown has an answer of its own.
        Signal::Near => is_attack && !heard.does(Signal::AtDoor),
        Signal::AtHeight | Signal::OnTracks | Signal::InWater => true,
        signal if signal.is_place() || *signal == Signal::Means => is_told,
        _ => true,
    };
    let mut signs = SIGNS.iter().chain(&Signal::PLACES);
    signs.any(|signal| heard.does(*signal) && counts(signal))
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
