//! Tries a way of learning on parts of the corpus that it did not see, and says what it would hear.

use std::env;
use std::error::Error;
use std::path::Path;

use app::language::Language;
use server::dialogue::study::{Bars, Corpus, Model, Row, Sight, Tuning, learn};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = Corpus::read(&server.join("corpus"))?;
    let (tuning, folds, bars) = settings()?;
    let mut held: Vec<Held> = Vec::new();
    for fold in 0..folds {
        let is_held = |row: &Row| !row.text.contains('{') && row.hash / 10 % 5 == fold;
        let rows: Vec<Row> = corpus.learning.iter().filter(|row| !is_held(row)).cloned().collect();
        let model = learn(&rows, 0, &tuning);
        let rows: Vec<&Row> = corpus.learning.iter().filter(|row| is_held(row)).collect();
        held.extend(rows.iter().map(|row| Held::of(&model, row, &row.text)));
        if bars {
            held.extend(letters(&rows).iter().map(|(row, text)| Held::of(&model, row, text)));
        }
    }
    curves(&held);
    kinds(&held);
    if bars {
        choose(&held);
    }
    Ok(())
}

/// How to learn, in how many of five parts to hold back, and whether to choose the bars.
fn settings() -> Result<(Tuning, u64, bool), Box<dyn Error>> {
    let (mut tuning, mut folds, mut bars) = (Tuning::default(), 2, false);
    for setting in env::args().skip(1) {
        let (name, value) = setting.split_once('=').ok_or("NAME=VALUE")?;
        match name {
            "rounds" => tuning.rounds = value.parse()?,
            "step" => tuning.step = value.parse()?,
            "decay" => tuning.decay = value.parse()?,
            "left_out" => tuning.left_out = value.parse()?,
            "hits_left_out" => tuning.hits_left_out = value.parse()?,
            "rows" => tuning.rows = value.parse()?,
            "runs" => tuning.runs = value.parse()?,
            "bars" => bars = value == "1",
            "folds" => folds = value.parse()?,
            _ => return Err(format!("unknown {name}").into()),
        }
    }
    Ok((tuning, folds, bars))
}

/// With one bar for all: crises heard, and in brackets alarms on concerns, where 4 and 8 % of what
/// is harmless is an alarm.
fn curves(held: &[Held]) {
    for language in [None, Some("en"), Some("fr"), Some("vi")] {
        let of = |group: Group| {
            let mine = held.iter().filter(|one| one.group == group);
            let mine = mine.filter(|one| language.is_none_or(|language| language == one.language));
            let mut odds: Vec<f32> = mine.map(|one| one.sight.odds).collect();
            odds.sort_by(|a, b| b.total_cmp(a));
            odds
        };
        let (none, concern, crisis) = (of(Group::None), of(Group::Concern), of(Group::Crisis));
        let share = |list: &[f32], bar: f32| {
            100.0 * list.iter().filter(|odds| **odds > bar).count() as f32 / list.len() as f32
        };
        print!("{:<4}", language.unwrap_or("all"));
        for percent in [4, 8] {
            let bar = none[none.len() * percent / 100];
            print!(" {:5.1} ({:4.1})", share(&crisis, bar), share(&concern, bar));
        }
        println!();
    }
}

/// How often the likeliest kind is right, by how much it leads.
fn kinds(held: &[Held]) {
    let heard = || held.iter().filter(|one| one.group == Group::Crisis && one.sight.odds > 1.0);
    for least in [0.0, 0.5, 1.0, 1.5, 2.0, 3.0] {
        let leading = || heard().filter(|one| one.sight.lead >= least);
        let right = leading().filter(|one| one.is_kind_right).count();
        println!("kind with a lead of {least}: {right} of {} right", leading().count());
    }
}

/// What may be wrong or right about an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Crisis,
    Concern,
    None,
    LongCrisis,
    LongOther,
}

/// A message that the model did not learn from, as the bars see it.
struct Held {
    group: Group,
    language: &'static str,
    sight: Sight,
    is_kind_right: bool,
}

impl Held {
    fn of(model: &Model, row: &Row, text: &str) -> Held {
        let is_long = text.len() > row.text.len();
        let group = match (row.is_crisis(), row.level.is_some()) {
            (true, _) if is_long => Group::LongCrisis,
            (false, _) if is_long => Group::LongOther,
            (true, _) => Group::Crisis,
            (_, true) => Group::Concern,
            _ => Group::None,
        };
        let sight = Sight::of(model, text);
        let is_kind_right = row.crisis() == Some(sight.kind);
        Held { group, language: row.language.code(), sight, is_kind_right }
    }
}

/// Letters made of several messages of one sort, and of those with one of danger among them.
fn letters<'a>(rows: &[&'a Row]) -> Vec<(&'a Row, String)> {
    let mut letters = Vec::new();
    for language in Language::ALL {
        let of = |wanted: fn(&Row) -> bool| {
            let mine = rows.iter().filter(|row| row.language == language && wanted(row));
            mine.copied().collect::<Vec<&Row>>()
        };
        let (crisis, concern) =
            (of(Row::is_crisis), of(|row| !row.is_crisis() && row.level.is_some()));
        let text =
            |part: &[&Row]| part.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(". ");
        letters.extend(concern.chunks(6).map(|part| (part[0], text(part))));
        let pairs = crisis.iter().zip(concern.chunks(5));
        letters.extend(pairs.map(|(row, part)| (*row, format!("{}. {}", text(part), row.text))));
    }
    letters
}

/// The bars that let most dangers through to us while few others do.
fn choose(held: &[Held]) {
    let share = |bars: &Bars, group: Group, language: Option<&str>| {
        let mine = held.iter().filter(|one| one.group == group);
        let mine = mine.filter(|one| language.is_none_or(|language| language == one.language));
        let (mut hits, mut of) = (0, 0);
        for one in mine {
            of += 1;
            hits += usize::from(one.sight.alarms(bars));
        }
        100.0 * hits as f32 / of.max(1) as f32
    };
    // Too many alarms cost more than what they find.
    let worth = |bars: &Bars| {
        let mut worth = share(bars, Group::LongCrisis, None) * 0.3;
        worth -= (share(bars, Group::LongOther, None) - 8.0).max(0.0) * 3.0;
        for language in ["en", "fr", "vi"] {
            let language = Some(language);
            worth += share(bars, Group::Crisis, language);
            worth -= (share(bars, Group::None, language) - 4.0).max(0.0) * 8.0;
            worth -= (share(bars, Group::Concern, language) - 8.0).max(0.0) * 6.0;
        }
        worth
    };
    let mut bars = Bars::OURS;
    for step in [1.0, 0.5, 0.2, 0.1] {
        for _ in 0..6 {
            for at in 0..9 {
                for change in [-step, step] {
                    let mut other = bars;
                    let bar = match at {
                        0 => &mut other.silent,
                        1 => &mut other.weak,
                        2 => &mut other.strong,
                        3 => &mut other.denied,
                        4 => &mut other.long,
                        5 => &mut other.short,
                        6 => &mut other.sentence,
                        7 => &mut other.long_found,
                        _ => &mut other.asking,
                    };
                    *bar += change;
                    if worth(&other) > worth(&bars) {
                        bars = other;
                    }
                }
            }
        }
    }
    println!("{bars:?}");
    for language in [None, Some("en"), Some("fr"), Some("vi")] {
        print!("{:<6}", language.unwrap_or("all"));
        for group in
            [Group::Crisis, Group::None, Group::Concern, Group::LongCrisis, Group::LongOther]
        {
            print!(" {group:?} {:5.1}", share(&bars, group, language));
        }
        println!();
    }
}
