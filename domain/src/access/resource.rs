//! What must be known of a thing before anybody may touch it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::SectionKind;
use crate::{
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    subject::Subject,
};

/// A student and the class they are in today.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Student {
    pub person: PersonId,
    pub class: Option<ClassId>,
}

/// A page that was shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShownPage {
    pub owner: Student,
    /// Its section's row of the matrix.
    pub row: SectionKind,
    /// The audiences of its shown fields joined.
    pub audience: Audience,
    /// What it is about, where it is about one subject.
    pub subject: Option<Subject>,
    pub shown_at: DateTime<Utc>,
    /// Who had this version on their screen, and in which capacity.
    pub displayed: BTreeSet<(Reader, PersonId)>,
}

impl ShownPage {
    /// Whether nobody but `me` has had it on their screen in that capacity. What one opened
    /// oneself goes on, so that it can be answered.
    #[must_use]
    pub fn waits_for(&self, reader: Reader, me: PersonId) -> bool {
        let mut displayed = self.displayed.iter();
        !displayed.any(|(read_as, person)| *read_as == reader && *person != me)
    }
}

/// The facts about the thing an act is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Resource {
    /// A student's diary, or the student.
    Student(Student),
    Shown(ShownPage),
    /// What of a student's moves from stage to stage, by its row: see [`SectionKind::of_track`].
    Track {
        owner: Student,
        row: SectionKind,
    },
    /// A request of a student to talk. `None`: sent to the psychologists together.
    TalkRequest {
        student: Student,
        addressee: Option<PersonId>,
    },
    Class(ClassId),
    School,
    /// The person's own account.
    Own(PersonId),
}

impl Resource {
    /// The student it is about.
    #[must_use]
    pub const fn student(&self) -> Option<Student> {
        match self {
            Self::Student(student) | Self::TalkRequest { student, .. } => Some(*student),
            Self::Shown(ShownPage { owner, .. }) | Self::Track { owner, .. } => Some(*owner),
            Self::Class(_) | Self::School | Self::Own(_) => None,
        }
    }
}
