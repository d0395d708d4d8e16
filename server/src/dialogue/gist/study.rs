//! How the guess is learnt from `server/corpus/*/talk.tsv` and measured.

use std::fmt::Write;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use app::language::Language;

use super::super::crisis::features::{self, SLOTS};
use super::super::crisis::study::chance::Chance;
use super::super::crisis::study::corpus::LISTS;
use super::super::crisis::study::disguise::disguise;
use super::super::crisis::study::prepare;
use super::super::heard::{Heard, Signal, Topic, hear_with};
use super::super::linear::{learn as linear, soften};
use super::super::words::Fnv;
use super::{Gist, Guess, INTENTS, OUTPUTS, TOPICS};

/// Raise this when a change of the code alone asks for new weights.
const VERSION: u64 = 2;
/// How often all is learnt, each time in another order; the weights are the mean of them.
const RUNS: usize = 3;
/// How often every line is seen, each time disguised anew.
const ROUNDS: usize = 20;
/// How many features are left out at random, in percent.
const LEFT_OUT: usize = 15;
/// How many features are kept at most.
const ROWS: usize = 60_000;

/// One labelled line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The language.
    pub language: Language,
    /// What it is about.
    pub topic: Option<Topic>,
    /// What it wants.
    pub intent: Option<Signal>,
    /// Whether its writer did not say what it wants.
    pub is_open: bool,
    /// The message.
    pub text: String,
    /// Whether it is measured and never learnt.
    pub is_test: bool,
}

/// What others wrote who saw none of our lines: never learnt from, and measured like our test part.
pub fn outside(corpus: &Path) -> io::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for language in Language::ALL {
        lines.extend(read(corpus, language, "outside_talk.tsv")?.1);
    }
    Ok(lines)
}

/// A file of lines, as it stands and read.
fn read(corpus: &Path, language: Language, name: &str) -> io::Result<(String, Vec<Line>)> {
    let path = corpus.join(language.code()).join(name);
    let text = fs::read_to_string(&path)?;
    let lines = text.lines().enumerate().map(|(number, line)| {
        Line::read(language, line).ok_or_else(|| {
            let place = format!("{}:{}", path.display(), number + 1);
            io::Error::new(io::ErrorKind::InvalidData, place)
        })
    });
    let lines = lines.collect::<io::Result<_>>()?;
    Ok((text, lines))
}

/// The lines of every language, and a number that changes with them and with the lists they are read by.
pub fn lines(corpus: &Path) -> io::Result<(Vec<Line>, u64)> {
    let (mut lines, mut fingerprint) = (Vec::new(), Fnv::default());
    fingerprint.write_u64(VERSION);
    fingerprint.write_u64(SLOTS as u64);
    LISTS.iter().for_each(|list| fingerprint.write(list.as_bytes()));
    for language in Language::ALL {
        let (text, own) = read(corpus, language, "talk.tsv")?;
        fingerprint.write(text.as_bytes());
        lines.extend(own);
    }
    Ok((lines, fingerprint.finish()))
}

impl Line {
    fn read(language: Language, line: &str) -> Option<Line> {
        let mut columns = line.split('\t');
        let (topic, intent, text) = (columns.next()?, columns.next()?, columns.next()?);
        let topic = if topic == "-" { None } else { Some(Topic::parse(topic)?) };
        let is_open = intent == "?";
        let intent = match intent {
            "-" | "?" => None,
            intent => Some(Signal::parse(intent)?),
        };
        let known = intent.is_none_or(|intent| INTENTS.contains(&intent));
        let mut hash = Fnv::default();
        hash.write(text.as_bytes());
        let is_test = (hash.finish() >> 20) % 10 == 0;
        let line = Line { language, topic, intent, is_open, text: text.to_owned(), is_test };
        (columns.next().is_none() && known && !text.is_empty()).then_some(line)
    }
}

type Learner = linear::Learner<OUTPUTS>;

/// Learns weights from these lines, as the mean of several trainings; the same lines give the same
/// weights, byte by byte.
pub fn learn(lines: &[&Line], learnt_from: u64) -> Gist {
    let mut mean = Learner::new();
    for run in 0..RUNS {
        mean.add(&learn_once(lines, Chance(20_261_129 + run as u64)), 1.0 / RUNS as f32);
    }
    Gist::of(mean.finish(learnt_from, ROWS, ROUNDS * RUNS))
}

fn learn_once(lines: &[&Line], mut chance: Chance) -> Learner {
    let mut learner = Learner::new();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for line in order.iter().map(|at| lines[*at]) {
            take(&mut learner, line, &mut chance);
        }
    }
    learner
}

/// Learns from a line, disguised.
fn take(learner: &mut Learner, line: &Line, chance: &mut Chance) {
    let message = prepare(&disguise(&line.text, line.language, chance));
    let mut places = Vec::with_capacity(message.words.len() * 24);
    let seen = |_: usize, slot: usize| {
        let place = learner.of(slot);
        learner.table[place].seen += 1;
        places.push(place);
    };
    features::each(&message.words, message.language, |_| false, seen);
    let size = 100.0 / (100 - LEFT_OUT) as f32 / (places.len().max(1) as f32).sqrt();
    places.retain(|_| !chance.percent(LEFT_OUT));
    let mut scores = learner.bias.value;
    for place in &places {
        for (score, value) in scores.iter_mut().zip(&learner.table[*place].value) {
            *score += value * size;
        }
    }
    let slopes = slopes(&scores, line);
    learner.bias.step(0, &slopes, 1.0);
    places.iter().for_each(|place| learner.table[*place].step(0, &slopes, size));
}

