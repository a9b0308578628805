//! The ledger watched from outside the database: checked against its key and against the anchors
//! beside the key, and whatever is found told to those who must know.

mod anchors;

use std::{collections::BTreeMap, fmt, io, path::PathBuf};

use chrono::{DateTime, Utc};
use domain::{alert::Alert, id::DiaryId};
use store::{
    Conn, Db, StoreError, alerts,
    ledger::{self, Fault, Head, Key},
};

use self::anchors::{Anchors, Left};
use crate::{keys::Keys, settings::Database};

/// What is the matter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Finding {
    /// A diary's lines are not as they were written.
    Diary(DiaryId, Fault),
    /// This line of the anchors' file is not as it was written.
    Anchor(u64),
    /// Anchors were written, and the file is not there.
    NoAnchors,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Diary(diary, fault) => write!(out, "diary {diary}: {fault}"),
            Self::Anchor(line) => write!(
                out,
                "line {line} of the anchors was changed, removed, added or moved"
            ),
            Self::NoAnchors => out.write_str("the file of the anchors is gone"),
        }
    }
}

impl Finding {
    /// What an alert about it names.
    fn subject(&self) -> String {
        match self {
            Self::Diary(diary, _) => diary.to_string(),
            Self::Anchor(_) | Self::NoAnchors => "anchors".to_owned(),
        }
    }
}

/// Why the ledger could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the anchors at {name} cannot be read or written: {error}")]
    Anchors { name: String, error: io::Error },
}

/// What a check came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub diaries: usize,
    pub lines: i64,
    /// When the last anchor was written; what was cut off after it cannot be seen.
    pub anchored_at: Option<DateTime<Utc>>,
}

/// A school's ledger: its key and the file of its anchors.
#[derive(Clone, Debug)]
pub struct Watch {
    pub key: Key,
    pub anchors: PathBuf,
}

impl Watch {
    /// The ledger of the school whose key lies where the settings say.
    #[must_use]
    pub fn of(keys: &Keys, settings: &Database) -> Self {
        Self {
            key: keys.ledger.clone(),
            anchors: settings.key_file().with_extension("anchors"),
        }
    }

    /// Reads every chain from its first line to its end, and past its anchor.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub async fn check(&self, db: &Db) -> Result<Checked, LedgerError> {
        self.preferences(&db.unhurried(), |_| true)
            .await
            .map(|(checked, _)| checked)
    }

    /// Writes where every chain ends now into the file of the anchors. A chain that does not pass
    /// through its last anchor keeps that one, so that nothing is ever covered up.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub async fn anchor(&self, db: &Db, now: DateTime<Utc>) -> Result<Checked, LedgerError> {
        let db = &db.unhurried();
        let (checked, heads) = self.preferences(db, |is_anchored| !is_anchored).await?;
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

    /// What a restore left; whatever this key did not sign counts for nothing.
    async fn left(&self, conn: &mut Conn) -> Result<Option<Left>, StoreError> {
        let text = ledger::left_anchor(conn).await?;
        Ok(text.and_then(|text| Left::read(&text, &self.key)))
    }

    /// Checks the chains that `wanted` says: of one whose end is that of its anchor it is asked
    /// with `true`. Returns where the checked ones end that are as they were written.
    async fn preferences(
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

    async fn one(
        &self,
        conn: &mut Conn,
        diary: DiaryId,
        anchor: Option<&Head>,
    ) -> Result<Result<Head, Fault>, StoreError> {
        ledger::check(conn, &self.key, diary, anchor).await
    }

    async fn read(&self) -> Result<Anchors, LedgerError> {
        let (path, key) = (self.anchors.clone(), self.key.clone());
        let read = tokio::task::spawn_blocking(move || Anchors::read(&path, &key));
        self.done(read.await)
    }

    async fn append(
        &self,
        left: Option<Left>,
        now: DateTime<Utc>,
        heads: Vec<Head>,
    ) -> Result<(), LedgerError> {
        let (path, key) = (self.anchors.clone(), self.key.clone());
        let written = tokio::task::spawn_blocking(move || {
            anchors::append(&path, &key, left.as_ref(), now, &heads)
        });
        self.done(written.await)
    }

    fn done<T>(
        &self,
        done: Result<io::Result<T>, tokio::task::JoinError>,
    ) -> Result<T, LedgerError> {
        done.unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| LedgerError::Anchors {
                name: self.anchors.display().to_string(),
                error,
            })
    }
}

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
