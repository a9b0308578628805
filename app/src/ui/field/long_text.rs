//! A text of several lines.

use domain::field::LongText;
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{id, name},
};
use crate::ui::{
    problem,
    text_area::{TextArea, text_area},
};

impl Drawn for LongText {
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

/// Room for several lines, which grows.
pub(super) fn area(key: &str, context: Context<'_>) -> AnyView {
    let area = TextArea {
        id: id(key),
        name: name(key),
        class: "write",
        invalid: context.invalid,
        described: Some(problem::id(key)),
        ..TextArea::default()
    };
    text_area(area, context.text()).into_any()
}
