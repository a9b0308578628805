//! The ledger of a restored database. Its key is in no backup.

use chrono::{DateTime, Utc};
use store::{Db, ledger};

use super::{Manifest, Step, Trouble, stored};
use crate::{
    keys::{Keys, KeysError},
    ledger::Watch,
    settings::Database,
};

/// The migration since which there is a key.
const KEYED_SINCE: i64 = 8;

/// Reads every chain from its first line to its end. `false`: there is no key here to do it with.
/// The anchors are not asked: they know of lines that came after the backup.
///
/// # Errors
/// A chain is not as it was written, or the key is of another school.
pub async fn check(db: &Db, manifest: &Manifest, settings: &Database) -> Result<bool, Trouble> {
    if manifest.schema < KEYED_SINCE {
        return Ok(false);
    }
    let keys = match Keys::known(db, settings).await {
        Ok(Some(keys)) => keys,
        Ok(None) | Err(KeysError::Missing(_)) => return Ok(false),
        Err(error) => return Err(Step::Proof.failed(error)),
    };
    let failed = stored(Step::Proof);
    let mut conn = db.unhurried().read().await.map_err(&failed)?;
    for head in ledger::heads(&mut conn).await.map_err(&failed)? {
        let chain = ledger::check(&mut conn, &keys.ledger, head.diary, None);
        if let Err(fault) = chain.await.map_err(&failed)? {
            return Err(Step::Proof.failed(format!(
                "the ledger is not as it was written: diary {}: {fault}",
                head.diary
            )));
        }
    }
    Ok(true)
}

/// Says in the ledger that the school was restored. Its anchors begin anew where it is served.
///
/// # Errors
/// The key is not there: nothing can be signed, and no server would start.
pub async fn note(
    db: &Db,
    manifest: &Manifest,
    settings: &Database,
    now: DateTime<Utc>,
) -> Result<(), Trouble> {
    let known = Keys::known(db, settings).await;
    let Some(keys) = known.map_err(|error| Step::Proof.failed(error))? else {
        return Ok(());
    };
    Watch::of(&keys, settings)
        .note_restored(&db.unhurried(), manifest.taken_at, now)
        .await
        .map_err(|error| Step::Files.failed(error))
}
