//! The pages. Each is a plain function from what the server knows to a complete document.

mod chat;
mod help;
mod landing;
mod lost;
mod privacy;
mod sign_in;
mod staff;

pub use chat::chat;
pub use help::help;
pub use landing::landing;
pub use lost::lost;
pub use privacy::privacy;
pub use sign_in::{SignIn, SignInTrouble, Standing, Who, sign_in, welcome};
pub use staff::{not_staff, staff};

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
    use crate::visit::{Problem, Talk, Visit};
    use leptos::prelude::*;

    fn every_page(language: Language) -> Vec<String> {
        let visit =
            || Visit { language, country: None, path: "/".into(), has_session: true, notice: None };
        let talk = Talk {
            messages: Vec::new(),
            crisis: None,
            draft: "</textarea><b>".into(),
            problem: Some(Problem::Away),
        };
        let options = || LeptosOptions::builder().output_name("app").build();
        Owner::new().with(|| {
            vec![
                landing(visit(), options()).to_html(),
                chat(visit(), talk, options()).to_html(),
                help(visit(), Vec::new(), vec!["FR".to_owned()], options()).to_html(),
                privacy(visit(), options()).to_html(),
                lost(visit(), 404, options()).to_html(),
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
