//! Pages that were shown, as the adults who may read them list them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Reach, Student},
    audience::Audience,
    id::{ClassId, EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    shown::Shown,
};
use sqlx::{FromRow, QueryBuilder, types::Json};
use uuid::Uuid;

use crate::{Conn, StoreError, entries};

/// A shown page in somebody's list.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownLine {
    pub entry: EntryId,
    pub student: Student,
    pub name: PersonName,
    pub grade: u8,
    pub letter: String,
    pub edition: EditionId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub shown: Shown,
    pub shown_at: DateTime<Utc>,
    /// When this reader last opened it.
    pub read_at: Option<DateTime<Utc>>,
    /// When this reader last wrote on its margin.
    pub said_at: Option<DateTime<Utc>>,
    /// When the student last answered there.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Where a shown page stands for its reader.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Standing {
    /// The student answered and waits for a word.
    Answered,
    /// Shown, or shown again, since it was last opened.
    New,
    Read,
}

impl ShownLine {
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.answered_at > self.said_at && self.answered_at > self.read_at {
            Standing::Answered
        } else if self.read_at.is_none_or(|read| read < self.shown_at) {
            Standing::New
        } else {
            Standing::Read
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Uuid,
    grade_level: i64,
    class_letter: String,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    shown: Json<Shown>,
    shown_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
    said_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
}

/// What to list: of whom, in which capacities, how much.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    pub me: PersonId,
    pub reach: &'a Reach,
    /// The capacities in which `me` reads anybody in reach.
    pub readers: &'a Audience,
    /// Only this student's pages.
    pub student: Option<PersonId>,
    pub today: NaiveDate,
    pub limit: i64,
}

/// Shown pages, the latest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn list(conn: &mut Conn, filter: &Filter<'_>) -> Result<Vec<ShownLine>, StoreError> {
    let me = filter.me.0;
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT entry.id, person.id AS person_id, surname, given, patronymic, membership.class_group_id, grade_level, class_letter, \
             entry.edition_id, page_key, occurrence, shown, shown_at, \
             (SELECT MAX(read_at) FROM reading WHERE reading.entry_id = entry.id AND reader_id = ");
        query.push_bind(me).push(") AS read_at, (SELECT MAX(sent_at) FROM comment WHERE comment.entry_id = entry.id AND author_id = ")
            .push_bind(me).push(") AS said_at, (SELECT MAX(answer.sent_at) FROM comment AS answer \
             JOIN comment AS said ON said.id = answer.reply_to WHERE answer.entry_id = entry.id \
             AND answer.author_id = diary.student_id AND said.author_id = ").push_bind(me)
            .push(") AS answered_at FROM entry JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
             JOIN membership ON membership.person_id = person.id AND membership.role = 'student' \
             JOIN class_group ON class_group.id = membership.class_group_id \
             WHERE shown_at IS NOT NULL AND membership.starts_on <= ").push_bind(filter.today)
            .push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(filter.today).push(")");
        if let Some(student) = filter.student {
            query.push(" AND person.id = ").push_bind(student.0);
        }
        crate::reach::restrict(&mut query, filter.me, filter.reach);
        crate::reach::readable(&mut query, filter.me, filter.readers, filter.today);
        query.push(" ORDER BY shown_at DESC, entry.id DESC LIMIT ").push_bind(filter.limit);
        query.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter()
        .map(|row| {
            Ok(ShownLine {
                entry: EntryId(row.id),
                student: Student {
                    person: PersonId(row.person_id),
                    class: Some(ClassId(row.class_group_id)),
                },
                name: PersonName {
                    surname: row.surname,
                    given: row.given,
                    patronymic: row.patronymic,
                },
                grade: u8::try_from(row.grade_level).unwrap_or(0),
                letter: row.class_letter,
                edition: EditionId(row.edition_id),
                page_key: row.page_key,
                occurrence: entries::read_occurrence(&row.occurrence)?,
                shown: row.shown.0,
                shown_at: row.shown_at,
                read_at: row.read_at,
                said_at: row.said_at,
                answered_at: row.answered_at,
            })
        })
        .collect()
}
