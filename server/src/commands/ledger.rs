//! `diary ledger verify`

use super::{Failure, with_database};
use crate::{keys::Keys, ledger::Watch, settings::Database};

/// Says whether the ledger is as it was written; else the first thing that is not.
pub async fn verify(database: &Database) -> Result<(), Failure> {
    let checked = with_database(database, async |db| {
        let keys = Keys::known(db, database).await?.ok_or_else(|| {
            Failure("the ledger has no key yet: it gets one at the first start".to_owned())
        })?;
        Ok(Watch::of(&keys, database).check(db).await?)
    })
    .await?;
    if let [first, more @ ..] = checked.findings.as_slice() {
        let more = match more.len() {
            0 => String::new(),
            number => format!("; and {number} more"),
        };
        return Err(Failure(format!(
            "the ledger is not as it was written: {first}{more}"
        )));
    }
    let since = checked.anchored_at.map_or_else(
        || "there is no anchor yet".to_owned(),
        |at| format!("the last anchor is of {at}"),
    );
    println!(
        "the ledger is as it was written: {} diaries, {} lines; {since}",
        checked.diaries, checked.lines
    );
    Ok(())
}
