//! The few icons, drawn with strokes in the colour of the text.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A life ring: help.
    Ring,
    /// Three lines: menu and languages.
    Menu,
    /// A speech bubble.
    Speech,
    /// A lock.
    Lock,
    /// A telephone.
    Phone,
    /// A paper clip: adds a file.
    Attach,
    /// A camera: takes a picture.
    Camera,
    /// A microphone: speaks instead of writing.
    Microphone,
    /// A square: stops what is going on.
    Stop,
    /// Two sheets: copies a text.
    Copy,
    /// A loudspeaker: reads aloud.
    Speaker,
    /// A thumb up: that helped.
    ThumbUp,
    /// A thumb down: that did not help.
    ThumbDown,
    /// A bin: erases.
    Trash,
    /// A warm cup: a pause.
    Cup,
    /// A gear: settings.
    Gear,
    /// A clock turned back: earlier talks.
    Clock,
    /// An arrow into a tray: takes a copy along.
    Download,
    /// A cross: closes.
    Close,
    /// A magnifying glass: searches.
    Search,
    /// A pencil: writes or changes.
    Pencil,
    /// A star: how it was.
    Star,
    /// Head and shoulders: who somebody is.
    Person,
    /// An arrow out of a door: signs out.
    Door,
    /// A house: the first page.
    Home,
}

impl Icon {
    /// All of them, for the gallery.
    pub(crate) const ALL: [Icon; 25] = [
        Icon::Ring,
        Icon::Menu,
        Icon::Speech,
        Icon::Lock,
        Icon::Phone,
        Icon::Attach,
        Icon::Camera,
        Icon::Microphone,
        Icon::Stop,
        Icon::Copy,
        Icon::Speaker,
        Icon::ThumbUp,
        Icon::ThumbDown,
        Icon::Trash,
        Icon::Cup,
        Icon::Gear,
        Icon::Clock,
        Icon::Download,
        Icon::Close,
        Icon::Search,
        Icon::Pencil,
        Icon::Star,
        Icon::Person,
        Icon::Door,
        Icon::Home,
    ];

