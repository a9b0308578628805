//! Telling the deputy head.

use chrono::{DateTime, Utc};
use domain::alert::Alert;
use store::{Db, StoreError, alerts};

use super::finding::Finding;

/// Tells the deputy head what was found, and the log.
///
/// # Errors
/// See [`StoreError`].
pub async fn tell(db: &Db, findings: &[Finding], now: DateTime<Utc>) -> Result<(), StoreError> {
    for finding in findings {
        tracing::error!(%finding, "the ledger is not as it was written");
        let subject = finding.subject();
        store::write!(db, tx => alerts::raise(tx, Alert::LedgerBroken, &subject, now).await)?;
    }
    Ok(())
}
