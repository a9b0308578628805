//! The latest revision, and what other open pages left behind.

use chrono::{DateTime, Duration, Utc};
use domain::{answer::Answers, id::EntryId};
use uuid::Uuid;

use super::revision::Kind;
use crate::{Conn, Sealed, StoreError, entries::writing::Writing};

const ONE_SITTING: Duration = Duration::minutes(10);

/// The latest revision of an entry: enough to know whether a save continues it.
pub(crate) struct Last {
    pub(super) id: Uuid,
    pub(super) kind: Kind,
    pub(crate) client_id: Uuid,
    pub(super) seq: i64,
    pub(super) began_at: DateTime<Utc>,
}

impl Last {
    /// Whether that save left its page before the one that is stored, and only came later.
    pub(crate) fn overtook(&self, writing: &Writing<'_>) -> bool {
        self.client_id == writing.client_id && writing.seq != 0 && writing.seq <= self.seq
    }

    /// Ten minutes in either direction: a clock that went back far makes no endless sitting.
    pub(super) fn is_same_sitting(&self, now: DateTime<Utc>) -> bool {
        (now - self.began_at).abs() < ONE_SITTING
    }
}

pub(crate) async fn last(conn: &mut Conn, entry: EntryId) -> Result<Option<Last>, StoreError> {
    let found: Option<(Uuid, String, Uuid, i64, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT id, kind, client_id, seq, began_at FROM entry_revision WHERE entry_id = $1 ORDER BY version DESC, saved_at DESC, id DESC LIMIT 1")
        .bind(entry.0).fetch_optional(c).await)?;
    Ok(found.map(|(id, kind, client_id, seq, began_at)| Last {
        id,
        kind: Kind::parse(&kind),
        client_id,
        seq,
        began_at,
    }))
}

/// What other open pages left behind last: their last state, and conflicts that came after it.
pub(crate) async fn of_others(
    conn: &mut Conn,
    entry: EntryId,
    client_id: Uuid,
) -> Result<Vec<Answers>, StoreError> {
    let rows: Vec<(Uuid, String, Vec<u8>)> = on!(conn, c => sqlx::query_as(
        "SELECT id, kind, sealed_answers FROM entry_revision WHERE entry_id = $1 AND client_id <> $2 \
         ORDER BY version DESC, saved_at DESC, id DESC").bind(entry.0).bind(client_id).fetch_all(c).await)?;
    let readable = rows.into_iter().filter_map(|(id, kind, answers)| {
        let answers = conn.noted("entry_revision", id, Sealed::open(&answers));
        Some((kind, answers.ok()?))
    });
    let rows: Vec<(String, Answers)> = readable.collect();
    // A conflict's revision holds the text that is not in the draft, and what was merged with it.
    let conflicts = rows
        .iter()
        .take_while(|(kind, _)| Kind::parse(kind) == Kind::Conflict)
        .count();
    Ok(rows
        .into_iter()
        .take(conflicts + 1)
        .map(|(_, answers)| answers)
        .collect())
}
