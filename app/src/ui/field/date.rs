//! A day, as typed.

use domain::{field::Date, language::Language, text};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{id, name},
};
use crate::ui::problem;

text! {
    DAY: "дд.мм.гггг" / "dd.mm.yyyy";
}

impl Drawn for Date {
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let invalid = context.invalid.then_some("true");
        let described = Some(problem::id(key));
        date(key, context.text(), invalid, described, context.language)
    }

    fn is_single(&self) -> bool {
        true
    }
}

/// A line for a day.
pub(super) fn date(
    path: &str,
    text: &str,
    invalid: Option<&'static str>,
    described: Option<String>,
    language: Language,
) -> AnyView {
    view! {
        <input type="text" class="date" id=id(path) name=name(path) value=text.to_owned() placeholder=DAY.of(language) inputmode="decimal"
            aria-invalid=invalid aria-describedby=described autocomplete="off" />
    }
    .into_any()
}
