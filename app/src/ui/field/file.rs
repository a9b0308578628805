//! A file: its name, where one was given. Nothing can be added yet.

use domain::{answer::Answer, field::File};
use leptos::prelude::*;

use super::{Context, Drawn};

impl Drawn for File {
    fn control(&self, _key: &str, _legend: &str, _context: Context<'_>) -> AnyView {
        ().into_any()
    }

    fn is_on_form(&self, _answer: Option<&Answer>) -> bool {
        false
    }
}
