//! What is left with an adult of a page that was taken back: their own words about it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Actor, SectionKind, ShownPage, Student, readers},
    id::{ClassId, EditionId, EntryId, PersonId},
    name::PersonName,
    role::Role,
    subject::Subject,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Comment, for_adult};
use crate::{Conn, StoreError};

/// A page that was taken back, with the words of one adult.
#[derive(Clone, Debug)]
pub struct TakenBack {
    pub student: PersonName,
    pub edition: EditionId,
    pub page_key: String,
    pub at: DateTime<Utc>,
    /// The reader's own, drafts too.
    pub comments: Vec<Comment>,
}

#[derive(FromRow)]
struct Row {
    student_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Option<Uuid>,
    edition_id: Uuid,
    page_key: String,
    shown_subject: Option<String>,
    taken_back_at: DateTime<Utc>,
}

/// The words of an adult about a page that was taken back. They are theirs for as long as they would
/// read the page if it were shown in the capacity in which they wrote; a parent keeps nothing.
///
/// # Errors
/// [`StoreError::NotFound`]: it was not taken back, or they wrote nothing there.
pub async fn on_taken_back(
    conn: &mut Conn,
    actor: &Actor,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    today: NaiveDate,
) -> Result<TakenBack, StoreError> {
    let found: Option<Row> = on!(conn, c => sqlx::query_as(
        "SELECT person.id AS student_id, surname, given, patronymic, membership.class_group_id, entry.edition_id, page_key, shown_subject, \
         taken_back_at FROM entry JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
         LEFT JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= $2 \
         AND (membership.ends_on IS NULL OR membership.ends_on > $2) \
         WHERE entry.id = $1 AND taken_back_at IS NOT NULL AND shown_at IS NULL")
        .bind(entry.0).bind(today).fetch_optional(c).await)?;
    let found = found.ok_or(StoreError::NotFound)?;
    let row = row_of(EditionId(found.edition_id), &found.page_key).ok_or(StoreError::NotFound)?;
    let mut comments = for_adult(conn, entry, actor.person()).await?;
    // What the student answered is the student's: it was read with the page, and left with it.
    comments.retain(|comment| comment.author == actor.person());
    let wrote = comments
        .iter()
        .filter_map(|comment| comment.role.filter(|role| Role::is_staff(*role)))
        .filter_map(Role::reader);
    let page = ShownPage {
        owner: Student {
            person: PersonId(found.student_id),
            class: found.class_group_id.map(ClassId),
        },
        row,
        audience: wrote.collect(),
        subject: found.shown_subject.as_deref().and_then(Subject::parse),
        shown_at: found.taken_back_at,
        displayed: Default::default(),
    };
    if !readers(actor, &page).meets(&page.audience) {
        return Err(StoreError::NotFound);
    }
    Ok(TakenBack {
        student: PersonName {
            surname: found.surname,
            given: found.given,
            patronymic: found.patronymic,
        },
        edition: EditionId(found.edition_id),
        page_key: found.page_key,
        at: found.taken_back_at,
        comments,
    })
}
