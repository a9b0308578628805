//! Words on the margin: an adult's word opens a conversation of two, the student answers in it.
//!
//! A word is a draft of its author until it is sent. The owner of the diary sees every word on it;
//! an adult only the conversations they opened.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{CommentId, DiaryId, EntryId, PersonId},
    name::PersonName,
    role::Role,
    stance::Stances,
};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, Unreadable, loose::Loose};

/// Longest word on a margin, in characters.
pub const MAX: usize = 4_000;

/// A word on the margin.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comment {
    pub id: CommentId,
    pub entry: EntryId,
    /// `None`: about the page.
    pub field: Option<String>,
    /// The word that opened the conversation, if this one answers.
    pub reply_to: Option<CommentId>,
    pub author: PersonId,
    pub name: PersonName,
    /// `None`: it cannot be read.
    pub role: Option<Role>,
    pub body: String,
    /// What an adult thinks of the options of the field; empty for all other words.
    pub stances: Stances,
    /// Whether all of it can be read.
    pub is_readable: bool,
    /// `None`: a draft.
    pub sent_at: Option<DateTime<Utc>>,
    pub shown_version: i64,
    pub seen_at: Option<DateTime<Utc>>,
}

/// Where a word is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    pub entry: EntryId,
    pub field: Option<String>,
    pub reply_to: Option<CommentId>,
    pub shown_version: i64,
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub body: &'a str,
    pub stances: &'a Stances,
    /// Otherwise it stays a draft.
    pub send: bool,
}

static NO_STANCES: Stances = Stances::new();

impl<'a> Said<'a> {
    /// A text without stances, sent.
    #[must_use]
    pub const fn sent(body: &'a str) -> Self {
        Self {
            body,
            stances: &NO_STANCES,
            send: true,
        }
    }

