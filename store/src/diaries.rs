//! Diaries: one for each student, with an edition for each stage.

use chrono::NaiveDate;
use domain::{
    access::{Act, Permit},
    id::{DiaryId, EditionId, PersonId},
};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// A student's diary.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diary {
    pub id: DiaryId,
    pub student: PersonId,
    /// Oldest first; the last one is written in now.
    pub editions: Vec<EditionId>,
    /// The student's grade now; `None` for who is in no class.
    pub grade: Option<u8>,
}

/// Opens a diary for a student.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn open(
    tx: &mut Tx,
    permit: &Permit,
    id: DiaryId,
    student: PersonId,
    edition: EditionId,
    since: NaiveDate,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("INSERT INTO diary (id, student_id, access_log_lines, access_log_hash) VALUES ($1, $2, 0, $3)")
        .bind(id.0).bind(student.0).bind(Vec::<u8>::new()).execute(c).await.map(drop))?;
    add_edition(tx, permit, id, edition, since).await
}

/// The next stage of a diary.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add_edition(
    tx: &mut Tx,
    permit: &Permit,
    id: DiaryId,
    edition: EditionId,
    since: NaiveDate,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("INSERT INTO diary_edition (diary_id, edition_id, since) VALUES ($1, $2, $3)")
        .bind(id.0).bind(edition.0).bind(since).execute(c).await.map(drop))?;
    Ok(())
}

/// Gives every diary that is written in an edition of that template its newest one, `edition`. What
/// was written stays in the edition in which it was.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn take_edition(
    tx: &mut Tx,
    permit: &Permit,
    edition: EditionId,
    since: NaiveDate,
) -> Result<u64, StoreError> {
    permit.school(Act::ManageSchool)?;
    Ok(on!(tx, c => sqlx::query(
        "INSERT INTO diary_edition (diary_id, edition_id, since) SELECT diary.id, $1, $2 FROM diary \
         JOIN template_edition ON template_edition.id = (SELECT edition_id FROM diary_edition \
         WHERE diary_id = diary.id ORDER BY since DESC, edition_id DESC LIMIT 1) \
         WHERE template_key = (SELECT template_key FROM template_edition WHERE id = $1)")
        .bind(edition.0).bind(since).execute(c).await.map(|done| done.rows_affected()))?)
}

/// The diary of a student.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_student(conn: &mut Conn, student: PersonId) -> Result<Option<Diary>, StoreError> {
    let rows: Vec<(Uuid, Uuid, Option<i64>)> = on!(conn, c => sqlx::query_as(
        "SELECT diary.id, edition_id, (SELECT MAX(grade_level) FROM membership \
         JOIN class_group ON class_group.id = membership.class_group_id \
         WHERE membership.person_id = student_id AND role = 'student' AND ends_on IS NULL) AS grade FROM diary JOIN diary_edition ON diary_edition.diary_id = diary.id \
         WHERE student_id = $1 ORDER BY since, edition_id").bind(student.0).fetch_all(c).await)?;
    Ok(rows.first().map(|(id, _, grade)| Diary {
        id: DiaryId(*id),
        student,
        grade: grade.and_then(|grade| u8::try_from(grade).ok()),
        editions: rows
            .iter()
            .map(|(_, edition, _)| EditionId(*edition))
            .collect(),
    }))
}
