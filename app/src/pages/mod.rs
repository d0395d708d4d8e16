//! The pages. Each is a plain function from what the server knows to a complete document.

mod chat;
mod data;
mod feedback;
mod gallery;
mod help;
mod landing;
mod lost;
mod picture;
mod privacy;
mod settings;
mod sign_in;
mod staff;
mod talks;
mod who;

pub use chat::{chat, news};
pub use data::data;
pub use feedback::feedback;
pub use gallery::gallery;
pub use help::help;
pub use landing::landing;
pub use lost::lost;
pub use picture::picture;
pub use privacy::privacy;
pub use settings::settings;
pub use sign_in::{SignIn, SignInTrouble, sign_in, welcome};
pub use staff::{not_staff, staff};
pub use talks::talks;
pub use who::Who;

use crate::language::Language;

/// Where leaving leads: a page that anybody might be reading.
pub fn neutral_site(language: Language) -> &'static str {
    match language {
        Language::Fr => "https://fr.wikipedia.org/",
        Language::Vi => "https://vi.wikipedia.org/",
        Language::En => "https://en.wikipedia.org/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::totals::Totals;
    use crate::look::Look;
    use crate::visit::{Opinion, Problem, Scene, Shelf, Standing, Talk, Visit};
    use chrono::NaiveDate;
    use leptos::prelude::*;

    fn totals() -> Totals {
        let days = (1..=3).filter_map(|day| NaiveDate::from_ymd_opt(2026, 11, day)).collect();
        let series = vec![None, Some(5), Some(1200)];
        Totals {
            days,
            least_shown: 5,
            conversations: series.clone(),
            turns: vec![None, None, None],
            topics: [("insults".to_owned(), series.clone())].into(),
            crisis_levels: [("high".to_owned(), series.clone())].into(),
            ratings: [("5".to_owned(), series)].into(),
            average_rating: Some(4.2),
        }
    }

    fn every_page(language: Language) -> Vec<String> {
        let visit = || Visit {
            language,
            country: None,
            path: "/".into(),
            has_session: true,
            is_person: true,
            look: Look::default(),
            notice: None,
        };
        let talk = Talk {
            chat: None,
            earlier: None,
            draft: "</textarea><b>".into(),
            problem: Some(Problem::Away),
            scene: Scene::default(),
        };
        let shelf =
            Shelf { wanted: String::new(), found: Vec::new(), is_empty: true, cast: Vec::new() };
        let options = || LeptosOptions::builder().output_name("app").build();
        Owner::new().with(|| {
            vec![
                landing(visit(), Some(Standing::Nobody), options()).to_html(),
                chat(visit(), talk, options()).to_html(),
                help(visit(), Vec::new(), vec!["FR".to_owned()], options()).to_html(),
                privacy(visit(), options()).to_html(),
                picture(visit(), "a.png", options()).to_html(),
                lost(visit(), 404, options()).to_html(),
                settings(visit(), Vec::new(), None, options()).to_html(),
                talks(visit(), shelf, options()).to_html(),
                data(visit(), Standing::Person, &[], options()).to_html(),
                feedback(visit(), Opinion::wanted(), options()).to_html(),
                gallery(visit(), &[], &[], &[], None, options()).to_html(),
                sign_in(
                    visit(),
                    SignIn { has_mock: true, ..SignIn::wanted(Standing::Visitor) },
                    options(),
                )
                .to_html(),
                welcome(visit(), Some(Who::Parent), false, true, options()).to_html(),
                staff(visit(), totals(), options()).to_html(),
                not_staff(visit(), true, options()).to_html(),
            ]
        })
    }

    #[test]
    fn no_page_needs_what_the_content_policy_forbids() {
        for page in Language::ALL.into_iter().flat_map(every_page) {
            assert!(!page.contains(" style=") && !page.contains(" onclick="), "{page}");
        }
    }

    #[test]
    fn every_page_can_be_left_at_once_and_leads_to_help() {
        for language in Language::ALL {
            for page in every_page(language) {
                assert!(page.contains("id=\"leave\"") && page.contains(neutral_site(language)));
                assert!(page.contains("href=\"/help\"") && page.contains("/leave.js"));
            }
        }
    }

    #[test]
    fn a_draft_cannot_break_out_of_its_field() {
        let pages = every_page(Language::En);
        assert!(pages.iter().any(|page| page.contains("&lt;/textarea>&lt;b></textarea>")));
    }
}