    fn is_nothing(&self) -> bool {
        self.body.trim().is_empty() && self.stances.is_empty()
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    entry_id: Uuid,
    field_key: Option<String>,
    reply_to: Option<Uuid>,
    author_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    role: String,
    body: String,
    stances: Loose<Stances>,
    sent_at: Option<DateTime<Utc>>,
    shown_version: i64,
    seen_at: Option<DateTime<Utc>>,
}

impl Row {
    fn read(self, conn: &Conn) -> Comment {
        let role = Role::parse(&self.role).ok_or(Unreadable::Unknown);
        let role = conn.noted("comment", self.id, role);
        let stances = conn.noted("comment", self.id, self.stances.readable());
        Comment {
            id: CommentId(self.id),
            entry: EntryId(self.entry_id),
            field: self.field_key,
            reply_to: self.reply_to.map(CommentId),
            author: PersonId(self.author_id),
            name: PersonName {
                surname: self.surname,
                given: self.given,
                patronymic: self.patronymic,
            },
            is_readable: role.is_ok() && stances.is_ok(),
            role: role.ok(),
            body: self.body,
            stances: stances.unwrap_or_default(),
            sent_at: self.sent_at,
            shown_version: self.shown_version,
            seen_at: self.seen_at,
        }
    }
}

/// The words on an entry's margin that its owner sees: everything sent, and the owner's drafts.
///
/// # Errors
/// See [`StoreError`].
pub async fn for_owner(
    conn: &mut Conn,
    entry: EntryId,
    owner: PersonId,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id \
         WHERE entry_id = $1 AND (sent_at IS NOT NULL OR author_id = $2) ORDER BY sent_at NULLS LAST, comment.id")
        .bind(entry.0).bind(owner.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// The words on an entry's margin that one adult sees: their own, and the answers to them.
///
/// # Errors
/// See [`StoreError`].
pub async fn for_adult(
    conn: &mut Conn,
    entry: EntryId,
    adult: PersonId,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, comment.entry_id, comment.field_key, comment.reply_to, comment.author_id, surname, given, patronymic, \
         comment.role, comment.body, comment.stances, comment.sent_at, comment.shown_version, comment.seen_at \
         FROM comment JOIN person ON person.id = comment.author_id LEFT JOIN comment AS said ON said.id = comment.reply_to \
         WHERE comment.entry_id = $1 AND (comment.author_id = $2 OR (said.author_id = $2 AND comment.sent_at IS NOT NULL)) \
         ORDER BY comment.sent_at NULLS LAST, comment.id")
        .bind(entry.0).bind(adult.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// All sent words on a diary's margins, the oldest first: for printing it.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_diary(conn: &mut Conn, diary: DiaryId) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, \
         comment.shown_version, seen_at FROM comment JOIN person ON person.id = comment.author_id \
         JOIN entry ON entry.id = comment.entry_id WHERE diary_id = $1 AND sent_at IS NOT NULL ORDER BY sent_at, comment.id")
        .bind(diary.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// What adults wrote to a student lately, the latest first, at most `limit`.
///
/// # Errors
/// See [`StoreError`].
pub async fn to_student(
    conn: &mut Conn,
    student: PersonId,
    limit: i64,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, comment.shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id JOIN entry ON entry.id = comment.entry_id \
         JOIN diary ON diary.id = entry.diary_id \
         WHERE diary.student_id = $1 AND author_id <> $1 AND sent_at IS NOT NULL ORDER BY sent_at DESC, comment.id DESC LIMIT $2")
        .bind(student.0).bind(limit).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// One word, for judging an answer to it.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(conn: &mut Conn, id: CommentId) -> Result<Option<Comment>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id WHERE comment.id = $1")
        .bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}

/// Writes the author's draft at a place, or sends it. One draft a place: a second save changes the
/// first; one that says nothing goes.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit,
    new: CommentId,
    place: &Place,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    belongs(tx, permit.student(Act::Comment)?, place.entry).await?;
    let author = permit.actor().0;
    let draft: Option<(Uuid,)> = on!(tx, c => sqlx::query_as(
        "SELECT id FROM comment WHERE entry_id = $1 AND author_id = $2 AND sent_at IS NULL \
         AND COALESCE(field_key, '') = $3 AND COALESCE(reply_to, $4) = $4 AND (reply_to IS NULL) = $5")
        .bind(place.entry.0).bind(author).bind(place.field.as_deref().unwrap_or(""))
        .bind(place.reply_to.map_or(Uuid::nil(), |id| id.0)).bind(place.reply_to.is_none())
        .fetch_optional(c).await)?;
    let sent_at = said.send.then_some(now);
    let stances = Json(said.stances);
    match draft {
        Some((id,)) if said.is_nothing() => {
            on!(tx, c => sqlx::query("DELETE FROM comment WHERE id = $1").bind(id).execute(c).await.map(drop))?;
        }
        Some((id,)) => {
            on!(tx, c => sqlx::query("UPDATE comment SET body = $2, sent_at = $3, shown_version = $4, updated_at = $5, stances = $6 WHERE id = $1")
                .bind(id).bind(said.body).bind(sent_at).bind(place.shown_version).bind(now).bind(stances).execute(c).await.map(drop))?;
        }
        None if said.is_nothing() => {}
        None => {
            on!(tx, c => sqlx::query(
                "INSERT INTO comment (id, entry_id, field_key, reply_to, author_id, role, body, sent_at, shown_version, updated_at, stances) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
                .bind(new.0).bind(place.entry.0).bind(place.field.as_deref()).bind(place.reply_to.map(|id| id.0)).bind(author)
                .bind(permit.role().code()).bind(said.body).bind(sent_at).bind(place.shown_version).bind(now).bind(stances)
                .execute(c).await.map(drop))?;
        }
    }
    Ok(())
}

/// Notes that the owner has seen what adults wrote on an entry.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn seen(
    tx: &mut Tx,
    permit: &Permit,
    entry: EntryId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let owner = permit.student(Act::ReadDiary)?;
    let seen = on!(tx, c => sqlx::query(
        "UPDATE comment SET seen_at = $3 WHERE author_id <> $2 AND sent_at IS NOT NULL AND seen_at IS NULL AND entry_id IN \
         (SELECT entry.id FROM entry JOIN diary ON diary.id = entry.diary_id WHERE entry.id = $1 AND student_id = $2)")
        .bind(entry.0).bind(owner.0).bind(now).execute(c).await.map(|done| done.rows_affected()))?;
    if seen == 0 {
        belongs(tx, owner, entry).await?;
    }
    Ok(())
}

/// The entry must be in that student's diary.
async fn belongs(conn: &mut Conn, student: PersonId, entry: EntryId) -> Result<(), StoreError> {
    let found: Option<(i64,)> = on!(conn, c => sqlx::query_as(
        "SELECT version FROM entry JOIN diary ON diary.id = entry.diary_id WHERE entry.id = $1 AND student_id = $2")
        .bind(entry.0).bind(student.0).fetch_optional(c).await)?;
    found.map(drop).ok_or(StoreError::NotFound)
}
