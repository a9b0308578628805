//! Forgets tries to sign in that no longer count, and devices not seen for a year.

use super::Done;
use crate::State;

/// Forgets them.
///
/// # Errors
/// The store failed.
pub async fn run(state: &State) -> Done {
    let now = state.clock.now();
    let purged: Result<(), store::StoreError> =
        store::write!(state.db, tx => store::sign_in::purge(tx, now).await);
    purged.map_err(|error| error.to_string())
}
