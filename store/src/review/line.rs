//! A shown page in somebody's list.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{self, ShownPage, Student},
    audience::Reader,
    id::{EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    shown::Shown,
    subject::Subject,
    waiting::Kind,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{list::Part, student::StudentRow};
use crate::{Conn, Unreadable, entries, loose::Loose};

/// Where a shown page stands for its reader.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Standing {
    Waiting,
    /// It waits again from that day on.
    Postponed(NaiveDate),
    Settled,
}

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
    /// Why it waits, or waited last.
    pub kind: Kind,
    /// Since when.
    pub since: DateTime<Utc>,
    pub standing: Standing,
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
}

#[derive(FromRow)]
pub(super) struct Row {
    id: Uuid,
    #[sqlx(flatten)]
    student: StudentRow,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    shown: Loose<Shown>,
    shown_subject: Option<String>,
    shown_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
    kind: String,
    since: DateTime<Utc>,
    until: Option<NaiveDate>,
}

impl Row {
    pub(super) fn read(self, conn: &Conn, part: Part) -> ShownLine {
        let (student, name, grade, letter) = self.student.read();
        let occurrence = conn.noted("entry", self.id, entries::read_occurrence(&self.occurrence));
        let shown = conn.noted("entry", self.id, self.shown.readable());
        let kind = Kind::parse(&self.kind).ok_or(Unreadable::Unknown);
        let kind = conn.noted("waiting", self.id, kind);
        ShownLine {
            is_readable: occurrence.is_ok() && shown.is_ok(),
            entry: EntryId(self.id),
            student,
            name,
            grade,
            letter,
            edition: EditionId(self.edition_id),
            page_key: self.page_key,
            occurrence: occurrence.unwrap_or(Occurrence::Card(self.id)),
            shown: shown.unwrap_or_default(),
            subject: self.shown_subject.as_deref().and_then(Subject::parse),
            shown_at: self.shown_at,
            read_at: self.read_at,
            kind: kind.unwrap_or(Kind::Shown),
            since: self.since,
            standing: match (part, self.until) {
                (Part::Settled, _) => Standing::Settled,
                (Part::Postponed, Some(until)) => Standing::Postponed(until),
                _ => Standing::Waiting,
            },
        }
    }
}
