//! What is wrong in a template file, and the checks that every part of one shares.

use std::{collections::HashSet, ops::Range};

use toml::Spanned;

use super::raw;
use crate::language::OwnedText;

/// A reason and the bytes of the file it is about.
pub type Fault = (Range<usize>, String);

impl raw::Field {
    /// That the field needs that key.
    pub fn missing(&self, key: &str) -> Fault {
        let reason = format!("“{}” needs `{key}`", self.key.get_ref());
        (self.key.span(), reason)
    }
}

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

pub fn both(span: &Range<usize>, ru: String, en: String) -> Result<OwnedText, Fault> {
    if ru.trim().is_empty() || en.trim().is_empty() {
        return Err((span.clone(), "a text is missing in one language".into()));
    }
    Ok(OwnedText { ru, en })
}

pub fn either(span: &Range<usize>, ru: String, en: String) -> Result<OwnedText, Fault> {
    if ru.is_empty() && en.is_empty() {
        Ok(OwnedText::default())
    } else {
        both(span, ru, en)
    }
}
