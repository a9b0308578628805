//! «Кто читал мой дневник»: what of a diary left the server for somebody else's eyes. Whatever is
//! somebody else's leaves it by [`open_as`] or [`open_checkins`], which write the line in the same
//! transaction.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Capacity, Permit, Resource, SectionKind, ShownPage, Student, may},
    answer::Answers,
    audience::{Audience, Reader},
    id::{ClassId, DiaryId, EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    role::Role,
    shown::Shown,
    subject::Subject,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Conn, Readable, StoreError, Tx, Unreadable,
    checkins::{self, Seen},
    db::Engine,
    entries,
    ledger::{Head, Key, Kind, Line, append},
    loose::Loose,
};

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
    /// In which capacity it was opened.
    pub capacity: Capacity,
    /// The fields this reader sees; none when what was shown cannot be read.
    pub answers: Answers,
    pub is_readable: bool,
    /// Proof for commenting, if the reader may.
    pub comment: Option<Permit>,
}

/// How something left the server.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Way {
    /// Somebody opened it.
    #[default]
    Displayed,
    /// It was fetched ahead of being looked at.
    Delivered,
}

impl Way {
    const fn kind(self) -> Kind {
        match self {
            Self::Displayed => Kind::Displayed,
            Self::Delivered => Kind::Delivered,
        }
    }
}

/// How and when something is opened, and what its line is signed with.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    pub ledger: &'a Key,
    pub way: Way,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

#[derive(FromRow)]
struct ShownRow {
    diary_id: Uuid,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    shown: Loose<Shown>,
    shown_to: i64,
    shown_version: i64,
    shown_at: DateTime<Utc>,
    access_log_lines: i64,
    access_log_hash: Vec<u8>,
    person_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Option<Uuid>,
    shown_subject: Option<String>,
    /// Who had this version on their screen, a row for each.
    displayed_as: Option<String>,
    displayed_to: Option<Uuid>,
}

/// A shown page with all who had it on their screen.
struct Found {
    row: ShownRow,
    displayed: BTreeSet<(Reader, PersonId)>,
}

impl Found {
    fn of(rows: Vec<ShownRow>) -> Result<Self, StoreError> {
        let displayed = |row: &ShownRow| {
            let role = Role::parse(row.displayed_as.as_deref()?)?;
            Some((role.reader()?, PersonId(row.displayed_to?)))
        };
        let displayed = rows.iter().filter_map(displayed).collect();
        let row = rows.into_iter().next().ok_or(StoreError::NotFound)?;
        Ok(Self { row, displayed })
    }

    /// What the policy judges.
    fn page(&self, row: SectionKind, shown: &Readable<Shown>) -> ShownPage {
        let found = &self.row;
        ShownPage {
            owner: Student {
                person: PersonId(found.person_id),
                class: found.class_group_id.map(ClassId),
            },
            row,
            audience: audience(shown, found.shown_to),
            subject: found.shown_subject.as_deref().and_then(Subject::parse),
            shown_at: found.shown_at,
            displayed: self.displayed.clone(),
        }
    }
}

/// Opens the last shown version for somebody else and writes the line in the same transaction:
/// no content without its line in the ledger. `row_of` tells the section's row of the matrix.
///
/// # Errors
/// [`StoreError::NotFound`]: there is no such page, or not for this reader.
pub async fn open_as(
    tx: &mut Tx,
    actor: &Actor,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    opening: &Opening<'_>,
) -> Result<Opened, StoreError> {
    let found = shown_row_locked(tx, entry, opening.today).await?;
    let row =
        row_of(EditionId(found.row.edition_id), &found.row.page_key).ok_or(StoreError::NotFound)?;
    let shown = tx.noted("entry", entry.0, found.row.shown.clone().readable());
    let page = found.page(row, &shown);
    let (found, student) = (found.row, page.owner);
    let readers = domain::access::readers(actor, &page);
    let occurrence = tx.noted(
        "entry",
        entry.0,
        entries::read_occurrence(&found.occurrence),
    );
    let resource = Resource::Shown(page);
    let permit = may(actor, Act::OpenShown, &resource)?;
    let head = Head {
        diary: DiaryId(found.diary_id),
        lines: found.access_log_lines,
        hash: found.access_log_hash,
    };
    let about = Some((entry, found.shown_version));
    note(tx, &permit, &head, about, opening).await?;
    Ok(Opened {
        capacity: permit.capacity(),
        entry,
        diary: DiaryId(found.diary_id),
        student,
        name: PersonName {
            surname: found.surname,
            given: found.given,
            patronymic: found.patronymic,
        },
        edition: EditionId(found.edition_id),
        is_readable: shown.is_ok() && occurrence.is_ok(),
        occurrence: occurrence.unwrap_or(Occurrence::Card(entry.0)),
        page_key: found.page_key,
        shown_at: found.shown_at,
        shown_version: found.shown_version,
        answers: shown.unwrap_or_default().seen_by(&readers, row),
        comment: may(actor, Act::Comment, &resource).ok(),
    })
}

