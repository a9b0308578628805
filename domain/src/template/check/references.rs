//! What a field looks at on its own page must be there.

use std::ops::Range;

use crate::{
    field::{self, Computed},
    template::{Field, FieldKind, fault::Fault},
};

/// What a field looks at on its page must be there and of the right type.
pub fn references(span: &Range<usize>, fields: &[Field]) -> Result<(), Fault> {
    let kind = |key: &str| {
        fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| &field.kind)
    };
    let number = |key: &str| matches!(kind(key), Some(FieldKind::Scale(_) | FieldKind::Number(_)));
    let table = |key: &str, columns: &[&str]| match kind(key) {
        Some(FieldKind::Table(field::Table { columns: found, .. })) => columns
            .iter()
            .all(|column| found.iter().any(|found| found.key == *column)),
        _ => false,
    };
    for field in fields {
        let fits = match &field.kind {
            FieldKind::Topics(topics) => match kind(&topics.subject_by) {
                Some(FieldKind::Choice(field::OneChoice { options })) => topics
                    .subjects
                    .iter()
                    .all(|subject| options.iter().any(|option| option.key == subject.key)),
                _ => false,
            },
            FieldKind::Computed(computed) => match computed {
                Computed::Difference { before, after } => number(before) && number(after),
                Computed::Sum {
                    table: from,
                    column,
                    ..
                } => table(from, &[column]),
                Computed::Calibration { table: from } => {
                    table(from, &["points", "out_of", "confidence"])
                }
                Computed::Trend {
                    table: from,
                    target,
                } => table(from, &["taken_on", "points"]) && number(target),
                Computed::Reserve { mine, passing } => number(mine) && number(passing),
                Computed::Freshness { date } => matches!(kind(date), Some(FieldKind::Date(_))),
                Computed::ThenNow(_)
                | Computed::Comparison(_)
                | Computed::Timeline
                | Computed::Sleep => true,
            },
            _ => true,
        };
        if !fits {
            return Err((
                span.clone(),
                format!("“{}” looks at a field that is not on this page", field.key),
            ));
        }
    }
    Ok(())
}

/// A wish that is held against numbers is a choice or a short text of the same page.
pub fn wishes(span: &Range<usize>, fields: &[Field]) -> Result<(), Fault> {
    for field in fields {
        let Some(when) = &field.when else { continue };
        let wish = fields.iter().find(|found| found.key == when.wish);
        if !wish
            .is_some_and(|wish| matches!(wish.kind, FieldKind::Choice(_) | FieldKind::ShortText(_)))
        {
            let reason = format!("“{}”: “{}” names no wish", field.key, when.wish);
            return Err((span.clone(), reason));
        }
    }
    Ok(())
}

/// Gives each ranking the options of the field it ranks.
pub fn rankings(span: &Range<usize>, mut fields: Vec<Field>) -> Result<Vec<Field>, Fault> {
    let sources = fields.clone();
    for field in &mut fields {
        let FieldKind::Ranking(field::Ranking { from, options, .. }) = &mut field.kind else {
            continue;
        };
        let source = sources
            .iter()
            .find(|source| source.key == *from)
            .map(|source| &source.kind);
        let Some(FieldKind::Choices(field::Choices { options: found, .. })) = source else {
            return Err((
                span.clone(),
                format!(
                    "“{}” ranks “{from}”, which is no field of choices on this page",
                    field.key
                ),
            ));
        };
        options.clone_from(found);
    }
    Ok(fields)
}
