//! Pages that were shown, as the adults who may read them list them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{self, Scope, ShownPage, Student},
    audience::Reader,
    id::{ClassId, EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    shown::Shown,
    subject::Subject,
};
use sqlx::{Database, Encode, FromRow, QueryBuilder, Type};
use uuid::Uuid;

use crate::{Conn, StoreError, entries, loose::Loose};

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
    /// Empty when it cannot be read.
    pub shown: Shown,
    /// What it is about, where it is about one subject.
    pub subject: Option<Subject>,
    pub is_readable: bool,
    pub shown_at: DateTime<Utc>,
    /// When this reader last had it on their screen.
    pub read_at: Option<DateTime<Utc>>,
    /// When this reader last wrote on its margin.
    pub said_at: Option<DateTime<Utc>>,
    /// When the student last answered there.
    pub answered_at: Option<DateTime<Utc>>,
    /// How many there are in all, of those that wait or of those that do not.
    pub alike: u64,
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
    /// The page as the policy judges it in a section of that row. Of who else had it on their
    /// screen a list knows nothing: here it waits for nobody.
    #[must_use]
    pub fn page(&self, row: access::SectionKind) -> ShownPage {
        let nobody = PersonId(Uuid::nil());
        ShownPage {
            owner: self.student,
            row,
            audience: self.shown.audience(),
            subject: self.subject.clone(),
            shown_at: self.shown_at,
            displayed: Reader::ALL.map(|reader| (reader, nobody)).into(),
        }
    }

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
struct SectionKind {
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
    shown: Loose<Shown>,
    shown_subject: Option<String>,
    shown_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
    said_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    alike: i64,
}

/// Which pages: of whom, and in which capacities they are read.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    pub me: PersonId,
    /// Whom `me` reaches, and in which capacities.
    pub scope: &'a Scope,
    /// Only this student's pages.
    pub student: Option<PersonId>,
    pub today: NaiveDate,
}

/// How many lines at most.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Of those that wait for the reader.
    pub waiting: i64,
    /// Of those that are read.
    pub read: i64,
}

/// Shown pages: those that wait for the reader first, then those that are read; of both the latest
/// first.
///
/// # Errors
/// See [`StoreError`].
pub async fn list(
    conn: &mut Conn,
    filter: &Filter<'_>,
    most: Most,
) -> Result<Vec<ShownLine>, StoreError> {
    let rows: Vec<SectionKind> = on!(conn, c => {
        let mut query = QueryBuilder::new("");
        found(&mut query, filter);
        query.push(
            " SELECT entry.id, listed.person_id, surname, given, patronymic, class_group_id, grade_level, class_letter, \
             entry.edition_id, page_key, occurrence, shown, shown_subject, listed.shown_at, read_at, said_at, answered_at, alike FROM \
             (SELECT judged.*, ROW_NUMBER() OVER (PARTITION BY waiting ORDER BY shown_at DESC, id DESC) AS place, \
             COUNT(*) OVER (PARTITION BY waiting) AS alike FROM judged) AS listed \
             JOIN entry ON entry.id = listed.id JOIN person ON person.id = listed.person_id \
             JOIN class_group ON class_group.id = listed.class_group_id WHERE place <= CASE waiting WHEN 1 THEN ");
        query.push_bind(most.waiting).push(" ELSE ").push_bind(most.read)
            .push(" END ORDER BY waiting DESC, place");
        query.build_query_as().fetch_all(c).await
    })?;
    let lines = rows.into_iter().map(|row| {
        let occurrence = conn.noted("entry", row.id, entries::read_occurrence(&row.occurrence));
        let shown = conn.noted("entry", row.id, row.shown.readable());
        ShownLine {
            is_readable: occurrence.is_ok() && shown.is_ok(),
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
            occurrence: occurrence.unwrap_or(Occurrence::Card(row.id)),
            shown: shown.unwrap_or_default(),
            subject: row.shown_subject.as_deref().and_then(Subject::parse),
            shown_at: row.shown_at,
            read_at: row.read_at,
            said_at: row.said_at,
            answered_at: row.answered_at,
            alike: u64::try_from(row.alike).unwrap_or(0),
        }
    });
    Ok(lines.collect())
}

/// A student's shown pages, counted for one reader.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tally {
    pub student: PersonId,
    pub shown: u64,
    /// Of these, how many wait for the reader.
    pub waiting: u64,
    pub last_shown_at: DateTime<Utc>,
}

/// Counts of each student who showed anything.
///
/// # Errors
/// See [`StoreError`].
pub async fn tallies(conn: &mut Conn, filter: &Filter<'_>) -> Result<Vec<Tally>, StoreError> {
    let rows: Vec<(Uuid, i64, i64, DateTime<Utc>)> = on!(conn, c => {
        let mut query = QueryBuilder::new("");
        found(&mut query, filter);
        query.push(" SELECT person_id, COUNT(*), COUNT(CASE waiting WHEN 1 THEN 1 END), MAX(shown_at) FROM judged GROUP BY person_id");
        query.build_query_as().fetch_all(c).await
    })?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|(student, shown, waiting, last_shown_at)| Tally {
            student: PersonId(student),
            shown: count(shown),
            waiting: count(waiting),
            last_shown_at,
        })
        .collect())
}

/// Begins a query with `judged`: the shown pages in scope, each with what the reader did with it.
/// `waiting` is [`ShownLine::standing`] as SQL.
fn found<DB>(query: &mut QueryBuilder<DB>, filter: &Filter<'_>)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
    NaiveDate: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
    DateTime<Utc>: for<'q> Encode<'q, DB> + Type<DB>,
{
    let me = filter.me.0;
    query.push(
        "WITH found AS MATERIALIZED (SELECT entry.id, person.id AS person_id, membership.class_group_id, shown_at, \
         (SELECT MAX(read_at) FROM access_log WHERE access_log.entry_id = entry.id AND kind = 'displayed' AND reader_id = ");
    query.push_bind(me).push(") AS read_at, (SELECT MAX(sent_at) FROM comment WHERE comment.entry_id = entry.id AND author_id = ")
        .push_bind(me).push(") AS said_at, (SELECT MAX(answer.sent_at) FROM comment AS answer \
         JOIN comment AS said ON said.id = answer.reply_to WHERE answer.entry_id = entry.id \
         AND answer.author_id = diary.student_id AND said.author_id = ").push_bind(me)
        .push(") AS answered_at FROM entry JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
         JOIN membership ON membership.person_id = person.id AND membership.role = 'student' \
         WHERE shown_at IS NOT NULL AND membership.starts_on <= ").push_bind(filter.today)
        .push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(filter.today).push(")");
    if let Some(student) = filter.student {
        query.push(" AND person.id = ").push_bind(student.0);
    }
    crate::scope::readable(query, filter.me, filter.scope);
    query.push(
        "), judged AS (SELECT found.*, CASE WHEN read_at IS NULL OR read_at < shown_at OR (answered_at > read_at \
         AND (said_at IS NULL OR answered_at > said_at)) THEN 1 ELSE 0 END AS waiting FROM found)");
}
