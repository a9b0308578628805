//! Diaries: one for each student, with an edition for each stage.

use chrono::NaiveDate;
use domain::id::{DiaryId, EditionId, PersonId};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// A student's diary.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diary {
    pub id: DiaryId,
    pub student: PersonId,
    /// Oldest first; the last one is written in now.
    pub editions: Vec<EditionId>,
}

/// Opens a diary for a student.
///
/// # Errors
/// See [`StoreError`].
pub async fn open(
    tx: &mut Tx,
    id: DiaryId,
    student: PersonId,
    edition: EditionId,
    since: NaiveDate,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("INSERT INTO diary (id, student_id, readings, readings_hash) VALUES ($1, $2, 0, $3)")
        .bind(id.0).bind(student.0).bind(Vec::<u8>::new()).execute(c).await.map(drop))?;
    add_edition(tx, id, edition, since).await
}

/// The next stage of a diary.
///
/// # Errors
/// See [`StoreError`].
pub async fn add_edition(
    tx: &mut Tx,
    id: DiaryId,
    edition: EditionId,
    since: NaiveDate,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("INSERT INTO diary_edition (diary_id, edition_id, since) VALUES ($1, $2, $3)")
        .bind(id.0).bind(edition.0).bind(since).execute(c).await.map(drop))?;
    Ok(())
}

/// The diary of a student.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_student(conn: &mut Conn, student: PersonId) -> Result<Option<Diary>, StoreError> {
    let rows: Vec<(Uuid, Uuid)> = on!(conn, c => sqlx::query_as(
        "SELECT diary.id, edition_id FROM diary JOIN diary_edition ON diary_edition.diary_id = diary.id \
         WHERE student_id = $1 ORDER BY since, edition_id").bind(student.0).fetch_all(c).await)?;
    Ok(rows.first().map(|(id, _)| Diary {
        id: DiaryId(*id),
        student,
        editions: rows
            .iter()
            .map(|(_, edition)| EditionId(*edition))
            .collect(),
    }))
}
