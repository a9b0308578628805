//! The browser's half: wakes up the islands.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the start script once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
