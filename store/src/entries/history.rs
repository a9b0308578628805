//! Every state of an entry, kept for ever; the saves of one open page within ten minutes are one.

use chrono::{DateTime, Duration, Utc};
use domain::{
    answer::Answers,
    id::{DiaryId, EntryId, RevisionId},
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use super::{Entry, Part, writing::Writing};
use crate::{Conn, Readable, Sealed, StoreError, Tx};

const ONE_SITTING: Duration = Duration::minutes(10);

/// What made a revision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Save,
    Show,
    Conflict,
    Restore,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Show => "show",
            Self::Conflict => "conflict",
            Self::Restore => "restore",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "show" => Self::Show,
            "conflict" => Self::Conflict,
            "restore" => Self::Restore,
            _ => Self::Save,
        }
    }
}

/// One state of an entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Revision {
    pub id: RevisionId,
    pub version: i64,
    pub kind: Kind,
    pub saved_at: DateTime<Utc>,
    pub answers: Readable<Answers>,
}

#[derive(FromRow)]
struct RevisionRow {
    id: Uuid,
    version: i64,
    kind: String,
    saved_at: DateTime<Utc>,
    sealed_answers: Vec<u8>,
}

impl RevisionRow {
    fn read(self, conn: &Conn) -> Revision {
        let answers = Sealed::open(&self.sealed_answers);
        Revision {
            id: RevisionId(self.id),
            version: self.version,
            kind: Kind::parse(&self.kind),
            saved_at: self.saved_at,
            answers: conn.noted("entry_revision", self.id, answers),
        }
    }
}

/// All revisions of an entry, the latest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn revisions(conn: &mut Conn, entry: EntryId) -> Result<Vec<Revision>, StoreError> {
    let rows: Vec<RevisionRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, version, kind, saved_at, sealed_answers FROM entry_revision WHERE entry_id = $1 \
         ORDER BY version DESC, saved_at DESC, id DESC").bind(entry.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// How some pages stood each time they were shown: the page, when, and the answers of then as far
/// as they can be read, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn shown_states(
    conn: &mut Conn,
    diary: DiaryId,
    page_keys: &[&str],
) -> Result<Vec<(String, DateTime<Utc>, Answers)>, StoreError> {
    if page_keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, String, DateTime<Utc>, Vec<u8>)> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT entry_revision.id, page_key, saved_at, sealed_answers FROM entry_revision JOIN entry ON entry.id = entry_revision.entry_id \
             WHERE kind = 'show' AND diary_id = ");
        query.push_bind(diary.0).push(" AND page_key IN (");
        let mut keys = query.separated(", ");
        for key in page_keys {
            keys.push_bind((*key).to_owned());
        }
        query.push(") ORDER BY saved_at, entry_revision.id");
        query.build_query_as().fetch_all(c).await
    })?;
    let states = rows.into_iter().filter_map(|(id, page, at, answers)| {
        let answers = conn.noted("entry_revision", id, Sealed::open(&answers));
        Some((page, at, answers.ok()?))
    });
    Ok(states.collect())
}

/// One revision of an entry.
///
/// # Errors
/// See [`StoreError`].
pub async fn revision(
    conn: &mut Conn,
    entry: EntryId,
    id: RevisionId,
) -> Result<Option<Revision>, StoreError> {
    let row: Option<RevisionRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, version, kind, saved_at, sealed_answers FROM entry_revision WHERE entry_id = $1 AND id = $2")
        .bind(entry.0).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}

/// The last state that can be read, apart from what another device wrote.
pub(super) async fn last_readable(conn: &mut Conn, entry: EntryId) -> Result<Answers, StoreError> {
    let revisions = revisions(conn, entry).await?.into_iter();
    let mut readable = revisions
        .filter(|revision| revision.kind != Kind::Conflict)
        .filter_map(|revision| revision.answers.ok());
    Ok(readable.next().unwrap_or_default())
}

/// Keeps what cannot be read as revisions, byte for byte, before something is written in its place.
pub(super) async fn keep_damaged(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: &Entry,
    parts: &[Part],
) -> Result<(), StoreError> {
    let lost = parts
        .iter()
        .filter_map(|part| Some((*part, entry.damaged.get(part)?)));
    for (part, bytes) in lost {
        // An id of its own, made of the one that was given.
        let id = writing.revision_id.0.as_u128() ^ ((part as u128 + 1) << 64);
        on!(tx, c => sqlx::query(
            "INSERT INTO entry_revision (id, entry_id, version, kind, client_id, seq, began_at, saved_at, sealed_answers) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $6, $7)")
            .bind(Uuid::from_u128(id)).bind(entry.id.0).bind(entry.version).bind(Kind::Save.code()).bind(Uuid::nil())
            .bind(writing.now).bind(bytes.as_slice()).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Adds a revision.
pub(super) async fn add(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: EntryId,
    version: i64,
    kind: Kind,
    answers: &Answers,
) -> Result<(), StoreError> {
    let answers = Sealed::seal(answers)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO entry_revision (id, entry_id, version, kind, client_id, seq, began_at, saved_at, sealed_answers) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)")
        .bind(writing.revision_id.0).bind(entry.0).bind(version).bind(kind.code()).bind(writing.client_id)
        .bind(writing.seq).bind(writing.now).bind(answers.0).execute(c).await.map(drop))?;
    Ok(())
}

/// The latest revision of an entry: enough to know whether a save continues it.
pub(super) struct Last {
    id: Uuid,
    kind: Kind,
    pub(super) client_id: Uuid,
    seq: i64,
    began_at: DateTime<Utc>,
}

impl Last {
    /// Whether that save left its page before the one that is stored, and only came later.
    pub(super) fn overtook(&self, writing: &Writing<'_>) -> bool {
        self.client_id == writing.client_id && writing.seq != 0 && writing.seq <= self.seq
    }

    /// Ten minutes in either direction: a clock that went back far makes no endless sitting.
    fn is_same_sitting(&self, now: DateTime<Utc>) -> bool {
        (now - self.began_at).abs() < ONE_SITTING
    }
}

pub(super) async fn last(conn: &mut Conn, entry: EntryId) -> Result<Option<Last>, StoreError> {
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
pub(super) async fn of_others(
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

/// Notes a save: in the revision of this sitting, or in a new one.
pub(super) async fn note_save(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: &Entry,
    last: Option<Last>,
) -> Result<(), StoreError> {
    match last {
        Some(last)
            if last.kind == Kind::Save
                && last.client_id == writing.client_id
                && last.is_same_sitting(writing.now) =>
        {
            let answers = Sealed::seal(&entry.draft)?;
            on!(tx, c => sqlx::query("UPDATE entry_revision SET version = $2, saved_at = $3, sealed_answers = $4, seq = $5 WHERE id = $1")
                .bind(last.id).bind(entry.version).bind(writing.now).bind(answers.0).bind(writing.seq).execute(c).await.map(drop))?;
            Ok(())
        }
        _ => {
            add(
                tx,
                writing,
                entry.id,
                entry.version,
                Kind::Save,
                &entry.draft,
            )
            .await
        }
    }
}
