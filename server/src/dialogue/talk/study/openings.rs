//! How single messages are answered where nothing, a greeting or something harmless came before: what a
//! danger becomes once it is a part of a talk.

use std::fmt;

use app::api::person::UserType;
use app::language::Language;
use chrono::DateTime;

use super::super::super::care::Care;
use super::super::super::crisis::Level;
use super::super::super::crisis::study::{Row, Share};
use super::super::super::heard::{Heard, hear};
use super::super::super::state::State;
use super::super::{Answer, Audience, Person, Said};

/// How many of a group of messages alarm.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening {
    /// By themselves, before any talk.
    pub alone: Share,
    /// As the first message of a talk.
    pub first: Share,
    /// After a mere greeting.
    pub greeted: Share,
    /// After a message in which nothing was the matter.
    pub harmless: Share,
}

/// Answers to each row of a language and group (`crisis`, `concern`, `none`).
pub fn openings(rows: &[Row], language: Language, group: &str) -> Opening {
    let care = Care::ours();
    let audience = Audience { user_type: UserType::Teenager, age_class: None, chosen: None };
    let person = Person { language, country: None, audience, now: DateTime::UNIX_EPOCH };
    let answer = |heard: &Heard, state: &State| care.answer(&Said::Text(heard), state, &person);
    let of = |group: &str| {
        let is_of = |row: &&Row| row.language == language && row.group() == group;
        rows.iter().filter(is_of).collect::<Vec<_>>()
    };
    let greeting = match language {
        Language::Fr => "salut",
        Language::Vi => "chào",
        Language::En => "hi",
    };
    let greeted = answer(&hear(greeting), &State::default()).state;
    let calm = of("none");
    let mut opening = Opening::default();
    for (row, before) in of(group).into_iter().zip(calm.iter().rev().cycle()) {
        let heard = hear(&row.text);
        let before = answer(&hear(&before.text), &State::default()).state;
        // What already alarmed tells nothing of this one.
        let before = if before.watch > 0 { &greeted } else { &before };
        let is_alarm = heard.crisis.is_some_and(|it| it.level.is_crisis());
        count(&mut opening.alone, is_alarm);
        count(&mut opening.first, alarms(&answer(&heard, &State::default())));
        count(&mut opening.greeted, alarms(&answer(&heard, &greeted)));
        count(&mut opening.harmless, alarms(&answer(&heard, before)));
    }
    opening
}

fn alarms(answer: &Answer) -> bool {
    answer.state.watch > 0 || answer.level.is_some_and(Level::is_crisis)
}

fn count(share: &mut Share, is_hit: bool) {
    share.of += 1;
    share.hits += usize::from(is_hit);
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shares = [self.alone, self.first, self.greeted, self.harmless].map(Share::percent);
        write!(f, "{:>6}", self.alone.of)?;
        shares.iter().try_for_each(|share| write!(f, "{share:>9.1}"))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::super::crisis::study::Corpus;
    use super::*;

    #[test]
    fn a_danger_is_heard_in_a_talk_as_well_as_by_itself_and_what_is_harmless_alarms_no_more() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let rows = Corpus::read(&corpus).unwrap().outside;
        for language in Language::ALL {
            let danger = openings(&rows, language, "crisis");
            let harmless = openings(&rows, language, "none");
            for (share, least) in
                [(danger.first, 89.0), (danger.greeted, 89.0), (danger.harmless, 87.0)]
            {
                assert!(share.percent() >= least, "{language:?}\n{danger}");
            }
            for share in [harmless.first, harmless.greeted, harmless.harmless] {
                assert!(share.percent() <= 5.0, "{language:?}\n{harmless}");
            }
        }
    }
}
