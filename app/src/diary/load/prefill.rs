//! What a new row is filled with.

use domain::{
    answer::Cells,
    field::{self, Prefill},
    template::{FieldKind, Page},
};

use crate::{Request, diary::words, ui::readers::Circle};

/// What an empty table of people begins with: the adults around the student and the helplines.
#[must_use]
pub fn prefill(request: &Request, page: &Page, circle: &Circle) -> Vec<Cells> {
    let first = page.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Table(field::Table {
            columns,
            prefill: Some(Prefill::Circle),
            ..
        }) => columns.first(),
        _ => None,
    });
    let Some(first) = first else {
        return Vec::new();
    };
    let language = request.language();
    let adults = circle.0.iter().map(|adult| {
        let role = adult.reader.title().of(language);
        format!("{}, {role}", adult.name.formal())
    });
    let lines =
        [words::LINE_CHILDREN, words::LINE_EMERGENCY].map(|line| line.of(language).to_owned());
    adults
        .chain(lines)
        .map(|who| Cells::from([(first.key.clone(), who)]))
        .collect()
}
