//! What the address of a page says besides the page.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What an address says that a page should say.
const NOTICES: [&str; 11] = [
    "restored",
    "taken",
    "decided",
    "late",
    "shown",
    "checked",
    "choose",
    "nothing",
    "letter_empty",
    "letter_day",
    "letter_past",
];

/// What the address asks for.
pub struct Asked {
    /// The table that gets one more row.
    pub more: String,
    pub notice: Option<&'static str>,
}

impl Asked {
    /// Reads the address that is drawn.
    #[must_use]
    pub fn read() -> Self {
        let query = use_query_map().read_untracked().clone();
        Self {
            more: query.get("more").unwrap_or_default(),
            notice: NOTICES.into_iter().find(|name| query.get(name).is_some()),
        }
    }
}

/// The id of what surrounds a field that is asked only sometimes; an autosave keeps it true.
#[must_use]
pub fn asked_id(field: &str) -> String {
    format!("asked-{field}")
}
