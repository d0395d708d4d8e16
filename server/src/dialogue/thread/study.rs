//! How the thread is learnt from talks, from lines on what is told, and from lines on danger.

use std::fmt::Write;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use app::language::Language;

use super::super::crisis::study::chance::Chance;
use super::super::crisis::study::disguise::disguise;
use super::super::crisis::study::{Corpus, Row, prepare};
use super::super::crisis::{Kind, Level};
use super::super::gist::study::{self as gist_study, Line};
use super::super::heard::{Topic, hear_alone};
use super::super::linear::learn::Learner;
use super::super::linear::{Linear, soften};
use super::super::talk::study::{self as talk_study, LEARNT, Message, talks};
use super::super::words::Fnv;
use super::{Belief, FADES, KINDS, OUTPUTS, TOPICS, Thread, WEIGHTS, by, of_heard, of_words};

/// Raise this when a change of the code alone asks for new weights.
const VERSION: u64 = 1;
/// How often all is learnt, each time in another order; the weights are the mean of them.
const RUNS: usize = 3;
/// First what words mean, from the many lines, then how talks go, from the fewer talks.
const PHASES: [Phase; 2] = [
    Phase { rounds: 4, of_danger: 2, times: 1, lines: 40 },
    Phase { rounds: 3, of_danger: 1, times: 2, lines: 4 },
];
/// How many features are left out at random, in percent.
const LEFT_OUT: usize = 15;
/// How often what was heard is left out of a single line, in percent: the lists and models behind it
/// were made with that line.
const UNHEARD: usize = 60;
/// What was seen no more often than this is not kept.
const SELDOM: usize = 6;
/// How many features are kept at most.
const ROWS: usize = 90_000;

/// Some rounds over the lessons, each disguised anew.
#[derive(Clone, Copy, Debug)]
struct Phase {
    rounds: usize,
    /// In so many of them dangers are learnt, too: of those more are known by heart than understood.
    of_danger: usize,
    /// How often a talk is seen in a round.
    times: usize,
    /// How many of the lines are, in percent.
    lines: usize,
}

/// One message with what is to be believed after it: bits of the outputs that are fair. No bit of a
/// sort says that nothing is known of that.
#[derive(Clone, Debug)]
struct Turn {
    text: String,
    fair: u64,
}

/// The messages of one person.
#[derive(Clone, Debug)]
struct Talk {
    language: Language,
    turns: Vec<Turn>,
    /// Whether it was written as a talk.
    is_whole: bool,
}

const fn topic(topic: Option<Topic>) -> u64 {
    match topic {
        Some(topic) => 1 << (topic as u64 + 1),
        None => 1,
    }
}

const fn kind(kind: Option<Kind>) -> u64 {
    match kind {
        Some(kind) => 1 << (TOPICS as u64 + 1 + kind as u64),
        None => 1 << TOPICS,
    }
}

const fn now(is_now: bool) -> u64 {
    1 << (TOPICS + KINDS + is_now as usize)
}

impl Turn {
    fn of_talk(message: &Message) -> Turn {
        let mut fair = message.topics.iter().fold(0, |fair, one| fair | topic(Some(*one)));
        if fair == 0 {
            fair = topic(None);
        }
        if !message.is_open {
            fair |= message.dangers.iter().fold(0, |fair, one| fair | kind(Some(*one)));
            if message.dangers.is_empty() {
                fair |= kind(None);
            }
        }
        Turn { text: message.text.clone(), fair: fair | now(message.is_now) }
    }

    fn of_line(line: &Line) -> Turn {
        Turn { text: line.text.clone(), fair: topic(line.topic) }
    }

    fn of_row(row: &Row) -> Turn {
        let fair = match row.level {
            Some(Level::Concern) => now(false),
            Some(level) => kind(row.crisis()) | now(level == Level::Imminent),
            None => kind(None) | now(false),
        };
        Turn { text: row.text.clone(), fair }
    }
}

/// All that is learnt from.
#[derive(Debug)]
pub struct Lessons {
    talks: Vec<Talk>,
    lines: Vec<(Language, Turn)>,
    rows: Vec<(Language, Turn)>,
    /// Changes with all of it.
    pub fingerprint: u64,
}

impl Lessons {
    /// Reads the corpus folder.
    pub fn read(folder: &Path) -> io::Result<Lessons> {
        let corpus = Corpus::read(folder)?;
        let (lines, of_lines) = gist_study::lines(folder)?;
        let mut fingerprint = Fnv::default();
        [VERSION, corpus.fingerprint, of_lines]
            .into_iter()
            .for_each(|it| fingerprint.write_u64(it));
        let mut whole = Vec::new();
        for language in Language::ALL {
            for talk in talks(folder, language, LEARNT)? {
                for message in &talk.messages {
                    fingerprint.write(message.text.as_bytes());
                }
                let turns: Vec<Turn> = talk.messages.iter().map(Turn::of_talk).collect();
                turns.iter().for_each(|turn| fingerprint.write_u64(turn.fair));
                whole.push(Talk { language, turns, is_whole: true });
            }
        }
        let lines = lines.iter().filter(|line| !line.is_test);
        let rows = corpus.learning.iter().filter(|row| !row.text.contains('{'));
        Ok(Lessons {
            talks: whole,
            lines: lines.map(|line| (line.language, Turn::of_line(line))).collect(),
            rows: rows.map(|row| (row.language, Turn::of_row(row))).collect(),
            fingerprint: fingerprint.finish(),
        })
    }

