//! A line of the ledger and how it is chained to the one before.

use chrono::{DateTime, Utc};
use domain::{id::DiaryId, role::Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Key;
use crate::{Conn, StoreError, Tx};

/// What a line says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Somebody had it on their screen.
    Displayed,
    /// It was fetched ahead of being looked at.
    Delivered,
    /// From here on the chain is under the key, and so is all that stands before.
    Keyed,
    /// The school was restored from a backup; lines may be missing before this one.
    Restored,
}

impl Kind {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Displayed => "displayed",
            Self::Delivered => "delivered",
            Self::Keyed => "keyed",
            Self::Restored => "restored",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [
            Self::Displayed,
            Self::Delivered,
            Self::Keyed,
            Self::Restored,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// Where the chain of a diary ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Head {
    pub diary: DiaryId,
    /// How many lines there are.
    pub lines: i64,
    /// The hash of the last one; empty when there is none.
    pub hash: Vec<u8>,
}

/// The ends of all chains, by diary.
///
/// # Errors
/// See [`StoreError`].
pub async fn heads(conn: &mut Conn) -> Result<Vec<Head>, StoreError> {
    let rows: Vec<(Uuid, i64, Vec<u8>)> = on!(conn, c => sqlx::query_as(
        "SELECT id, access_log_lines, access_log_hash FROM diary ORDER BY id").fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(diary, lines, hash)| Head {
            diary: DiaryId(diary),
            lines,
            hash,
        })
        .collect())
}

/// What a line holds besides its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub kind: Kind,
    pub entry: Option<Uuid>,
    pub reader: Option<Uuid>,
    pub role: Option<Role>,
    pub shown_version: Option<i64>,
    pub as_of: Option<DateTime<Utc>>,
    pub at: DateTime<Utc>,
}

impl Line {
    /// The program's own line.
    pub(super) const fn own(kind: Kind, as_of: Option<DateTime<Utc>>, at: DateTime<Utc>) -> Self {
        Self {
            kind,
            entry: None,
            reader: None,
            role: None,
            shown_version: None,
            as_of,
            at,
        }
    }

    /// The hash of this line as number `seq` of a diary, after `previous`. Every part has a length
    /// of its own or says it, so that no two lines are the same bytes.
    pub(super) fn sign(&self, key: &Key, previous: &[u8], diary: Uuid, seq: i64) -> Vec<u8> {
        fn id(id: Option<Uuid>) -> [u8; 17] {
            let mut bytes = [0; 17];
            if let Some(id) = id {
                bytes[0] = 1;
                bytes[1..].copy_from_slice(id.as_bytes());
            }
            bytes
        }
        fn number(number: Option<i64>) -> [u8; 9] {
            let mut bytes = [0; 9];
            if let Some(number) = number {
                bytes[0] = 1;
                bytes[1..].copy_from_slice(&number.to_be_bytes());
            }
            bytes
        }
        fn word(word: &str) -> Vec<u8> {
            let length = u8::try_from(word.len()).unwrap_or(u8::MAX);
            [&[length], word.as_bytes()].concat()
        }
        // What a database keeps of a moment is microseconds.
        let micros = |at: DateTime<Utc>| at.timestamp_micros();
        key.sign(&[
            &[u8::try_from(previous.len()).unwrap_or(u8::MAX)],
            previous,
            diary.as_bytes(),
            &seq.to_be_bytes(),
            &word(self.kind.code()),
            &id(self.entry),
            &id(self.reader),
            &word(self.role.map_or("", Role::code)),
            &number(self.shown_version),
            &number(self.as_of.map(micros)),
            &micros(self.at).to_be_bytes(),
        ])
        .to_vec()
    }

    /// The hash that lines had before there was a key; `None` for what there was not then.
    pub(super) fn plain(&self, previous: &[u8], diary: Uuid, seq: i64) -> Option<Vec<u8>> {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(diary.as_bytes());
        hash.update(seq.to_be_bytes());
        hash.update(self.entry?.as_bytes());
        hash.update(self.reader?.as_bytes());
        hash.update(self.role?.code());
        hash.update(self.shown_version?.to_be_bytes());
        hash.update(self.at.timestamp_micros().to_be_bytes());
        (self.kind == Kind::Displayed && self.as_of.is_none()).then(|| hash.finalize().to_vec())
    }
}

/// Writes the next line of a diary, whose end the caller has locked: on PostgreSQL by its row, on
/// SQLite by being the one writer.
pub(crate) async fn append(
    tx: &mut Tx,
    key: &Key,
    head: &Head,
    line: &Line,
) -> Result<Head, StoreError> {
    let (diary, seq) = (head.diary.0, head.lines + 1);
    let hash = line.sign(key, &head.hash, diary, seq);
    on!(tx, c => sqlx::query(
        "INSERT INTO access_log (diary_id, seq, kind, entry_id, reader_id, role, shown_version, as_of, read_at, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(diary).bind(seq).bind(line.kind.code()).bind(line.entry).bind(line.reader).bind(line.role.map(Role::code))
        .bind(line.shown_version).bind(line.as_of).bind(line.at).bind(&hash).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("UPDATE diary SET access_log_lines = $2, access_log_hash = $3 WHERE id = $1")
        .bind(diary).bind(seq).bind(&hash).execute(c).await.map(drop))?;
    Ok(Head {
        diary: head.diary,
        lines: seq,
        hash,
    })
}
