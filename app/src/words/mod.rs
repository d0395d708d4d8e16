//! Every text of the pages: one struct, so that a language with a missing text does not compile.

mod chat;
mod data;
mod en;
mod feedback;
mod fr;
mod settings;
mod sign_in;
mod staff;
mod talks;
mod vi;

use crate::language::Language;
pub use chat::ChatWords;
pub use data::Data;
pub use feedback::Feedback;
pub use settings::Settings;
pub use sign_in::SignInWords;
pub use staff::StaffWords;
pub use talks::Talks;

/// A heading and what stands under it.
pub type Part = (&'static str, &'static str);

/// All texts of the pages in one language.
#[derive(Debug)]
pub struct Words {
    /// Tab titles say nothing to somebody who looks over a shoulder.
    pub title_landing: &'static str,
    /// Tab title of the talk.
    pub title_chat: &'static str,
    /// Tab title of the help page.
    pub title_help: &'static str,
    /// Tab title of the privacy page.
    pub title_privacy: &'static str,
    /// Tab title of an error.
    pub title_lost: &'static str,
    /// For link previews; discreet too.
    pub description: &'static str,

    /// First link of every page, for the keyboard.
    pub skip: &'static str,
    /// Top left: the way to people who help.
    pub help: &'static str,
    /// Top right: away from here, at once.
    pub leave: &'static str,
    /// What leaving does, read aloud after its name.
    pub leave_hint: &'static str,
    /// After one press of Shift, and after two.
    pub leave_left: Part,
    /// Names the quiet menu.
    pub menu: &'static str,
    /// Names the three language buttons.
    pub language: &'static str,
    /// Link to the first page.
    pub home: &'static str,
    /// Link to the privacy page.
    pub privacy: &'static str,
    /// Link to the place where everything is erased.
    pub erase: &'static str,
    /// The program says what it is, at the foot of pages.
    pub program: &'static str,

    /// After an erasure.
    pub notice_erased: &'static str,
    /// The cookie names a session that is over.
    pub notice_ended: &'static str,

    /// The question that opens the door.
    pub landing_title: &'static str,
    /// What this is in one breath.
    pub landing_lead: &'static str,
    /// The one big button.
    pub landing_start: &'static str,
    /// The same button when a talk is open.
    pub landing_go_on: &'static str,
    /// What it does not cost.
    pub landing_small: &'static str,
    /// A program, not a person.
    pub landing_program: Part,
    /// What is kept and how long.
    pub landing_kept: Part,
    /// In danger now.
    pub landing_danger: Part,
    /// Link to the numbers.
    pub landing_numbers: &'static str,

    /// Heading of the talk, heard but not seen.
    pub chat_title: &'static str,
    /// Who wrote a bubble of the person's own.
    pub me: &'static str,
    /// Label of the text field.
    pub label: &'static str,
    /// Hint inside the empty text field.
    pub placeholder: &'static str,
    /// Sends the message.
    pub send: &'static str,
    /// The program says what it is, under the text field.
    pub chat_small: &'static str,

    /// Nothing was written.
    pub trouble_empty: &'static str,
    /// More than 5000 characters.
    pub trouble_too_long: &'static str,
    /// The rate limit.
    pub trouble_too_fast: &'static str,
    /// The server or its database is away.
    pub trouble_away: &'static str,
    /// The session is over or was erased.
    pub trouble_ended: &'static str,
    /// No network.
    pub trouble_offline: &'static str,
    /// Our own fault.
    pub trouble_broken: &'static str,
    /// Sends the same text again.
    pub retry: &'static str,
    /// Opens a new session.
    pub start_anew: &'static str,

    /// Head of the crisis card.
    pub crisis_title: &'static str,
    /// Heads the steps on the crisis card.
    pub crisis_now: &'static str,
    /// Nobody was alerted: said plainly.
    pub crisis_note: &'static str,
    /// Link from the crisis card to all lines.
    pub crisis_more: &'static str,
    /// A line that costs nothing.
    pub free: &'static str,

    /// The talk's own texts.
    pub chat: ChatWords,

    /// Heading of the help page.
    pub help_title: &'static str,
    /// What stands under it.
    pub help_lead: &'static str,
    /// Heads the emergency numbers.
    pub help_emergency: &'static str,
    /// Heads the lines to talk.
    pub help_people: &'static str,
    /// Heads the lines for adults who worry about a child.
    pub help_adults: &'static str,
    /// Calls the number.
    pub help_call: &'static str,
    /// Sends a text message; the number follows.
    pub help_text: &'static str,
    /// Opens the line's own site.
    pub help_site: &'static str,
    /// Says that the site opens beside this page.
    pub help_new_tab: &'static str,
    /// Somebody answers now.
    pub help_open: &'static str,
    /// Nobody answers now.
    pub help_closed: &'static str,
    /// An entry that still has to be checked.
    pub help_unverified: &'static str,
    /// Label of the country picker.
    pub help_country: &'static str,
    /// Where the lines are that are shown before a country is chosen.
    pub help_home: &'static str,
    /// Shows the chosen country's lines.
    pub help_show: &'static str,
    /// Where no line is known.
    pub help_none: &'static str,
    /// Heads the three steps.
    pub help_steps: &'static str,
    /// The three steps.
    pub help_step: [Part; 3],
    /// Country names by ISO code; an unknown code is shown as it is.
    pub countries: &'static [(&'static str, &'static str)],

    /// Heading of the privacy page.
    pub privacy_title: &'static str,
    /// What stands under it.
    pub privacy_lead: &'static str,
    /// Questions a child asks, with answers.
    pub privacy_part: [Part; 7],
    /// Heads the erasure.
    pub erase_title: &'static str,
    /// What is erased.
    pub erase_text: &'static str,
    /// Opens the confirmation.
    pub erase_open: &'static str,
    /// Asks once more.
    pub erase_sure: &'static str,
    /// Erases.
    pub erase_button: &'static str,
    /// There is no session to erase.
    pub erase_nothing: &'static str,

    /// The settings.
    pub settings: Settings,
    /// Earlier conversations.
    pub talks: Talks,
    /// One's own data.
    pub data: Data,
    /// How it was.
    pub feedback: Feedback,
    /// The texts of signing in.
    pub sign_in: SignInWords,
    /// The texts of the staff page.
    pub staff: StaffWords,

    /// Nothing lives at this address.
    pub lost: Part,
    /// Too much was asked for in a short time.
    pub too_fast: Part,
    /// Something of ours failed.
    pub broken: Part,
    /// Back to the first page.
    pub lost_home: &'static str,
}

/// The texts in `language`.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &fr::WORDS,
        Language::Vi => &vi::WORDS,
        Language::En => &en::WORDS,
    }
}

impl Words {
    /// The name of the country with this ISO code, or the code where none is known.
    pub fn country<'a>(&self, code: &'a str) -> &'a str {
        let known = self.countries.iter().find(|(known, _)| *known == code);
        known.map_or(code, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, words};

    #[test]
    fn no_text_shouts_or_speaks_of_users() {
        for language in Language::ALL {
            let all = format!("{:?}", words(language));
            assert!(!all.contains('!'), "{language:?}");
            let all = all.to_lowercase();
            assert!(
                !["\"\"", "user", "utilisateur", "người dùng"].iter().any(|no| all.contains(no))
            );
        }
    }

    #[test]
    fn every_language_names_the_same_countries() {
        let codes = |language| words(language).countries.iter().map(|(code, _)| *code).collect();
        let english: Vec<&str> = codes(Language::En);
        assert_eq!(english, codes(Language::Fr));
        assert_eq!(english, codes(Language::Vi));
    }
}
