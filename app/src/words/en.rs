//! The pages in English.

use super::{Words, data, feedback, settings, talks};

/// English, short and plain.
pub const WORDS: Words = Words {
    title_landing: "KM",
    title_chat: "KM · Notes",
    title_help: "KM · Numbers",
    title_privacy: "KM · About",
    title_lost: "KM · Not here",
    description: "A quiet place to write.",

    skip: "Go to the content",
    help: "Help",
    leave: "Leave now",
    leave_hint: "Closes this page and opens Wikipedia. Pressing Shift three times does the same.",
    leave_left: ("Leaving: press Shift two more times", "Leaving: press Shift once more"),
    menu: "Menu and languages",
    language: "Language",
    home: "Start page",
    privacy: "What is kept",
    erase: "Erase everything",
    program: "You are writing to a program, not to a person.",

    notice_erased: "Everything is erased. Nothing of your chat is left here.",
    notice_ended: "Your earlier chat is over and erased. You can start a new one.",

    landing_title: "Something weighing on you?",
    landing_lead: "Write it here. You'll get an answer right away.",
    landing_start: "Start writing",
    landing_go_on: "Go on with your chat",
    landing_small: "Free. No name. No sign-up.",
    landing_program: (
        "I'm a program, not a person",
        "My name is Betty. You can tell me about mean messages, fear, sadness, anything. I listen and help you find the next step. Parents can write to me too.",
    ),
    landing_kept: (
        "It stays locked, then it's gone",
        "What you write is kept locked and erased after 30 days. You can erase it sooner, at any moment.",
    ),
    landing_danger: (
        "In danger right now?",
        "Real people answer the emergency numbers, day and night.",
    ),
    landing_numbers: "See the numbers",

    chat_title: "Your chat",
    me: "You",
    label: "Your message",
    placeholder: "Write what you like",
    send: "Send",
    chat_small: "I'm a program and I can be wrong.",

    trouble_empty: "Write a few words first, then send them.",
    trouble_too_long: "That is longer than 5,000 characters. Nothing is lost: make it shorter or send it in two parts.",
    trouble_too_fast: "I can't keep up just now. Nothing is lost: wait a moment, then send it again.",
    trouble_away: "I can't be reached right now. Nothing is lost: your message is below. Try again in a moment.",
    trouble_ended: "This chat is over and erased. Your last message is still below. You can copy it and start a new chat.",
    trouble_offline: "There is no internet right now. Nothing is lost: your message is below. Send it when the connection is back.",
    trouble_broken: "Something went wrong on our side. Nothing is lost: your message is below. Try again.",
    retry: "Send again",
    start_anew: "Start a new chat",

    crisis_title: "Talk to someone now",
    crisis_now: "What you can do now",
    crisis_note: "I'm a program: I can't call anyone for you.",
    crisis_more: "See all numbers",
    free: "free",

    chat: super::chat::EN,

    help_title: "People who help",
    help_lead: "You can call or write even if you're not sure it's serious enough. It is.",
    help_emergency: "In danger right now",
    help_people: "Someone to talk to",
    help_adults: "For adults: for a child, or for themselves",
    help_call: "Call",
    help_text: "Text",
    help_site: "Open the site",
    help_new_tab: "opens in a new tab",
    help_open: "Open now",
    help_closed: "Closed now",
    help_unverified: "Hours not checked yet",
    help_country: "Numbers for",
    help_home: "UK and US",
    help_show: "Show",
    help_none: "We don't know a helpline for this country yet. Choose Elsewhere in the list, or call the emergency number where you are.",
    help_steps: "What you can do now",
    help_step: [
        (
            "Stop answering",
            "You don't owe them a reply. Put the phone away for a while. You can block them later.",
        ),
        (
            "Keep screenshots",
            "With name, date and time, but never of an intimate picture. They help you if you report it.",
        ),
        (
            "Tell an adult you trust",
            "A parent, a teacher, the school nurse. You can start with: I need your help.",
        ),
    ],
    countries: &[
        ("FR", "France"),
        ("VN", "Vietnam"),
        ("GB", "United Kingdom"),
        ("US", "United States"),
        ("IE", "Ireland"),
        ("CA", "Canada"),
        ("AU", "Australia"),
        ("NZ", "New Zealand"),
        ("BE", "Belgium"),
        ("CH", "Switzerland"),
        ("LU", "Luxembourg"),
        ("DE", "Germany"),
        ("EU", "Elsewhere in Europe"),
        ("ZZ", "Elsewhere"),
    ],

    privacy_title: "What happens to what you write",
    privacy_lead: "In short: it's locked, it's yours, and you can erase it.",
    privacy_part: [
        (
            "Who reads this?",
            "No person. A program reads your message to answer you, and that's all.",
        ),
        (
            "What is kept, and how long?",
            "Your messages and our answers, for 30 days. Then everything is erased automatically.",
        ),
        (
            "How is it locked?",
            "Each chat is locked with a key of its own. When the key is erased, nobody can ever read that chat again.",
        ),
        (
            "What is not kept?",
            "No name, no e-mail, no phone number and no internet address of your device. Please don't write your full name or your school.",
        ),
        (
            "What stays on this device?",
            "A few small cookies: one opens your chat, one remembers the language, one how the page looks if you changed that. On a shared phone, erase your chat or use Leave now at the top.",
        ),
        (
            "What does Leave now do?",
            "It closes your chat on this device and opens Wikipedia at once. Pressing Shift three times does the same. Unless you signed in, you can't open that chat again: it is erased after 30 days. The list of visited pages in your browser stays: you can clear it there.",
        ),
        (
            "What can't this do?",
            "It calls nobody and alerts nobody. If you are in danger, call a number from the help page or go to an adult near you.",
        ),
    ],
    erase_title: "Erase everything",
    erase_text: "All your chats, their pictures and their keys are erased at once. There's no way back.",
    erase_open: "Erase all of it",
    erase_sure: "Are you sure? Afterwards nobody can read it again, not even you.",
    erase_button: "Yes, erase everything",
    erase_nothing: "There's no open chat on this device, so there's nothing to erase here.",

    settings: settings::EN,
    talks: talks::EN,
    data: data::EN,
    feedback: feedback::EN,
    sign_in: super::sign_in::EN,
    staff: super::staff::EN,

    lost: (
        "There's nothing here",
        "The page you were looking for doesn't exist. You've done nothing wrong.",
    ),
    too_fast: (
        "One moment",
        "A lot was asked for in a short time. It isn't your fault. Try again in a minute.",
    ),
    broken: ("Something went wrong on our side", "It isn't your fault. Try again in a moment."),
    lost_home: "Back to the start",
};
