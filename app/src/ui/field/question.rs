//! A long answer to the question of the study week; the question is the field's label.

use domain::field::Questions;
use leptos::prelude::*;

use super::{Context, Drawn, long_text::area};

impl Drawn for Questions {
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        area(key, context)
    }

    fn is_single(&self) -> bool {
        true
    }

    fn can_keep_both(&self) -> bool {
        true
    }
}
