//! «Кто читал мой дневник»: each opening of a shown page by an adult, in a chain of hashes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Facts, Permit, Row, Student, may},
    answer::Answers,
    id::{ClassId, DiaryId, EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    role::Role,
    shown::Shown,
};
use sha2::{Digest, Sha256};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, db::Engine, entries};

/// A shown page as somebody else sees it.
#[derive(Clone, Debug)]
pub struct Opened {
    pub entry: EntryId,
    pub diary: DiaryId,
    pub student: Student,
    pub name: PersonName,
    pub edition: EditionId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub shown_at: DateTime<Utc>,
    pub shown_version: i64,
    /// The fields this reader sees.
    pub answers: Answers,
    /// Proof for commenting, if the reader may.
    pub comment: Option<Permit>,
}

#[derive(FromRow)]
struct ShownRow {
    id: Uuid,
    diary_id: Uuid,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    shown: Json<Shown>,
    shown_version: i64,
    shown_at: DateTime<Utc>,
    readings: i64,
    readings_hash: Vec<u8>,
    person_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Option<Uuid>,
}

/// Opens the last shown version for somebody else and writes the reading in the same transaction:
/// no content without its line in the ledger. `row_of` tells the section's row of the matrix.
///
/// # Errors
/// [`StoreError::NotFound`]: there is no such page, or not for this reader.
pub async fn open_as(
    tx: &mut Tx,
    actor: &Actor,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<Row>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Opened, StoreError> {
    let found = shown_row_locked(tx, entry, today)
        .await?
        .ok_or(StoreError::NotFound)?;
    let row = row_of(EditionId(found.edition_id), &found.page_key).ok_or(StoreError::NotFound)?;
    let student = Student {
        person: PersonId(found.person_id),
        class: found.class_group_id.map(ClassId),
    };
    let facts = Facts::Shown {
        owner: student,
        row,
        audience: found.shown.audience(),
    };
    let permit = may(actor, Act::OpenShown, &facts)?;
    note(tx, &permit, &found, now).await?;
    let readers = domain::access::readers(actor, student);
    Ok(Opened {
        entry,
        diary: DiaryId(found.diary_id),
        student,
        name: PersonName {
            surname: found.surname,
            given: found.given,
            patronymic: found.patronymic,
        },
        edition: EditionId(found.edition_id),
        occurrence: entries::read_occurrence(&found.occurrence)?,
        page_key: found.page_key,
        shown_at: found.shown_at,
        shown_version: found.shown_version,
        answers: found.shown.0.seen_by(&readers, row),
        comment: may(actor, Act::Comment, &facts).ok(),
    })
}

/// The shown page, with where its diary's ledger stands.
macro_rules! shown_sql {
    ($lock:literal) => {
        concat!(
            "SELECT entry.id, entry.diary_id, entry.edition_id, page_key, occurrence, shown, shown_version, shown_at, \
             readings, readings_hash, person.id AS person_id, surname, given, patronymic, membership.class_group_id FROM entry \
             JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
             LEFT JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= $2 \
             AND (membership.ends_on IS NULL OR membership.ends_on > $2) WHERE entry.id = $1 AND shown_at IS NOT NULL",
            $lock
        )
    };
}

async fn shown_row(
    conn: &mut Conn,
    entry: EntryId,
    today: NaiveDate,
) -> Result<Option<ShownRow>, StoreError> {
    let row = on!(conn, c => sqlx::query_as(shown_sql!("")).bind(entry.0).bind(today).fetch_optional(c).await)?;
    Ok(row)
}

/// The same for who will write a line: two readers of one diary come one after the other. A write
/// on SQLite is alone anyway.
async fn shown_row_locked(
    tx: &mut Tx,
    entry: EntryId,
    today: NaiveDate,
) -> Result<Option<ShownRow>, StoreError> {
    let row = match tx.engine() {
        Engine::Sqlite(c) => {
            let query = sqlx::query_as(shown_sql!("")).bind(entry.0).bind(today);
            query.fetch_optional(c).await
        }
        Engine::Postgres(c) => {
            let query = sqlx::query_as(shown_sql!(" FOR UPDATE OF diary"));
            query.bind(entry.0).bind(today).fetch_optional(c).await
        }
    };
    Ok(row?)
}

/// A shown page before it is known whether somebody may do something with it.
#[derive(Clone, Debug)]
pub struct Judged {
    pub facts: Facts,
    pub shown_version: i64,
    pub shown: Shown,
    pub edition: EditionId,
    pub page_key: String,
}

/// The facts about a shown page, for judging a comment on it.
///
/// # Errors
/// [`StoreError::NotFound`]: it was never shown.
pub async fn facts(
    conn: &mut Conn,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<Row>,
    today: NaiveDate,
) -> Result<Judged, StoreError> {
    let found = shown_row(conn, entry, today)
        .await?
        .ok_or(StoreError::NotFound)?;
    let row = row_of(EditionId(found.edition_id), &found.page_key).ok_or(StoreError::NotFound)?;
    let owner = Student {
        person: PersonId(found.person_id),
        class: found.class_group_id.map(ClassId),
    };
    Ok(Judged {
        facts: Facts::Shown {
            owner,
            row,
            audience: found.shown.audience(),
        },
        shown_version: found.shown_version,
        edition: EditionId(found.edition_id),
        page_key: found.page_key,
        shown: found.shown.0,
    })
}

async fn note(
    tx: &mut Tx,
    permit: &Permit,
    row: &ShownRow,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let link = Link {
        diary: row.diary_id,
        seq: row.readings + 1,
        entry: row.id,
        reader: permit.actor().0,
        role: permit.role(),
        shown_version: row.shown_version,
        // What a database keeps of a moment is microseconds.
        at: now.timestamp_micros(),
    };
    let hash = link.hash(&row.readings_hash);
    on!(tx, c => sqlx::query(
        "INSERT INTO reading (diary_id, seq, entry_id, reader_id, role, shown_version, read_at, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(link.diary).bind(link.seq).bind(link.entry).bind(link.reader).bind(link.role.code())
        .bind(link.shown_version).bind(now).bind(&hash).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("UPDATE diary SET readings = $2, readings_hash = $3 WHERE id = $1")
        .bind(link.diary).bind(link.seq).bind(&hash).execute(c).await.map(drop))?;
    Ok(())
}

struct Link {
    diary: Uuid,
    seq: i64,
    entry: Uuid,
    reader: Uuid,
    role: Role,
    shown_version: i64,
    at: i64,
}

impl Link {
    fn hash(&self, previous: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.diary.as_bytes());
        hash.update(self.seq.to_be_bytes());
        hash.update(self.entry.as_bytes());
        hash.update(self.reader.as_bytes());
        hash.update(self.role.code());
        hash.update(self.shown_version.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        hash.finalize().to_vec()
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reading {
    pub seq: i64,
    pub reader: PersonName,
    pub role: Role,
    pub edition: EditionId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct ReadingRow {
    seq: i64,
    surname: String,
    given: String,
    patronymic: String,
    role: String,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    read_at: DateTime<Utc>,
}

/// Who read this diary, the latest first, at most `limit`.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn of_diary(
    conn: &mut Conn,
    permit: &Permit,
    limit: i64,
) -> Result<Vec<Reading>, StoreError> {
    let student = permit.student(Act::SeeReadings)?;
    let rows: Vec<ReadingRow> = on!(conn, c => sqlx::query_as(
        "SELECT seq, surname, given, patronymic, role, entry.edition_id, page_key, occurrence, read_at FROM reading \
         JOIN diary ON diary.id = reading.diary_id JOIN entry ON entry.id = reading.entry_id \
         JOIN person ON person.id = reading.reader_id WHERE diary.student_id = $1 ORDER BY seq DESC LIMIT $2")
        .bind(student.0).bind(limit).fetch_all(c).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Reading {
                seq: row.seq,
                reader: PersonName {
                    surname: row.surname,
                    given: row.given,
                    patronymic: row.patronymic,
                },
                role: Role::parse(&row.role)
                    .ok_or_else(|| StoreError::Damaged(format!("role {}", row.role)))?,
                edition: EditionId(row.edition_id),
                occurrence: entries::read_occurrence(&row.occurrence)?,
                page_key: row.page_key,
                at: row.read_at,
            })
        })
        .collect()
}

#[derive(FromRow)]
struct ChainRow {
    seq: i64,
    entry_id: Uuid,
    reader_id: Uuid,
    role: String,
    shown_version: i64,
    read_at: DateTime<Utc>,
    hash: Vec<u8>,
}

/// Whether the ledger of a diary is as it was written: no line changed, removed or put between.
///
/// # Errors
/// See [`StoreError`].
pub async fn chain_is_whole(conn: &mut Conn, diary: DiaryId) -> Result<bool, StoreError> {
    let (count, end): (i64, Vec<u8>) = on!(conn, c => sqlx::query_as(
        "SELECT readings, readings_hash FROM diary WHERE id = $1").bind(diary.0).fetch_one(c).await)?;
    let rows: Vec<ChainRow> = on!(conn, c => sqlx::query_as(
        "SELECT seq, entry_id, reader_id, role, shown_version, read_at, hash FROM reading WHERE diary_id = $1 ORDER BY seq")
        .bind(diary.0).fetch_all(c).await)?;
    let mut previous = Vec::new();
    for (index, row) in (1_i64..).zip(&rows) {
        let Some(role) = Role::parse(&row.role) else {
            return Ok(false);
        };
        let link = Link {
            diary: diary.0,
            seq: index,
            entry: row.entry_id,
            reader: row.reader_id,
            role,
            shown_version: row.shown_version,
            at: row.read_at.timestamp_micros(),
        };
        let hash = link.hash(&previous);
        if row.seq != index || row.hash != hash {
            return Ok(false);
        }
        previous = hash;
    }
    Ok(i64::try_from(rows.len()).is_ok_and(|rows| rows == count) && previous == end)
}
