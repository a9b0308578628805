//! Words that a release may not hold.

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
