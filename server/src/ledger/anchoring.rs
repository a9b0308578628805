//! Writing where every chain ends, each hour and after a restore.

use chrono::{DateTime, Utc};
use store::{Db, StoreError, ledger};

use super::{Watch, anchors::Left, error::LedgerError, finding::Checked};

impl Watch {
    /// Writes where every chain ends now into the file of the anchors. A chain that does not pass
    /// through its last anchor keeps that one, so that nothing is ever covered up.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub async fn anchor(&self, db: &Db, now: DateTime<Utc>) -> Result<Checked, LedgerError> {
        let db = &db.unhurried();
        let (checked, heads) = self.check_some(db, |is_anchored| !is_anchored).await?;
        let left = self.left(&mut db.read().await?).await?;
        self.append(left, now, heads).await?;
        store::write!(db, tx => ledger::note_anchored(tx, now).await)?;
        Ok(checked)
    }

    /// Says in every ledger that the school was restored from a backup made at `as_of`, and leaves
    /// the anchor that whoever serves it begins with. For a database that nobody is served from
    /// yet: the file of the anchors is not touched, it may be that of a school that runs.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub async fn note_restored(
        &self,
        db: &Db,
        as_of: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), LedgerError> {
        let db = &db.unhurried();
        let noted: Result<(), StoreError> = store::write!(db, tx => {
            async {
                let heads = ledger::note_restored(tx, &self.key, as_of, now).await?;
                let left = Left::new(now, &heads).signed(&self.key);
                ledger::leave_anchor(tx, &left).await
            }
            .await
        });
        Ok(noted?)
    }
}
