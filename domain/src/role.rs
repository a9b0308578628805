//! What a person is in the school.

use serde::{Deserialize, Serialize};

use crate::{audience::Reader, language::Text, text};

/// A role of the school's people. Spelled in the database as in [`Role::code`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Student,
    /// Классный руководитель of one class.
    ClassTutor,
    /// Школьный психолог, for the whole school.
    Psychologist,
    /// Заместитель директора.
    DeputyHead,
    /// Технический специалист: accounts and roles, never content.
    SysAdmin,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Student,
        Self::ClassTutor,
        Self::Psychologist,
        Self::DeputyHead,
        Self::SysAdmin,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::ClassTutor => "class_tutor",
            Self::Psychologist => "psychologist",
            Self::DeputyHead => "deputy_head",
            Self::SysAdmin => "sys_admin",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the longer staff rules (sessions, password cost) apply.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Student)
    }

    /// The capacity in which the role reads what students show. A field names capacities, not roles.
    #[must_use]
    pub const fn reader(self) -> Option<Reader> {
        match self {
            Self::ClassTutor => Some(Reader::ClassTutor),
            Self::Psychologist => Some(Reader::Psychologist),
            Self::DeputyHead => Some(Reader::DeputyHead),
            Self::Student | Self::SysAdmin => None,
        }
    }

    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Student => STUDENT,
            Self::ClassTutor => CLASS_TUTOR,
            Self::Psychologist => PSYCHOLOGIST,
            Self::DeputyHead => DEPUTY_HEAD,
            Self::SysAdmin => SYS_ADMIN,
        }
    }
}

text! {
    STUDENT: "ученик" / "student";
    CLASS_TUTOR: "классный руководитель" / "class tutor";
    PSYCHOLOGIST: "психолог" / "psychologist";
    DEPUTY_HEAD: "заместитель директора" / "deputy head";
    SYS_ADMIN: "администратор" / "administrator";
}
