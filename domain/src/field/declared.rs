//! How a template declares a type of field.

use super::ChoiceOption;
use crate::template::{
    fault::{self, Fault},
    raw,
};

/// A type that a template can declare.
pub trait Declared: Sized {
    /// The keys that belong to the type, besides those that every field has.
    const KEYS: &'static [&'static str];

    /// Reads a declaration.
    fn parse(from: raw::Field) -> Result<Self, Fault>;
}

/// Reads a list of things to choose from.
pub fn options(from: Vec<raw::ChoiceOption>) -> Result<Vec<ChoiceOption>, Fault> {
    fault::unique("option", from.iter().map(|choice| &choice.key))?;
    let options = from.into_iter().map(|choice| {
        let text = fault::both(&choice.key.span(), choice.ru, choice.en)?;
        Ok(ChoiceOption {
            key: fault::key(&choice.key, '_')?,
            text,
        })
    });
    options.collect()
}