    /// The paths on a grid of 24.
    const fn paths(self) -> &'static str {
        match self {
            Icon::Ring => concat!(
                r#"<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.6"/>"#,
                r#"<path d="M5.7 5.7l3.7 3.7M14.6 14.6l3.7 3.7M18.3 5.7l-3.7 3.7M9.4 14.6l-3.7 3.7"/>"#
            ),
            Icon::Menu => r#"<path d="M4 6.5h16M4 12h16M4 17.5h16"/>"#,
            Icon::Speech => {
                r#"<path d="M4 6.5C4 5 5 4 6.5 4h11C19 4 20 5 20 6.5v7c0 1.5-1 2.5-2.5 2.5H11l-4.5 4V16C5 16 4 15 4 13.5zM8.5 9.2h7M8.5 12h4"/>"#
            }
            Icon::Lock => {
                r#"<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 018 0v2.5M12 14.5v2"/>"#
            }
            Icon::Phone => {
                r#"<path d="M6.5 3.5h2.6l1.5 4.3-2 1.5a12 12 0 006 6l1.6-2 4.3 1.5v2.7c0 1.7-1.3 3-3 3C10.2 20.5 3.5 13.8 3.5 6.5c0-1.7 1.3-3 3-3z"/>"#
            }
            Icon::Attach => {
                r#"<path d="M20 11.5l-8 8a5 5 0 01-7-7l8.5-8.5a3.3 3.3 0 014.7 4.7l-8.4 8.4a1.6 1.6 0 01-2.3-2.3l7.5-7.5"/>"#
            }
            Icon::Camera => {
                r#"<path d="M5.5 7.5H8l1.5-3h5l1.5 3h2.5A2.5 2.5 0 0121 10v7.5a2.5 2.5 0 01-2.5 2.5h-13A2.5 2.5 0 013 17.5V10a2.5 2.5 0 012.5-2.5z"/><circle cx="12" cy="13.3" r="3.6"/>"#
            }
            Icon::Microphone => {
                r#"<rect x="8.5" y="2.5" width="7" height="12" rx="3.5"/><path d="M5 11.5a7 7 0 0014 0M12 18.5v3"/>"#
            }
            Icon::Stop => {
                r#"<rect x="6" y="6" width="12" height="12" rx="2.5" fill="currentColor"/>"#
            }
            Icon::Copy => {
                r#"<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/><path d="M5.5 15.5A2 2 0 013.5 13.5v-8a2 2 0 012-2h8a2 2 0 012 2"/>"#
            }
            Icon::Speaker => {
                r#"<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 010 6M18 6.2a8.2 8.2 0 010 11.6"/>"#
            }
            Icon::ThumbUp => {
                r#"<path d="M7.5 11l3.7-7.5c1.5 0 2.6 1.2 2.4 2.7L13 10h5.3a2 2 0 012 2.4l-1.3 6.5a2 2 0 01-2 1.6H7.5M3.5 11h4v9.5h-4z"/>"#
            }
            Icon::ThumbDown => {
                r#"<path d="M7.5 13l3.7 7.5c1.5 0 2.6-1.2 2.4-2.7L13 14h5.3a2 2 0 002-2.4L19 5.1a2 2 0 00-2-1.6H7.5M3.5 3.5h4V13h-4z"/>"#
            }
            Icon::Trash => {
                r#"<path d="M4 6.5h16M9 6.5v-3h6v3M6 6.5l1 12.3a2 2 0 002 1.7h6a2 2 0 002-1.7l1-12.3M10 10.5v6M14 10.5v6"/>"#
            }
            Icon::Cup => {
                r#"<path d="M4 9.5h12.5v6a5 5 0 01-5 5H9a5 5 0 01-5-5zM16.5 11h1.7a2.6 2.6 0 010 5.2h-1.8M8 6.5c-1.3-1.2 1.3-2.3 0-4M12.5 6.5c-1.3-1.2 1.3-2.3 0-4"/>"#
            }
            Icon::Gear => {
                r#"<circle cx="12" cy="12" r="3"/><path d="M10.3 3.5h3.4l.6 2.4 1.9 1.1 2.4-.7 1.7 2.9-1.8 1.7v2.2l1.8 1.7-1.7 2.9-2.4-.7-1.9 1.1-.6 2.4h-3.4l-.6-2.4-1.9-1.1-2.4.7-1.7-2.9 1.8-1.7v-2.2L3.7 9.2l1.7-2.9 2.4.7 1.9-1.1z"/>"#
            }
            Icon::Clock => r#"<path d="M4.5 8.5a8.5 8.5 0 11-1 4M3.5 4.5v4.3h4.3M12 7.5V12l3 2"/>"#,
            Icon::Download => {
                r#"<path d="M12 3.5v11.5M7.5 10.8L12 15.3l4.5-4.5M4 17v1.5a2 2 0 002 2h12a2 2 0 002-2V17"/>"#
            }
            Icon::Close => r#"<path d="M6 6l12 12M18 6L6 18"/>"#,
            Icon::Search => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5 5"/>"#,
            Icon::Pencil => {
                r#"<path d="M4 20l1-4.5L16.2 4.3a2.1 2.1 0 013 0l.5.5a2.1 2.1 0 010 3L8.5 19zM14 6.5l3.5 3.5"/>"#
            }
            Icon::Star => {
                r#"<path d="M12 3.3l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.5l5.9-.8z"/>"#
            }
            Icon::Person => {
                r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5"/>"#
            }
            Icon::Home => r#"<path d="M3.5 11.5L12 4l8.5 7.5M6 9.5v10h4.5V14h3v5.5H18v-10"/>"#,
            Icon::Door => {
                r#"<path d="M13.5 4H7a2 2 0 00-2 2v12a2 2 0 002 2h6.5M10.5 12H20M16.5 8.5L20 12l-3.5 3.5"/>"#
            }
        }
    }
}

/// An icon; it never stands without its word.
#[component]
pub(crate) fn IconPicture(
    /// Which icon.
    icon: Icon,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=icon.paths()></svg> }
}
