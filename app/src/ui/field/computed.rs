//! Worked out of other answers: nothing to type. What it says is `ui::computed`.

use domain::{answer::Answer, field::Computed};
use leptos::prelude::*;

use super::{Context, Drawn};

impl Drawn for Computed {
    fn control(&self, _key: &str, _legend: &str, _context: Context<'_>) -> AnyView {
        ().into_any()
    }

    fn is_on_form(&self, _answer: Option<&Answer>) -> bool {
        false
    }
}
