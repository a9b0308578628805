//! Each hour: whether there is a backup of last night, whatever became of the job that makes it.

use domain::{alert::Alert, backup::is_old};
use store::{StoreError, alerts};

use super::Done;
use crate::State;

/// Tells the administrator when the newest proven backup is too old.
///
/// # Errors
/// The store failed.
pub async fn run(state: &State) -> Done {
    let now = state.clock.now();
    let folder = state.site().backups().folder.unwrap_or_default();
    let newest = folder.proven.map(|proven| proven.taken_at);
    if state.schedule.is_none() || !is_old(now, newest) {
        return Ok(());
    }
    let raised: Result<(), StoreError> =
        store::write!(state.db, tx => alerts::raise(tx, Alert::BackupFailed, "old", now).await);
    raised.map_err(|error| error.to_string())
}
