//! A word by a link; nothing is asked for yet.

use domain::{answer::Answer, field::OutsideWord};
use leptos::prelude::*;

use super::{Context, Drawn};

impl Drawn for OutsideWord {
    fn control(&self, _key: &str, _legend: &str, _context: Context<'_>) -> AnyView {
        ().into_any()
    }

    fn is_on_form(&self, _answer: Option<&Answer>) -> bool {
        false
    }
}
