//! After the start and each day: the whole ledger against its key and its anchors.

use super::Done;
use crate::{State, ledger};

/// Checks every chain and tells what was found.
pub async fn run(state: &State) -> Done {
    let now = state.clock.now();
    let checked = state.ledger.check(&state.db).await;
    let checked = checked.map_err(|error| error.to_string())?;
    tracing::info!(
        diaries = checked.diaries,
        lines = checked.lines,
        findings = checked.findings.len(),
        "the ledger was checked"
    );
    let told = ledger::tell(&state.db, &checked.findings, now).await;
    told.map_err(|error| error.to_string())
}
