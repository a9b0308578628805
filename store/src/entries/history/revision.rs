//! A state of an entry as it is kept.

use chrono::{DateTime, Utc};
use domain::{answer::Answers, id::RevisionId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Readable, Sealed};

/// What made a revision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Save,
    Show,
    Conflict,
    Restore,
}

impl Kind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Show => "show",
            Self::Conflict => "conflict",
            Self::Restore => "restore",
        }
    }

    pub(super) fn parse(code: &str) -> Self {
        match code {
            "show" => Self::Show,
            "conflict" => Self::Conflict,
            "restore" => Self::Restore,
            _ => Self::Save,
        }
    }
}

/// One state of an entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Revision {
    pub id: RevisionId,
    pub version: i64,
    pub kind: Kind,
    pub saved_at: DateTime<Utc>,
    pub answers: Readable<Answers>,
}

#[derive(FromRow)]
pub(super) struct RevisionRow {
    pub(super) id: Uuid,
    pub(super) version: i64,
    pub(super) kind: String,
    pub(super) saved_at: DateTime<Utc>,
    pub(super) sealed_answers: Vec<u8>,
}

impl RevisionRow {
    pub(super) fn read(self, conn: &Conn) -> Revision {
        let answers = Sealed::open(&self.sealed_answers);
        Revision {
            id: RevisionId(self.id),
            version: self.version,
            kind: Kind::parse(&self.kind),
            saved_at: self.saved_at,
            answers: conn.noted("entry_revision", self.id, answers),
        }
    }
}