    /// The talks of a round: those that were written, and short ones made of single lines.
    fn round(&self, times: usize, lines: usize, chance: &mut Chance) -> Vec<Talk> {
        let mut talks = Vec::new();
        for _ in 0..times {
            talks.extend(self.talks.iter().cloned());
        }
        for (language, turn) in self.lines.iter().chain(&self.rows) {
            if chance.percent(lines) {
                let turns = self.with_another(*language, turn, chance);
                talks.push(Talk { language: *language, turns, is_whole: false });
            }
        }
        chance.shuffle(&mut talks);
        talks
    }

    /// A line alone, or after another one: what wants something tells no topic, so that the one before
    /// it stands, and a graver topic is not lost for an everyday one.
    fn with_another(&self, language: Language, turn: &Turn, chance: &mut Chance) -> Vec<Turn> {
        let (of_topics, of_kinds) = ((1 << TOPICS) - 1, ((1 << KINDS) - 1) << TOPICS);
        let mut turn = turn.clone();
        if chance.percent(50) {
            return vec![turn];
        }
        let is_line = turn.fair & of_topics != 0;
        let from = if is_line || chance.percent(50) { &self.lines } else { &self.rows };
        let first = (0..8).map(|_| &from[chance.below(from.len())]).find(|it| it.0 == language);
        let Some((_, first)) = first else { return vec![turn] };
        let (own, before) = (turn.fair & of_topics, first.fair & of_topics & !topic(None));
        let is_danger = first.fair & of_kinds & !kind(None) != 0;
        if is_line && before != 0 {
            // The gravest topics stand first.
            let is_graver = own == topic(None) || before < own;
            turn.fair |= if is_graver { before } else { 0 };
            turn.fair &= !topic(None);
        } else if turn.fair & kind(None) != 0 && is_danger {
            // Whether something harmless ends a danger is not known.
            turn.fair = 0;
        }
        vec![first.clone(), turn]
    }
}

/// Learns the weights, as the mean of several trainings; the same lessons give the same weights, byte
/// by byte.
pub fn learn(lessons: &Lessons) -> Linear<WEIGHTS> {
    let mut mean = Learner::new();
    for run in 0..RUNS {
        mean.add(&learn_once(lessons, Chance(20_261_130 + run as u64)), 1.0 / RUNS as f32);
    }
    mean.finish(lessons.fingerprint, ROWS, SELDOM)
}

fn learn_once(lessons: &Lessons, mut chance: Chance) -> Learner<WEIGHTS> {
    let mut learner = Learner::new();
    for Phase { rounds, of_danger, times, lines } in PHASES {
        learner.begin_anew();
        for round in 0..rounds {
            let outputs = if round < of_danger { OUTPUTS } else { TOPICS };
            for talk in lessons.round(times, lines, &mut chance) {
                take(&mut learner, &talk, outputs, &mut chance);
            }
        }
    }
    learner
}

/// Features, each with its size.
type Features = Vec<(usize, f32)>;

fn features_of(
    learner: &mut Learner<WEIGHTS>,
    talk: &Talk,
    turn: &Turn,
    chance: &mut Chance,
) -> Features {
    let text = disguise(&turn.text, talk.language, chance);
    let message = prepare(&text);
    let mut features = Features::new();
    of_words(&message.words, message.language, |slot| features.push((slot, 0.0)));
    let size = 1.0 / (features.len().max(1) as f32).sqrt();
    features.iter_mut().for_each(|feature| feature.1 = size);
    if talk.is_whole || !chance.percent(UNHEARD) {
        of_heard(&hear_alone(&text), |slot, value| features.push((slot, value)));
    }
    for feature in &mut features {
        feature.0 = learner.of(feature.0);
        learner.table[feature.0].seen += 1;
    }
    let rest = 100.0 / (100 - LEFT_OUT) as f32;
    features.retain(|_| !chance.percent(LEFT_OUT));
    features.iter_mut().for_each(|feature| feature.1 *= rest);
    features
}

