//! The few icons, drawn with strokes in the colour of the text.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A life ring: help.
    Ring,
    /// A globe: languages and menu.
    Globe,
    /// A speech bubble.
    Speech,
    /// A lock.
    Lock,
    /// A telephone.
    Phone,
}

impl Icon {
    /// The paths on a grid of 24.
    const fn paths(self) -> &'static str {
        match self {
            Icon::Ring => concat!(
                r#"<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.6"/>"#,
                r#"<path d="M5.7 5.7l3.7 3.7M14.6 14.6l3.7 3.7M18.3 5.7l-3.7 3.7M9.4 14.6l-3.7 3.7"/>"#
            ),
            Icon::Globe => concat!(
                r#"<circle cx="12" cy="12" r="9"/>"#,
                r#"<path d="M3 12h18M12 3c-5.3 5.4-5.3 12.6 0 18 5.3-5.4 5.3-12.6 0-18z"/>"#
            ),
            Icon::Speech => {
                r#"<path d="M4 6.5C4 5 5 4 6.5 4h11C19 4 20 5 20 6.5v7c0 1.5-1 2.5-2.5 2.5H11l-4.5 4V16C5 16 4 15 4 13.5zM8.5 9.200h7M8.5 12h4"/>"#
            }
            Icon::Lock => {
                r#"<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 018 0v2.5M12 14.5v2"/>"#
            }
            Icon::Phone => {
                r#"<path d="M6.5 3.5h2.600l1.5 4.300-2 1.5a12 12 0 006 6l1.600-2 4.300 1.5v2.700c0 1.700-1.300 3-3 3C10.200 20.5 3.5 13.800 3.5 6.5c0-1.700 1.300-3 3-3z"/>"#
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
