//! Whether a diary's chain is as it was written.

use chrono::{DateTime, Utc};
use domain::{id::DiaryId, role::Role};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Head, Key, Kind, Line};
use crate::{Conn, StoreError};

/// What is the matter with a diary's chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// This line was changed, taken out, put in or moved; it is the first one that does not fit.
    #[error("line {0} was changed, removed, added or moved")]
    Line(i64),
    /// There were `anchored` lines, and only `found` are left.
    #[error("there were {anchored} lines, and {found} are left")]
    Shortened { anchored: i64, found: i64 },
    /// The first so many lines are not those that there were.
    #[error("the first {0} lines are not those that there were")]
    Replaced(i64),
    /// The diary is gone with all its lines.
    #[error("it is gone with all its lines")]
    Gone,
}

#[derive(FromRow)]
struct ChainRow {
    access_log_lines: i64,
    access_log_hash: Vec<u8>,
    seq: Option<i64>,
    kind: Option<String>,
    entry_id: Option<Uuid>,
    reader_id: Option<Uuid>,
    role: Option<String>,
    shown_version: Option<i64>,
    as_of: Option<DateTime<Utc>>,
    read_at: Option<DateTime<Utc>>,
    hash: Option<Vec<u8>>,
}

impl ChainRow {
    /// `None`: no program wrote it so.
    fn line(&self) -> Option<Line> {
        let role = match &self.role {
            Some(code) => Some(Role::parse(code)?),
            None => None,
        };
        Some(Line {
            kind: Kind::parse(self.kind.as_deref()?)?,
            entry: self.entry_id,
            reader: self.reader_id,
            role,
            shown_version: self.shown_version,
            as_of: self.as_of,
            at: self.read_at?,
        })
    }

    fn is_keyed(&self) -> bool {
        self.kind.as_deref() == Some(Kind::Keyed.code())
    }
}

/// Reads a diary's chain from its first line, and whether it passes through `anchor`: where it
/// ended at some moment before. `Ok(Err(fault))`: it is not as it was written.
///
/// # Errors
/// See [`StoreError`].
pub async fn check(
    conn: &mut Conn,
    key: &Key,
    diary: DiaryId,
    anchor: Option<&Head>,
) -> Result<Result<Head, Fault>, StoreError> {
    // One statement, so that a line which comes meanwhile is either in both or in neither.
    let rows: Vec<ChainRow> = on!(conn, c => sqlx::query_as(
        "SELECT access_log_lines, access_log_hash, seq, kind, entry_id, reader_id, role, shown_version, as_of, read_at, hash \
         FROM diary LEFT JOIN access_log ON access_log.diary_id = diary.id WHERE diary.id = $1 ORDER BY seq")
        .bind(diary.0).fetch_all(c).await)?;
    Ok(walk(&rows, key, diary, anchor))
}

fn walk(
    rows: &[ChainRow],
    key: &Key,
    diary: DiaryId,
    anchor: Option<&Head>,
) -> Result<Head, Fault> {
    let first = rows.first().ok_or(Fault::Gone)?;
    let (lines, end) = (first.access_log_lines, &first.access_log_hash);
    let rows: Vec<&ChainRow> = rows.iter().filter(|row| row.seq.is_some()).collect();
    let plain = rows.iter().position(|row| row.is_keyed()).unwrap_or(0);
    let mut head = Head {
        diary,
        lines: 0,
        hash: Vec::new(),
    };
    for (index, row) in rows.iter().enumerate() {
        let seq = head.lines + 1;
        let line = row.line().ok_or(Fault::Line(seq))?;
        let signed = if index < plain {
            line.plain(&head.hash, diary.0, seq)
        } else {
            Some(line.sign(key, &head.hash, diary.0, seq))
        };
        // Nothing but plain lines is put under the key, and only once.
        let is_in_place = line.kind != Kind::Keyed || (index == plain && index > 0);
        if row.seq != Some(seq) || row.hash != signed || !is_in_place {
            return Err(Fault::Line(seq));
        }
        head.lines = seq;
        head.hash = signed.unwrap_or_default();
        if let Some(anchor) = anchor.filter(|anchor| anchor.lines == seq)
            && anchor.hash != head.hash
        {
            return Err(Fault::Replaced(seq));
        }
    }
    match anchor {
        Some(anchor) if anchor.lines > head.lines => Err(Fault::Shortened {
            anchored: anchor.lines,
            found: head.lines,
        }),
        _ if lines != head.lines => Err(Fault::Line(lines.min(head.lines) + 1)),
        _ if *end != head.hash => Err(Fault::Line(lines)),
        _ => Ok(head),
    }
}

#[cfg(test)]
mod tests;