/// Learns the first `outputs` from a talk, message by message.
fn take(learner: &mut Learner<WEIGHTS>, talk: &Talk, outputs: usize, chance: &mut Chance) {
    let mut before: Features = Vec::new();
    for turn in &talk.turns {
        let own = features_of(learner, talk, turn, chance);
        let mut scores = [0.0; OUTPUTS];
        scores.copy_from_slice(&learner.bias.value[..OUTPUTS]);
        for (from, features) in [(0, &own), (OUTPUTS, &before)] {
            for (place, size) in features {
                let values = &learner.table[*place].value[from..from + OUTPUTS];
                for (score, value) in scores.iter_mut().zip(values) {
                    *score += value * size;
                }
            }
        }
        let mut slopes = slopes(scores, turn.fair);
        slopes[outputs..].fill(0.0);
        learner.bias.step(0, &slopes, 1.0);
        for (from, features) in [(0, &own), (OUTPUTS, &before)] {
            for (place, size) in features {
                learner.table[*place].step(from, &slopes, *size);
            }
        }
        before.extend(own);
        before.iter_mut().for_each(|feature| feature.1 *= FADES);
    }
}

/// How well the belief alone tells what talks are about, and which danger is in them, at several bars.
pub fn measure(weights: &Linear<WEIGHTS>, talks: &[talk_study::Talk]) -> String {
    let mut beliefs = Vec::new();
    for talk in talks {
        let mut thread = Thread::default();
        for message in &talk.messages {
            let prepared = prepare(&message.text);
            let heard = hear_alone(&message.text);
            let strand = by(weights, &prepared.words, prepared.language, &heard);
            beliefs.push((message, thread.follow_by(weights, &strand)));
        }
    }
    let mut out = String::new();
    let percent = |hits: usize, of: usize| 100.0 * hits as f64 / of.max(1) as f64;
    for bar in [0.2, 0.35, 0.5, 0.7, 0.9] {
        let told = |belief: &Belief| belief.topic().filter(|it| it.1 >= bar).map(|it| it.0);
        let with = || beliefs.iter().filter(|it| !it.0.topics.is_empty());
        let right = with().filter(|(message, belief)| {
            told(belief).is_some_and(|topic| message.topics.contains(&topic))
        });
        let wrong = with().filter(|(message, belief)| {
            told(belief).is_some_and(|topic| !message.topics.contains(&topic))
        });
        let of = with().count();
        let (right, wrong) = (percent(right.count(), of), percent(wrong.count(), of));
        let alarms = |belief: &Belief| belief.danger() >= bar;
        let danger = || beliefs.iter().filter(|it| !it.0.dangers.is_empty());
        let met = danger().filter(|it| alarms(&it.1)).count();
        let kind =
            danger().filter(|it| alarms(&it.1) && it.0.dangers.contains(&it.1.kind().0)).count();
        let calm = || beliefs.iter().filter(|it| it.0.dangers.is_empty() && !it.0.is_open);
        let false_alarms = calm().filter(|it| alarms(&it.1)).count();
        let now = || beliefs.iter().filter(|it| it.0.is_now);
        let nows = now().filter(|it| it.1.now() >= bar).count();
        let not_now = || beliefs.iter().filter(|it| !it.0.is_now);
        let false_nows = not_now().filter(|it| it.1.now() >= bar).count();
        let _ = writeln!(
            out,
            "{bar:4.2} topic {right:5.1} wrong {wrong:5.1} | danger {:5.1} kind {:5.1} alarms {:5.1} | now {:5.1} alarms {:5.1}",
            percent(met, danger().count()),
            percent(kind, danger().count()),
            percent(false_alarms, calm().count()),
            percent(nows, now().count()),
            percent(false_nows, not_now().count()),
        );
    }
    out
}

/// How the loss changes with each score: anything fair is right, and what is not known changes nothing.
fn slopes(mut scores: [f32; OUTPUTS], fair: u64) -> [f32; OUTPUTS] {
    for (from, end) in [(0, TOPICS), (TOPICS, TOPICS + KINDS), (TOPICS + KINDS, OUTPUTS)] {
        let odds = &mut scores[from..end];
        soften(odds);
        let is_fair = |at: usize| fair >> (from + at) & 1 == 1;
        let all: f32 = (0..odds.len()).filter(|at| is_fair(*at)).map(|at| odds[at]).sum();
        let is_known = (0..odds.len()).any(is_fair);
        for (at, odds) in odds.iter_mut().enumerate() {
            if !is_known {
                *odds = 0.0;
            } else if is_fair(at) {
                *odds -= *odds / all.max(1e-6);
            }
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::super::weights;
    use super::*;

    #[test]
    fn the_weights_were_learnt_from_these_lessons() {
        let lessons = Lessons::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
        let hint = "run `make train` and commit the weights";
        assert_eq!(weights().learnt_from, lessons.fingerprint, "{hint}");
    }

    #[test]
    fn the_weights_are_read_as_they_were_written() {
        let copy = Linear::<WEIGHTS>::read(weights().write().into()).map(|copy| copy.write());
        assert_eq!(copy, Some(weights().write()));
    }

    #[test]
    fn whatever_is_fair_is_right_and_what_is_not_known_changes_nothing() {
        let fair = topic(Some(Topic::School)) | topic(Some(Topic::Family));
        let mut scores = [0.0; OUTPUTS];
        scores[Topic::School as usize + 1] = 30.0;
        let slopes = slopes(scores, fair);
        assert!(slopes.iter().all(|slope| slope.abs() < 1e-3), "{slopes:?}");
    }
}
