//! How answers are written and read: a room for each type of field, as in `domain::field`.
//!
//! A control is plain HTML that works without script. An island may add to it, it never replaces it.

use domain::{
    answer::Answer, field::FieldKind, language::Language, template::Field, with_field_type,
};
use leptos::prelude::*;

mod checklist;
mod choice;
mod choices;
mod computed;
mod context;
mod date;
mod file;
mod grid;
mod letter;
mod long_text;
mod matrix;
pub mod mood;
mod number;
mod options;
mod outside_word;
mod question;
mod ranking;
mod scale;
mod short_text;
mod table;
mod time_map;
mod topics;
pub mod weeks;
pub mod widgets;

pub use context::{Context, LetterDays, Suggestions};
pub use table::changed_rows;

/// How a type of field is drawn.
pub trait Drawn {
    /// The controls of a field. `legend` names the group for who does not see the label.
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView;

    /// An answer of the type's shape, to be read.
    fn reading(&self, answer: &Answer, _language: Language) -> AnyView {
        as_typed(answer)
    }

    /// Whether it is one control, so that its label can point at it.
    fn is_single(&self) -> bool {
        false
    }

    /// Whether its controls stand on the form, with that answer.
    fn is_on_form(&self, _answer: Option<&Answer>) -> bool {
        true
    }

    /// Whether two versions can be kept one after the other.
    fn can_keep_both(&self) -> bool {
        false
    }
}

/// The controls of a field. `legend` names the group for who does not see the label.
pub fn control(field: &Field, legend: &str, context: Context<'_>) -> AnyView {
    drawn(&field.kind).control(&field.key, legend, context)
}

/// Draws an answer in the shape of its field. What a person wrote stands in the hand's letters.
pub fn reading(kind: &FieldKind, answer: &Answer, language: Language) -> AnyView {
    if answer.shape() == kind.as_type().shape() {
        drawn(kind).reading(answer, language)
    } else {
        as_typed(answer)
    }
}

/// An answer of before the field changed its type: its words as they were typed.
fn as_typed(answer: &Answer) -> AnyView {
    widgets::words(answer.leaves().collect::<Vec<_>>().join("\n"))
}

/// The type of a field, to be asked how it is drawn.
#[must_use]
pub fn drawn(kind: &FieldKind) -> &dyn Drawn {
    with_field_type!(kind, found => found)
}
