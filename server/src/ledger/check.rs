//! Reading every chain past its anchor.

use std::collections::BTreeMap;

use domain::id::DiaryId;
use store::{
    Conn, Db, StoreError,
    ledger::{self, Fault, Head},
};

use super::{
    Watch,
    error::LedgerError,
    finding::{Checked, Finding},
};

impl Watch {
    /// Reads every chain from its first line to its end, and past its anchor.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub async fn check(&self, db: &Db) -> Result<Checked, LedgerError> {
        self.check_some(&db.unhurried(), |_| true)
            .await
            .map(|(checked, _)| checked)
    }

    /// Checks the chains that `wanted` says: of one whose end is that of its anchor it is asked
    /// with `true`. Returns where the checked ones end that are as they were written.
    pub(super) async fn check_some(
        &self,
        db: &Db,
        wanted: impl Fn(bool) -> bool + Send,
    ) -> Result<(Checked, Vec<Head>), LedgerError> {
        let mut conn = db.read().await?;
        // In this order: an anchor is written first and noted then.
        let noted = ledger::anchored(&mut conn).await?;
        let mut anchors = self.read().await?;
        if let Some(left) = self.left(&mut conn).await? {
            anchors.begin_with(&left);
        }
        let mut checked = Checked {
            anchored_at: anchors.at,
            ..Checked::default()
        };
        if noted.is_some() && !anchors.is_there {
            checked.findings.push(Finding::NoAnchors);
        }
        checked.findings.extend(anchors.bad.map(Finding::Anchor));
        let heads = ledger::heads(&mut conn).await?;
        let mut whole = Vec::new();
        let mut gone: BTreeMap<DiaryId, Head> = anchors.heads;
        for head in heads {
            let anchor = gone.remove(&head.diary);
            checked.diaries += 1;
            checked.lines += head.lines;
            if wanted(anchor.as_ref() == Some(&head)) {
                match self.one(&mut conn, head.diary, anchor.as_ref()).await? {
                    Ok(head) => whole.push(head),
                    Err(fault) => checked.findings.push(Finding::Diary(head.diary, fault)),
                }
            }
        }
        let gone = gone.into_keys();
        checked
            .findings
            .extend(gone.map(|diary| Finding::Diary(diary, Fault::Gone)));
        Ok((checked, whole))
    }

    pub(super) async fn one(
        &self,
        conn: &mut Conn,
        diary: DiaryId,
        anchor: Option<&Head>,
    ) -> Result<Result<Head, Fault>, StoreError> {
        ledger::check(conn, &self.key, diary, anchor).await
    }
}
