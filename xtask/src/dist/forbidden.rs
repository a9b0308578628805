//! What a released program must not hold: exceptions for tests, and the invented school.

use std::fs;
use std::path::Path;

use crate::fail::{At, Fail, Outcome};

/// Words that only such a thing contains, and how they came in.
const FORBIDDEN: [(&str, &str); 6] = [
    // With it a database is accepted that can lose saves.
    ("DIARY_TEST_", "debug assertions are on in the release"),
    (PASSWORD, DEMO),
    ("Лицей № 2 (демо)", DEMO),
    ("# Demo answers for", DEMO),
    ("DIARY_DEMO", DEMO),
    ("seed-demo", DEMO),
];

const PASSWORD: &str = "demo-school-2026";
const DEMO: &str = "the feature `demo` is on in the release";

/// Looks through a program.
///
/// # Errors
/// Which forbidden words it holds and why that may be, or that it cannot be read.
pub fn has_none(program: &Path) -> Outcome {
    let found = found(&fs::read(program).at(program)?);
    if found.is_empty() {
        return Ok(());
    }
    let lines = found
        .iter()
        .map(|(words, why)| format!("\n  {words}: {why}"));
    Err(Fail::new(format!(
        "{} holds what no release may:{}",
        program.display(),
        lines.collect::<String>()
    )))
}

fn found(program: &[u8]) -> Vec<(&'static str, &'static str)> {
    let holds = |words: &str| {
        let mut places = program.windows(words.len());
        places.any(|bytes| bytes == words.as_bytes())
    };
    FORBIDDEN
        .into_iter()
        .filter(|(words, _)| holds(words))
        .collect()
}

#[cfg(test)]
mod tests;
