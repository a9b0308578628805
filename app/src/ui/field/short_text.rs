//! A line of text.

use domain::field::ShortText;
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{id, name},
};
use crate::ui::{
    problem,
    text_area::{TextArea, text_area},
};

impl Drawn for ShortText {
    /// A line that may grow: on a phone forty letters are two lines.
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let area = TextArea {
            id: id(key),
            name: name(key),
            class: "write brief",
            invalid: context.invalid,
            described: Some(problem::id(key)),
            ..TextArea::default()
        };
        text_area(area, context.text()).into_any()
    }

    fn is_single(&self) -> bool {
        true
    }

    fn can_keep_both(&self) -> bool {
        true
    }
}
