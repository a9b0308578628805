//! A number, and its unit beside it.

use domain::{answer::Answer, field::Range, language::Language};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{numeric, words},
};
use crate::ui::problem;

impl Drawn for Range {
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let unit = self.unit.of(context.language).to_owned();
        let invalid = context.invalid.then_some("true");
        let input = numeric(key, context.text(), None, invalid, Some(problem::id(key)));
        view! { <div class="with-unit">{input}<span>{unit}</span></div> }.into_any()
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let value = answer.text().unwrap_or_default();
        words(
            format!("{value} {}", self.unit.of(language))
                .trim_end()
                .to_owned(),
        )
    }

    fn is_single(&self) -> bool {
        true
    }
}
