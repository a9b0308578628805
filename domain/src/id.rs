//! Identifiers. Each thing has its own type, so that a person's id never stands where a class's
//! belongs. Values are `UUIDv7`, made by the server.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A student or an adult of the school.
    PersonId,
    /// A class («9А») of one academic year.
    ClassId,
    /// Students who learn a subject together, across classes.
    StudyGroupId,
    /// A student's diary.
    DiaryId,
    /// A published edition of a template.
    EditionId,
    /// What a student wrote on one page on one occasion.
    EntryId,
    /// One state of an entry, kept for ever.
    RevisionId,
    /// A word on the margin.
    CommentId,
    /// A student's request to talk.
    TalkRequestId,
    /// One answer to «Как я сейчас».
    CheckinId,
}
