//! Names of classes, and quotes.

use crate::language::Language;

/// «так» / “so”
#[must_use]
pub fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("«{text}»"),
        Language::En => format!("“{text}”"),
    }
}

/// A class by its grade and letter, never broken between two lines: «9 «А»».
#[must_use]
pub fn class(grade: impl std::fmt::Display, letter: &str) -> String {
    format!("{grade}\u{a0}«{letter}»")
}
