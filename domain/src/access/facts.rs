//! What must be known of a thing before anybody may touch it.

use super::Row;
use crate::{
    audience::Audience,
    id::{ClassId, PersonId},
};

/// A student and the class they are in today.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Student {
    pub person: PersonId,
    pub class: Option<ClassId>,
}

/// The facts about the thing an act is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Facts {
    /// A student's diary, or the student.
    Student(Student),
    /// A page that was shown: its section's row and the audiences of its shown fields joined.
    Shown {
        owner: Student,
        row: Row,
        audience: Audience,
    },
    Class(ClassId),
    School,
    /// The person's own account.
    Own(PersonId),
}

impl Facts {
    /// The student it is about.
    #[must_use]
    pub const fn student(&self) -> Option<Student> {
        match self {
            Self::Student(student) => Some(*student),
            Self::Shown { owner, .. } => Some(*owner),
            Self::Class(_) | Self::School | Self::Own(_) => None,
        }
    }
}
