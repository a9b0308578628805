//! What the diary works out of its answers, in sentences. An autosave keeps them true, so they are
//! plain text.

mod around;
mod gaps;
mod kinds;
mod length;
mod matrix;
mod then_now;
mod weeks;

use domain::{
    answer::{Answer, Answers},
    decision::Comparison,
    field::{self, Computed},
    language::Language,
    template::{Field, FieldKind, Page},
};

use self::{kinds::of_computed, length::length, weeks::of_weeks};

pub use self::{
    around::{Around, ThenNow},
    then_now::then_now,
};

/// The id of a field's sentence.
#[must_use]
pub fn id(field: &str) -> String {
    format!("computed-{field}")
}

/// The sentence of a field that is computed, or that has something to say of its own numbers.
/// `None`: this field never says anything; an empty text: there is nothing to say yet.
#[must_use]
pub fn sentence(
    field: &Field,
    page: &Page,
    answers: &Answers,
    around: &Around,
    language: Language,
) -> Option<String> {
    let said = match &field.kind {
        FieldKind::Computed(Computed::ThenNow(_) | Computed::Timeline) => return None,
        FieldKind::Computed(found) => of_computed(found, page, answers, around, language),
        FieldKind::Matrix(kind) => match answers.get(&field.key) {
            Some(Answer::Map(map)) => matrix::outcome(kind, &Comparison::read(kind, map), language),
            _ => None,
        },
        FieldKind::TimeMap(field::TimeMap { options }) => match answers.get(&field.key) {
            Some(Answer::Map(map)) => Some(of_weeks(options, map, language)),
            _ => None,
        },
        FieldKind::LongText(_) if field.counter => {
            let text = answers.get(&field.key).and_then(Answer::text);
            text.map(|text| length(text, language))
        }
        _ => return None,
    };
    Some(said.unwrap_or_default())
}
