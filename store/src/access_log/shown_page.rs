//! A shown page as the policy judges it, with all who had it on their screen and the end of its
//! diary's chain.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::{Permit, SectionKind, ShownPage, Student},
    audience::{Audience, Reader},
    id::{ClassId, EntryId, PersonId},
    role::Role,
    shown::Shown,
    subject::Subject,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Readable, StoreError, Tx, db::Engine, loose::Loose, waiting};

/// How long a page that was opened counts as the same display of it.
const DISPLAY: TimeDelta = TimeDelta::minutes(10);

#[derive(FromRow)]
pub(super) struct ShownRow {
    pub(super) diary_id: Uuid,
    pub(super) edition_id: Uuid,
    pub(super) page_key: String,
    pub(super) occurrence: String,
    pub(super) shown: Loose<Shown>,
    pub(super) shown_to: i64,
    pub(super) shown_version: i64,
    pub(super) shown_at: DateTime<Utc>,
    pub(super) access_log_lines: i64,
    pub(super) access_log_hash: Vec<u8>,
    pub(super) person_id: Uuid,
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    pub(super) class_group_id: Option<Uuid>,
    pub(super) grade_level: Option<i64>,
    pub(super) class_letter: Option<String>,
    pub(super) shown_subject: Option<String>,
    /// Who had this version on their screen, a row for each.
    pub(super) displayed_as: Option<String>,
    pub(super) displayed_to: Option<Uuid>,
    /// When they last did.
    pub(super) displayed_at: Option<DateTime<Utc>>,
    /// Whether the reader has written on its margin.
    pub(super) has_words: i64,
    #[sqlx(flatten)]
    pub(super) waiting: waiting::Row,
}

/// A shown page with all who had it on their screen.
pub(super) struct Found {
    pub(super) row: ShownRow,
    pub(super) displayed: BTreeSet<(Reader, PersonId)>,
    /// When each of them last did.
    last: Vec<(Role, PersonId, DateTime<Utc>)>,
    /// For whom it waits, a row for each capacity, some of them repeated.
    pub(super) waiting: Vec<waiting::Row>,
}

impl Found {
    pub(super) fn of(rows: Vec<ShownRow>) -> Result<Self, StoreError> {
        let displayed = |row: &ShownRow| {
            let role = Role::parse(row.displayed_as.as_deref()?)?;
            Some((role.reader()?, PersonId(row.displayed_to?)))
        };
        let last = |row: &ShownRow| {
            let role = Role::parse(row.displayed_as.as_deref()?)?;
            Some((role, PersonId(row.displayed_to?), row.displayed_at?))
        };
        let last = rows.iter().filter_map(last).collect();
        let displayed = rows.iter().filter_map(displayed).collect();
        let waiting = rows.iter().map(|row| row.waiting.clone()).collect();
        let row = rows.into_iter().next().ok_or(StoreError::NotFound)?;
        Ok(Self {
            row,
            displayed,
            last,
            waiting,
        })
    }

    /// Whether it is on that screen still: one display is noted once, also when its reader writes on
    /// the margin and the page is drawn again.
    pub(super) fn is_still_displayed(&self, permit: &Permit, now: DateTime<Utc>) -> bool {
        let mut last = self.last.iter();
        last.any(|(role, person, at)| {
            (*role, *person) == (permit.role(), permit.actor()) && *at <= now && now - *at < DISPLAY
        })
    }

    /// What the policy judges.
    pub(super) fn page(&self, row: SectionKind, shown: &Readable<Shown>) -> ShownPage {
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
             access_log_lines, access_log_hash, person.id AS person_id, person.surname, person.given, person.patronymic, membership.class_group_id, grade_level, class_letter, shown_subject, \
             displayed.role AS displayed_as, displayed.reader_id AS displayed_to, displayed.displayed_at, \
             (SELECT COUNT(*) FROM comment WHERE comment.entry_id = entry.id AND author_id = $3) AS has_words, \
             waiting.capacity, waiting.since, waiting.until, waiting.settled_at, waiting.settled_how, waiting.settled_by, \
             settler.surname AS settler_surname, settler.given AS settler_given, settler.patronymic AS settler_patronymic FROM entry \
             JOIN diary ON diary.id = entry.diary_id JOIN person ON person.id = diary.student_id \
             LEFT JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= $2 \
             AND (membership.ends_on IS NULL OR membership.ends_on > $2) \
             LEFT JOIN class_group ON class_group.id = membership.class_group_id \
             LEFT JOIN (SELECT entry_id, shown_version, role, reader_id, MAX(read_at) AS displayed_at FROM access_log \
             WHERE entry_id = $1 AND kind = 'displayed' GROUP BY entry_id, shown_version, role, reader_id) AS displayed \
             ON displayed.entry_id = entry.id AND displayed.shown_version = entry.shown_version \
             LEFT JOIN waiting ON waiting.entry_id = entry.id LEFT JOIN person AS settler ON settler.id = waiting.settled_by \
             WHERE entry.id = $1 AND shown_at IS NOT NULL",
            $lock
        )
    };
}

pub(super) async fn shown_row(
    conn: &mut Conn,
    entry: EntryId,
    today: NaiveDate,
) -> Result<Found, StoreError> {
    let rows = on!(conn, c => sqlx::query_as(shown_sql!("")).bind(entry.0).bind(today).bind(Uuid::nil()).fetch_all(c).await)?;
    Found::of(rows)
}

/// The same for who will write a line: two readers of one diary come one after the other. A write
/// on SQLite is alone anyway.
pub(super) async fn shown_row_locked(
    tx: &mut Tx,
    entry: EntryId,
    reader: PersonId,
    today: NaiveDate,
) -> Result<Found, StoreError> {
    let deadline = tx.deadline();
    let found = match tx.engine() {
        Engine::Sqlite(c) => {
            let query = sqlx::query_as(shown_sql!(""))
                .bind(entry.0)
                .bind(today)
                .bind(reader.0);
            deadline.bound(query.fetch_all(c)).await
        }
        Engine::Postgres(c) => {
            let query = sqlx::query_as(shown_sql!(" FOR UPDATE OF diary"));
            let query = query.bind(entry.0).bind(today).bind(reader.0);
            deadline.bound(query.fetch_all(c)).await
        }
    };
    tx.ended(&found);
    Found::of(found?)
}
