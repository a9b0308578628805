//! Shown pages of some kinds, wherever they stand.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Student,
    audience::{Audience, Reader},
    id::{DiaryId, EditionId, EntryId},
    name::PersonName,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use super::{
    find::{Filter, found},
    student::StudentRow,
};
use crate::{Conn, StoreError};

/// A shown page that somebody may open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShownEntry {
    pub entry: EntryId,
    pub diary: DiaryId,
    pub student: Student,
    pub name: PersonName,
    pub grade: u8,
    pub letter: String,
    pub edition: EditionId,
    pub page_key: String,
    pub shown_at: DateTime<Utc>,
    /// In which capacities it was shown to whoever looks.
    pub readers: Audience,
    /// Since when it waits; `None`: it does not, or was put off.
    pub waits_since: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct Row {
    entry_id: Uuid,
    diary_id: Uuid,
    #[sqlx(flatten)]
    student: StudentRow,
    edition_id: Uuid,
    page_key: String,
    shown_at: DateTime<Utc>,
    since: DateTime<Utc>,
    until: Option<NaiveDate>,
    settled_at: Option<DateTime<Utc>>,
    capacity: String,
}

/// The shown pages with these keys, one for each entry, by student.
///
/// # Errors
/// See [`StoreError`].
pub async fn pages(
    conn: &mut Conn,
    filter: &Filter<'_>,
    keys: &[&str],
) -> Result<Vec<ShownEntry>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new("WITH found AS (");
        found(&mut query, "waiting.entry_id, diary.id AS diary_id, person.id AS person_id, membership.class_group_id, since, until, settled_at, capacity", filter);
        query.push(" AND page_key IN (''");
        for key in keys {
            query.push(", ").push_bind((*key).to_owned());
        }
        query.push(")) SELECT found.*, surname, given, patronymic, grade_level, class_letter, edition_id, page_key, shown_at FROM found \
             JOIN entry ON entry.id = found.entry_id JOIN person ON person.id = found.person_id \
             JOIN class_group ON class_group.id = found.class_group_id ORDER BY sort_key, found.entry_id, settled_at NULLS FIRST");
        query.build_query_as().fetch_all(c).await
    })?;
    let mut entries: Vec<ShownEntry> = Vec::new();
    for row in rows {
        let reader = Reader::parse(&row.capacity);
        // A page that is read in two capacities waits while it does in one of them.
        if let Some(last) = entries.last_mut()
            && last.entry.0 == row.entry_id
        {
            last.readers = last.readers.or(&reader.into_iter().collect());
            continue;
        }
        let (student, name, grade, letter) = row.student.read();
        let is_put_off = row.until.is_some_and(|until| until > filter.today);
        entries.push(ShownEntry {
            entry: EntryId(row.entry_id),
            diary: DiaryId(row.diary_id),
            student,
            name,
            grade,
            letter,
            edition: EditionId(row.edition_id),
            page_key: row.page_key,
            shown_at: row.shown_at,
            readers: reader.into_iter().collect(),
            waits_since: (row.settled_at.is_none() && !is_put_off).then_some(row.since),
        });
    }
    Ok(entries)
}