/// How the loss changes with each score. What a line wants says nothing of what the talk is about.
fn slopes(scores: &[f32; OUTPUTS], line: &Line) -> [f32; OUTPUTS] {
    let mut slopes = *scores;
    let (topics, intents) = slopes.split_at_mut(TOPICS);
    soften(topics);
    soften(intents);
    let at = |place: Option<usize>| place.map_or(0, |place| place + 1);
    topics[at(line.topic.and_then(|it| Topic::ALL.iter().position(|one| *one == it)))] -= 1.0;
    if line.is_open {
        intents.fill(0.0);
    } else {
        intents[at(line.intent.and_then(|it| INTENTS.iter().position(|one| *one == it)))] -= 1.0;
    }
    slopes
}

/// What is told right of the topics or of the intents of some lines.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Lines that have one.
    of: usize,
    /// Of these, those whose own is named.
    right: usize,
    /// Lines for which another one is named, or one where there is none.
    wrong: usize,
}

/// How often topics and intents are told right and wrong, by language: named where they are sure
/// enough, and by the lists and the guess together, as in a conversation.
pub fn measure(gist: &Gist, lines: &[&Line]) -> String {
    let mut table = String::from(
        "                    of   guess right  wrong   lists right  wrong   both right  wrong\n",
    );
    for language in Language::ALL {
        let (mut topics, mut intents) = ([Score::default(); 3], [Score::default(); 3]);
        for line in lines.iter().filter(|line| line.language == language) {
            let message = prepare(&line.text);
            let guess = gist.guess(&message.words, message.language);
            let lists = hear_with(&line.text, Guess::default());
            let both = hear_with(&line.text, guess);
            let topic = |heard: &Heard| heard.topics.first().copied();
            let named = [guess.likely_topic().map(|it| it.0), topic(&lists), topic(&both)];
            count(&mut topics, line.topic, named);
            if line.is_open {
                continue;
            }
            let intent = |heard: &Heard| {
                let mut known = heard.signals.iter().filter(|signal| INTENTS.contains(signal));
                known.clone().find(|signal| Some(**signal) == line.intent).or(known.next()).copied()
            };
            let named = [guess.likely_intent().map(|it| it.0), intent(&lists), intent(&both)];
            count(&mut intents, line.intent, named);
        }
        for (name, scores) in [("topic", topics), ("intent", intents)] {
            let _ = write!(table, "{:<8}{:<8}{:>6}", name, language.code(), scores[0].of);
            for Score { of, right, wrong } in scores {
                let percent = 100.0 * right as f64 / of.max(1) as f64;
                let _ = write!(table, "{percent:>13.1}{wrong:>7}");
            }
            table.push('\n');
        }
    }
    table
}

fn count<T: PartialEq>(scores: &mut [Score; 3], meant: Option<T>, named: [Option<T>; 3]) {
    for (score, named) in scores.iter_mut().zip(named) {
        score.of += usize::from(meant.is_some());
        score.right += usize::from(meant.is_some() && named == meant);
        score.wrong += usize::from(named.is_some() && named != meant);
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::super::heard::hear;
    use super::super::gist;
    use super::*;

    fn lines() -> (Vec<Line>, u64) {
        super::lines(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap()
    }

    #[test]
    fn the_weights_were_learnt_from_these_lines_and_lists() {
        assert_eq!(gist().learnt_from(), lines().1, "run `make train` and commit the weights");
    }

    #[test]
    fn the_guess_tells_more_than_the_lists_alone_and_is_seldom_wrong() {
        let (lines, _) = lines();
        let (mut lists, mut both, mut wrong, mut of) = (0, 0, 0, 0);
        for line in lines.iter().filter(|line| line.is_test) {
            let Some(topic) = line.topic else { continue };
            let message = prepare(&line.text);
            let guess = gist().guess(&message.words, message.language);
            let first = |guess| hear_with(&line.text, guess).topics.first().copied();
            of += 1;
            lists += usize::from(first(Guess::default()) == Some(topic));
            both += usize::from(first(guess) == Some(topic));
            wrong += usize::from(guess.likely_topic().is_some_and(|named| named.0 != topic));
        }
        assert!(both * 10 > lists * 17, "{both} with the guess, {lists} without, of {of}");
        assert!(wrong * 100 < of * 15, "{wrong} wrong of {of}");
    }

    #[test]
    fn what_others_tell_is_understood_as_well_as_promised() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let lines = outside(&corpus).unwrap();
        for language in Language::ALL {
            let mine = lines.iter().filter(|line| line.language == language);
            let (mut of, mut right, mut wrong) = (0, 0, 0);
            for line in mine {
                let heard = hear(&line.text).topics.first().copied();
                of += usize::from(line.topic.is_some());
                right += usize::from(line.topic.is_some() && heard == line.topic);
                wrong += usize::from(heard.is_some() && heard != line.topic);
            }
            let code = language.code();
            assert!(right * 100 >= of * 70, "{code}: {right} right of {of}");
            assert!(wrong * 100 <= of * 12, "{code}: {wrong} wrong of {of}");
        }
    }

    #[test]
    fn weights_are_read_as_they_were_written() {
        let copy = Gist::read(Cow::Owned(gist().write())).map(|copy| copy.write());
        assert_eq!(copy, Some(gist().write()));
    }
}
