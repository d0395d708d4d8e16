//! The browser's entry: wakes the islands of a page that the server has drawn.

// The islands are found by name: nothing else here mentions them.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's loader script once the module is there.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
