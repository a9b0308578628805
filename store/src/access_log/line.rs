//! The access log as the diary's owner reads it.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::EditionId,
    name::PersonName,
    occurrence::Occurrence,
    role::Role,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::opening::Way;
use crate::{Conn, Readable, StoreError, Unreadable, entries, ledger::Kind};

/// A line of the access log as the diary's owner reads it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccessLine {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub what: What,
}

/// What a line says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// Somebody opened something, or it was fetched for them ahead of that.
    Opened {
        way: Way,
        reader: PersonName,
        role: Role,
        of: Of,
    },
    /// The school was restored from a backup of that moment.
    Restored { as_of: DateTime<Utc> },
}

/// What of a diary was opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Of {
    Page {
        edition: EditionId,
        page_key: String,
        occurrence: Occurrence,
    },
    Checkins,
}

#[derive(FromRow)]
struct AccessLineRow {
    diary_id: Uuid,
    seq: i64,
    kind: String,
    surname: Option<String>,
    given: Option<String>,
    patronymic: Option<String>,
    role: Option<String>,
    edition_id: Option<Uuid>,
    page_key: Option<String>,
    occurrence: Option<String>,
    as_of: Option<DateTime<Utc>>,
    read_at: DateTime<Utc>,
}

impl AccessLineRow {
    pub(super) fn read(self) -> Readable<AccessLine> {
        let way = match Kind::parse(&self.kind) {
            Some(Kind::Displayed) => Some(Way::Displayed),
            Some(Kind::Delivered) => Some(Way::Delivered),
            Some(Kind::Restored) => None,
            Some(Kind::Keyed) | None => return Err(Unreadable::Unknown),
        };
        let of = match (self.edition_id, self.page_key, self.occurrence) {
            (Some(edition), Some(page_key), Some(occurrence)) => Of::Page {
                edition: EditionId(edition),
                page_key,
                occurrence: entries::read_occurrence(&occurrence)?,
            },
            _ => Of::Checkins,
        };
        let what = match way {
            Some(way) => What::Opened {
                way,
                reader: PersonName {
                    surname: self.surname.ok_or(Unreadable::Empty)?,
                    given: self.given.ok_or(Unreadable::Empty)?,
                    patronymic: self.patronymic.ok_or(Unreadable::Empty)?,
                },
                role: self
                    .role
                    .and_then(|role| Role::parse(&role))
                    .ok_or(Unreadable::Unknown)?,
                of,
            },
            None => What::Restored {
                as_of: self.as_of.ok_or(Unreadable::Empty)?,
            },
        };
        Ok(AccessLine {
            seq: self.seq,
            at: self.read_at,
            what,
        })
    }
}

/// What left this diary, the latest first, at most `limit` lines.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn of_diary(
    conn: &mut Conn,
    permit: &Permit,
    limit: i64,
) -> Result<Vec<Readable<AccessLine>>, StoreError> {
    let student = permit.student(Act::SeeAccessLog)?;
    let rows: Vec<AccessLineRow> = on!(conn, c => sqlx::query_as(
        "SELECT access_log.diary_id, seq, kind, surname, given, patronymic, role, entry.edition_id, page_key, occurrence, as_of, read_at \
         FROM access_log JOIN diary ON diary.id = access_log.diary_id LEFT JOIN entry ON entry.id = access_log.entry_id \
         LEFT JOIN person ON person.id = access_log.reader_id WHERE diary.student_id = $1 AND kind <> 'keyed' ORDER BY seq DESC LIMIT $2")
        .bind(student.0).bind(limit).fetch_all(c).await)?;
    let lines = rows.into_iter().map(|row| {
        let diary = row.diary_id;
        conn.noted("access_log", diary, row.read())
    });
    Ok(lines.collect())
}
