//! What must hold between the parts of a template file.

use std::{collections::HashSet, ops::Range};

use toml::Spanned;

use super::{Field, FieldKind, parse::Fault, raw};

/// A permanent key: small Latin letters, digits and one separator, beginning with a letter.
pub fn key(key: &Spanned<String>, separator: char) -> Result<String, Fault> {
    let text = key.get_ref();
    let well_made = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= 40
        && text.chars().all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == separator
        });
    if well_made {
        Ok(text.clone())
    } else {
        Err((key.span(), format!("“{text}” cannot be a key")))
    }
}

pub fn unique<'a>(
    what: &str,
    keys: impl Iterator<Item = &'a Spanned<String>>,
) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for key in keys {
        if !seen.insert(key.get_ref()) {
            return Err((
                key.span(),
                format!("the {what} “{}” is there twice", key.get_ref()),
            ));
        }
    }
    Ok(())
}

/// The field that names a card must exist and be a short text.
pub fn names(name: &Spanned<String>, fields: &[Field]) -> Result<String, Fault> {
    let named = fields.iter().any(|field| {
        field.key == *name.get_ref() && matches!(field.kind, FieldKind::ShortText { .. })
    });
    if named {
        Ok(name.get_ref().clone())
    } else {
        Err((
            name.span(),
            format!("no short text “{}” on this page", name.get_ref()),
        ))
    }
}

/// Gives each ranking the options of the field it ranks.
pub fn rankings(span: &Range<usize>, mut fields: Vec<Field>) -> Result<Vec<Field>, Fault> {
    let sources = fields.clone();
    for field in &mut fields {
        let FieldKind::Ranking { from, options, .. } = &mut field.kind else {
            continue;
        };
        let source = sources
            .iter()
            .find(|source| source.key == *from)
            .map(|source| &source.kind);
        let Some(FieldKind::Choices { options: found, .. }) = source else {
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

pub fn month_and_day(due: &Spanned<String>) -> Result<(u32, u32), Fault> {
    let parsed = due
        .get_ref()
        .split_once('-')
        .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    match parsed {
        Some((month @ 1..=12, day @ 1..=31)) => Ok((month, day)),
        _ => Err((
            due.span(),
            format!("“{}” is no month and day", due.get_ref()),
        )),
    }
}

pub fn bounds(span: &Range<usize>, min: usize, max: usize, all: usize) -> Result<(), Fault> {
    if min <= max && max <= all && max > 0 {
        Ok(())
    } else {
        Err((
            span.clone(),
            format!("from {min} to {max} of {all} cannot be"),
        ))
    }
}

/// Refuses keys that belong to another type of field.
pub fn fits(field: &raw::Field) -> Result<(), Fault> {
    let present = [
        ("max", field.max.is_some()),
        ("min", field.min.is_some()),
        ("exactly", field.exactly.is_some()),
        ("options", field.options.is_some()),
        ("rows", field.rows.is_some()),
        ("columns", field.columns.is_some()),
        ("rows_min", field.rows_min.is_some()),
        ("rows_max", field.rows_max.is_some()),
        ("from", field.from.is_some()),
        ("to", field.to.is_some()),
        ("anchors", field.anchors.is_some()),
        ("top", field.top.is_some()),
        ("questions", field.questions.is_some()),
    ];
    let allowed: &[&str] = match field.kind.get_ref().as_str() {
        "short_text" | "long_text" | "reference" => &["max"],
        "question" => &["max", "questions"],
        "choice" | "checklist" => &["options"],
        "choices" => &["options", "min", "max", "exactly"],
        "ranking" => &["from", "top"],
        "scale" => &["from", "to", "anchors"],
        "table" => &["columns", "rows_min", "rows_max"],
        "grid" => &["rows", "options"],
        "date" | "mood" | "file" | "outside_word" => &[],
        // Said better where the type itself is read.
        _ => return Ok(()),
    };
    match present
        .iter()
        .find(|(name, there)| *there && !allowed.contains(name))
    {
        Some((name, _)) => Err((
            field.key.span(),
            format!(
                "“{}”: a {} has no `{name}`",
                field.key.get_ref(),
                field.kind.get_ref()
            ),
        )),
        None => Ok(()),
    }
}
