//! What the docs name is there.

use std::path::Path;

/// The files that a page names in code marks.
fn named(page: &str) -> Vec<&str> {
    let marks = page.split('`').skip(1).step_by(2);
    let endings = [".rs", ".toml", ".sql", ".css", ".c", ".txt", ".md"];
    marks
        .filter(|mark| mark.contains('/') && !mark.contains(['*', '{', ' ', '…', '<']))
        .filter(|mark| endings.iter().any(|ending| mark.ends_with(ending)))
        .collect()
}

#[test]
fn every_file_that_the_architecture_names_is_there() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let page = std::fs::read_to_string(root.join("docs/ARCHITECTURE.md")).expect("the page");
    let files = named(&page);
    assert!(files.len() > 40, "{files:?}");
    // A file of a crate may be named as its modules are.
    let folders = [
        "",
        "app/src",
        "server/src",
        "store/src",
        "domain/src",
        "tests/faults",
    ];
    let is_there = |file: &&str| {
        folders
            .iter()
            .any(|folder| root.join(folder).join(file).exists())
    };
    let gone: Vec<&str> = files
        .iter()
        .copied()
        .filter(|file| !is_there(file))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}