/// Opens a student's check-ins since a moment for somebody else and writes the line in the same
/// transaction. Without a diary there is no ledger: then the words stay where they are.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else, or for the student's own eyes.
pub async fn open_checkins(
    tx: &mut Tx,
    permit: &Permit,
    since: DateTime<Utc>,
    opening: &Opening<'_>,
) -> Result<Vec<Seen>, StoreError> {
    let student = permit.student(Act::SeeCheckins)?;
    if permit.actor() == student {
        return Err(StoreError::NotFound);
    }
    // Locks the end of the chain on either engine.
    let found: Option<(Uuid, i64, Vec<u8>)> = on!(tx, c => sqlx::query_as(
        "UPDATE diary SET access_log_lines = access_log_lines WHERE student_id = $1 RETURNING id, access_log_lines, access_log_hash")
        .bind(student.0).fetch_optional(c).await)?;
    let mut kept = checkins::since_then(tx, student, since, false).await?;
    match found {
        Some((diary, lines, hash)) if !kept.is_empty() => {
            let head = Head {
                diary: DiaryId(diary),
                lines,
                hash,
            };
            note(tx, permit, &head, None, opening).await?;
        }
        Some(_) => {}
        None => kept.iter_mut().for_each(|one| one.note = Ok(None)),
    }
    Ok(kept)
}

/// Who may read anything of a shown page; where its fields cannot be read, the stored union says it.
fn audience(shown: &Readable<Shown>, bits: i64) -> Audience {
    match shown {
        Ok(shown) => shown.audience(),
        Err(_) => Audience::from_bits(bits),
    }
}

/// The shown page, with where its diary's ledger stands.
macro_rules! shown_sql {
    ($lock:literal) => {
        concat!(
            "SELECT entry.diary_id, entry.edition_id, page_key, occurrence, shown, shown_to, entry.shown_version, shown_at, \
             access_log_lines, access_log_hash, person.id AS person_id, surname, given, patronymic, membership.class_group_id, shown_subject, \
             displayed.role AS displayed_as, displayed.reader_id AS displayed_to FROM entry \
             JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
             LEFT JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= $2 \
             AND (membership.ends_on IS NULL OR membership.ends_on > $2) \
             LEFT JOIN (SELECT DISTINCT entry_id, shown_version, role, reader_id FROM access_log WHERE entry_id = $1 AND kind = 'displayed') AS displayed \
             ON displayed.entry_id = entry.id AND displayed.shown_version = entry.shown_version \
             WHERE entry.id = $1 AND shown_at IS NOT NULL",
            $lock
        )
    };
}

async fn shown_row(conn: &mut Conn, entry: EntryId, today: NaiveDate) -> Result<Found, StoreError> {
    let rows = on!(conn, c => sqlx::query_as(shown_sql!("")).bind(entry.0).bind(today).fetch_all(c).await)?;
    Found::of(rows)
}

/// The same for who will write a line: two readers of one diary come one after the other. A write
/// on SQLite is alone anyway.
async fn shown_row_locked(
    tx: &mut Tx,
    entry: EntryId,
    today: NaiveDate,
) -> Result<Found, StoreError> {
    let deadline = tx.deadline();
    let found = match tx.engine() {
        Engine::Sqlite(c) => {
            let query = sqlx::query_as(shown_sql!("")).bind(entry.0).bind(today);
            deadline.bound(query.fetch_all(c)).await
        }
        Engine::Postgres(c) => {
            let query = sqlx::query_as(shown_sql!(" FOR UPDATE OF diary"));
            let query = query.bind(entry.0).bind(today);
            deadline.bound(query.fetch_all(c)).await
        }
    };
    tx.ended(&found);
    Found::of(found?)
}

/// A shown page before it is known whether somebody may do something with it.
#[derive(Clone, Debug)]
pub struct Judged {
    pub page: ShownPage,
    pub shown_version: i64,
    pub shown: Shown,
    pub edition: EditionId,
    pub page_key: String,
}

impl Judged {
    /// What an act on it is judged by.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::Shown(self.page.clone())
    }
}

/// The facts about a shown page, for judging a comment on it.
///
/// # Errors
/// [`StoreError::NotFound`]: it was never shown.
pub async fn resource(
    conn: &mut Conn,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    today: NaiveDate,
) -> Result<Judged, StoreError> {
    let found = shown_row(conn, entry, today).await?;
    let row =
        row_of(EditionId(found.row.edition_id), &found.row.page_key).ok_or(StoreError::NotFound)?;
    let shown = conn.noted("entry", entry.0, found.row.shown.clone().readable());
    Ok(Judged {
        page: found.page(row, &shown),
        shown_version: found.row.shown_version,
        edition: EditionId(found.row.edition_id),
        page_key: found.row.page_key,
        shown: shown.unwrap_or_default(),
    })
}

/// Writes the line of one opening: of a shown version, or of check-ins.
async fn note(
    tx: &mut Tx,
    permit: &Permit,
    head: &Head,
    about: Option<(EntryId, i64)>,
    opening: &Opening<'_>,
) -> Result<(), StoreError> {
    let line = Line {
        kind: opening.way.kind(),
        entry: about.map(|(entry, _)| entry.0),
        reader: Some(permit.actor().0),
        role: Some(permit.role()),
        shown_version: about.map(|(_, version)| version),
        as_of: None,
        at: opening.now,
    };
    append(tx, opening.ledger, head, &line).await.map(drop)
}

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
    fn read(self) -> Readable<AccessLine> {
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
