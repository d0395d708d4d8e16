//! The document around every page: head, style sheet, and the script that leaves at once.

use crate::api::chat::Monster;
use crate::components::frame::Frame;
use crate::look::Choice;
use crate::visit::Visit;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A complete document. `title` stands in the tab, where anybody may see it.
#[component]
pub(crate) fn Shell(
    /// Who looks, and at which page.
    visit: Visit,
    /// Tab title.
    title: &'static str,
    /// For link previews.
    description: &'static str,
    /// Class of `<main>`.
    class: &'static str,
    /// The monster who speaks, where the page is a talk.
    #[prop(default = None)]
    speaker: Option<Monster>,
    /// Whether the monsters take turns with a flip of their card.
    #[prop(default = true)]
    flips: bool,
    /// Where the built files are.
    options: LeptosOptions,
    /// Whether the page has an island and so needs wasm; then it has no foot either.
    #[prop(default = false)]
    live: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let options = built(options);
    let language = visit.language.code();
    let style = style_sheet(&options);
    let look = visit.look;
    view! {
        <!DOCTYPE html>
        <html
            lang=language
            data-theme=look.theme.name()
            data-text=look.text.name()
            data-motion=look.motion.name()
            data-sound=look.sound.name()
        >
            <head>
                <meta charset="utf-8"/>
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
                />
                // Plain forms must carry their Origin, which no-referrer would turn into "null";
                // other sites still learn nothing of where somebody came from.
                <meta name="referrer" content="same-origin"/>
                <title>{title}</title>
                <meta name="description" content=description/>
                <meta name="robots" content="noarchive"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#fbf4e8" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#181b38" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="stylesheet" href=style/>
                // Not deferred: whoever has to leave may have to before the page is drawn.
                <script src="/leave.js" nonce=use_nonce()></script>
                {live.then(|| view! { <HydrationScripts options islands=true/> })}
            </head>
            <body>
                <Frame visit class speaker flips foot=!live>{children()}</Frame>
            </body>
        </html>
    }
}

/// Options that name hashed files only where there are any: Leptos panics without the list of hashes.
fn built(mut options: LeptosOptions) -> LeptosOptions {
    static HASHES_EXIST: OnceLock<bool> = OnceLock::new();
    let exist = *HASHES_EXIST.get_or_init(|| hash_file(&options).is_some_and(|file| file.exists()));
    options.hash_files &= exist;
    options
}

/// The list of hashes that the build leaves beside the program.
fn hash_file(options: &LeptosOptions) -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.join(options.hash_file.as_ref()))
}

/// The path of the style sheet; read from the list of hashes once.
fn style_sheet(options: &LeptosOptions) -> String {
    static HASH: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let list = std::fs::read_to_string(hash_file(options)?).ok()?;
        let hash = list.lines().find_map(|line| line.trim().strip_prefix("css:"))?;
        options.hash_files.then(|| [".", hash.trim()].concat())
    };
    let hash = HASH.get_or_init(read).as_deref().unwrap_or_default();
    format!("/{}/{}{hash}.css", options.site_pkg_dir, options.output_name)
}
