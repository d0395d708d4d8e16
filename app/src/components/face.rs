//! The faces of the emotion picker, from the same hand as the monsters.

use leptos::prelude::*;

/// The drawing of an emotion on a grid of 64; nothing for one that has none.
fn drawing(emotion: &str) -> &'static str {
    match emotion {
        "joy" => include_str!("faces/joy.svg"),
        "calm" => include_str!("faces/calm.svg"),
        "thoughtful" => include_str!("faces/thoughtful.svg"),
        "surprised" => include_str!("faces/surprised.svg"),
        "ashamed" => include_str!("faces/ashamed.svg"),
        "sad" => include_str!("faces/sad.svg"),
        "afraid" => include_str!("faces/afraid.svg"),
        "angry" => include_str!("faces/angry.svg"),
        _ => "",
    }
}

/// A face. It is decoration: the emotion's name stands beside it as text.
#[component]
pub(crate) fn FacePicture(
    /// The emotion's key.
    emotion: String,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false" inner_html=drawing(&emotion)></svg>
    }
}
