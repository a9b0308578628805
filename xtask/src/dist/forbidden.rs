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
mod tests {
    use super::*;
    use crate::places;

    #[test]
    fn a_program_that_knows_the_tests_variables_is_told_apart() {
        assert_eq!(found(b"\x7fELF..DIARY_TEST_POSTGRES..").len(), 1);
        assert_eq!(found(b"\x7fELF..DIARY_DATABASE_URL..").len(), 0);
    }

    #[test]
    fn such_a_program_is_not_given_out() {
        let program = std::env::temp_dir().join(format!("dist-{}", std::process::id()));
        let judged = |bytes: &[u8]| {
            fs::write(&program, bytes).expect("a file");
            has_none(&program)
        };
        assert!(judged(b"\x7fELF..DIARY_TEST_").is_err(), "at its very end");
        assert!(judged(b"DIARY_TEST_OFF..").is_err());
        assert!(judged(b"\x7fELF..DIARY_TEST").is_ok());
        assert!(judged(PASSWORD.as_bytes()).is_err());
        fs::remove_file(&program).expect("the file");
        assert!(has_none(&program).is_err(), "no program");
    }

    /// Words that no source says any more would be found in no program.
    #[test]
    fn the_demo_says_each_of_the_words_that_tell_it() {
        let mut said = Vec::new();
        for place in [
            "demo/src",
            "demo/words",
            "server/src/demo",
            "store/src/db/postgres",
            // The server's own source names its command by a variant.
            "xtask/src/demo.rs",
        ] {
            gather(&places::root().join(place), &mut said);
        }
        let found = found(&said);
        assert_eq!(found.len(), FORBIDDEN.len(), "{found:?}");
    }

    fn gather(place: &Path, said: &mut Vec<u8>) {
        if place.is_file() {
            said.extend(fs::read(place).expect("a file"));
            return;
        }
        for entry in fs::read_dir(place).expect("a folder") {
            gather(&entry.expect("an entry").path(), said);
        }
    }
}
