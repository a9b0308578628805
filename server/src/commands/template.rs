//! `diary template check FILE`

use std::path::Path;

use super::Failure;

/// Says whether a file is a template, and what its diary does without.
pub fn check(file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure(format!("{name} cannot be read: {error}")))?;
    let edition = domain::template::parse(&text)
        .map_err(|error| Failure(format!("{name}:{}: {}", error.line, error.reason)))?;
    let fields: usize = edition.pages().map(|(_, page)| page.fields.len()).sum();
    println!(
        "{name}: «{}», edition {}, {} sections, {} pages, {fields} fields",
        edition.title.ru,
        edition.number,
        edition.sections.len(),
        edition.pages().count()
    );
    for lacking in domain::template::lacking(&edition) {
        println!("{name}: notice: {lacking}");
    }
    Ok(())
}
