//! Words by whom they are read.

use chrono::{DateTime, Utc};
use domain::id::{CommentId, DiaryId, EntryId, PersonId};

use super::comment::{Comment, Row};
use crate::{Conn, StoreError};

/// The words on an entry's margin that its owner sees: everything sent that cannot be taken back any
/// more, and the owner's own.
///
/// # Errors
/// See [`StoreError`].
pub async fn for_owner(
    conn: &mut Conn,
    entry: EntryId,
    owner: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, visible_at, shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id \
         WHERE entry_id = $1 AND (visible_at <= $3 OR author_id = $2) ORDER BY sent_at NULLS LAST, comment.id")
        .bind(entry.0).bind(owner.0).bind(now).fetch_all(c).await)?;
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
         comment.role, comment.body, comment.stances, comment.sent_at, comment.visible_at, comment.shown_version, comment.seen_at \
         FROM comment JOIN person ON person.id = comment.author_id LEFT JOIN comment AS said ON said.id = comment.reply_to \
         WHERE comment.entry_id = $1 AND (comment.author_id = $2 OR (said.author_id = $2 AND comment.sent_at IS NOT NULL)) \
         ORDER BY comment.sent_at NULLS LAST, comment.id")
        .bind(entry.0).bind(adult.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// All words on a diary's margins that its owner sees, the oldest first: for printing it.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_diary(
    conn: &mut Conn,
    diary: DiaryId,
    now: DateTime<Utc>,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, visible_at, \
         comment.shown_version, seen_at FROM comment JOIN person ON person.id = comment.author_id \
         JOIN entry ON entry.id = comment.entry_id WHERE diary_id = $1 AND visible_at <= $2 ORDER BY sent_at, comment.id")
        .bind(diary.0).bind(now).fetch_all(c).await)?;
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
    now: DateTime<Utc>,
) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, visible_at, comment.shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id JOIN entry ON entry.id = comment.entry_id \
         JOIN diary ON diary.id = entry.diary_id \
         WHERE diary.student_id = $1 AND author_id <> $1 AND visible_at <= $3 ORDER BY sent_at DESC, comment.id DESC LIMIT $2")
        .bind(student.0).bind(limit).bind(now).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// One word, for judging an answer to it.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(conn: &mut Conn, id: CommentId) -> Result<Option<Comment>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(
        "SELECT comment.id, entry_id, field_key, reply_to, author_id, surname, given, patronymic, role, body, stances, sent_at, visible_at, shown_version, seen_at \
         FROM comment JOIN person ON person.id = comment.author_id WHERE comment.id = $1")
        .bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}
