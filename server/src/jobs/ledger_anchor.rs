//! Each hour: where the chains of the ledger end now, written outside the database.

use super::Done;
use crate::{State, ledger};

/// Writes an anchor and tells what was found on the way.
pub async fn run(state: &State) -> Done {
    let now = state.clock.now();
    let checked = state.ledger.anchor(&state.db, now).await;
    let checked = checked.map_err(|error| error.to_string())?;
    let told = ledger::tell(&state.db, &checked.findings, now).await;
    told.map_err(|error| error.to_string())
}
