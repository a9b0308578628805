//! `diary template check FILE` and `diary template publish FILE`

use std::path::Path;

use domain::{
    access::{Act, operator},
    id::EditionId,
    template::{Edition, not_after, parse},
};
use store::{Db, StoreError, Tx, diaries, editions};

use super::{Failure, must_be_there, with_database};
use crate::{
    clock,
    settings::{Database, Time},
};

/// Says whether a file is a template, and what its diary does without.
pub fn check(file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let (_, edition) = read(file)?;
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

/// Publishes a template as the next edition of a school that runs or not: servers notice it within a
/// second.
pub async fn publish(file: &Path, database: &Database, time: &Time) -> Result<(), Failure> {
    must_be_there(database)?;
    let (source, edition) = read(file)?;
    let name = file.display();
    let taken = with_database(database, async |db| {
        let former = former(db, &edition).await?;
        let reasons = former.map_or_else(Vec::new, |former| not_after(&edition, &former));
        if let [first, more @ ..] = reasons.as_slice() {
            let more = match more.len() {
                0 => String::new(),
                number => format!("; and {number} more"),
            };
            return Err(Failure(format!("{name}: {first}{more}")));
        }
        let now = time.moment.clock().now();
        let id = EditionId(clock::new_id());
        let since = now.with_timezone(&time.time_zone).date_naive();
        Ok(store::write!(db, tx => publish_in(tx, id, &source, since, now).await)?)
    })
    .await?;
    println!(
        "{name}: «{}», edition {} is published; {taken} diaries take it for what is written from now on",
        edition.title.ru, edition.number
    );
    Ok(())
}

async fn publish_in(
    tx: &mut Tx,
    id: EditionId,
    source: &str,
    since: chrono::NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<u64, StoreError> {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the program publishes"
    )]
    let permit = operator(Act::ManageSchool)?;
    editions::publish(tx, &permit, id, source, now).await?;
    diaries::take_edition(tx, &permit, id, since).await
}

/// The newest edition of the same template.
async fn former(db: &Db, edition: &Edition) -> Result<Option<Edition>, StoreError> {
    let published = editions::all(&mut db.read().await?).await?;
    let same = published
        .into_iter()
        .map(|published| published.edition)
        .filter(|published| published.key == edition.key);
    Ok(same.max_by_key(|published| published.number))
}

/// A file's text and the edition that it is.
fn read(file: &Path) -> Result<(String, Edition), Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure(format!("{name} cannot be read: {error}")))?;
    let edition = parse(&text)
        .map_err(|error| Failure(format!("{name}:{}: {}", error.line, error.reason)))?;
    Ok((text, edition))
}
