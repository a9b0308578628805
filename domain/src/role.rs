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
    /// Тьютор of named students.
    Tutor,
    /// Руководитель проекта of a named student.
    ProjectSupervisor,
    /// Учитель предмета, of a class or of a study group.
    SubjectTeacher,
    /// Школьный психолог, for the whole school or for some grades.
    Psychologist,
    /// Заместитель директора.
    DeputyHead,
    /// Технический специалист: accounts and roles, never content.
    SysAdmin,
    /// Родитель of a named student.
    Guardian,
}

impl Role {
    pub const ALL: [Self; 9] = [
        Self::Student,
        Self::ClassTutor,
        Self::Tutor,
        Self::ProjectSupervisor,
        Self::SubjectTeacher,
        Self::Psychologist,
        Self::DeputyHead,
        Self::SysAdmin,
        Self::Guardian,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::ClassTutor => "class_tutor",
            Self::Tutor => "tutor",
            Self::ProjectSupervisor => "project_supervisor",
            Self::SubjectTeacher => "subject_teacher",
            Self::Psychologist => "psychologist",
            Self::DeputyHead => "deputy_head",
            Self::SysAdmin => "sys_admin",
            Self::Guardian => "guardian",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the longer staff rules (sessions, password cost) apply.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Student | Self::Guardian)
    }

    /// Whether the role is about one subject: it reads only pages about that one.
    #[must_use]
    pub const fn is_of_a_subject(self) -> bool {
        matches!(self, Self::SubjectTeacher)
    }

    /// Whether somebody else may stand in for its holder.
    #[must_use]
    pub const fn can_be_substituted(self) -> bool {
        self.is_staff()
    }

    /// The capacity in which the role reads what students show. A field names capacities, not roles.
    #[must_use]
    pub const fn reader(self) -> Option<Reader> {
        match self {
            Self::ClassTutor => Some(Reader::ClassTutor),
            Self::Tutor => Some(Reader::Tutor),
            Self::ProjectSupervisor => Some(Reader::ProjectSupervisor),
            Self::SubjectTeacher => Some(Reader::SubjectTeacher),
            Self::Psychologist => Some(Reader::Psychologist),
            Self::DeputyHead => Some(Reader::DeputyHead),
            Self::Guardian => Some(Reader::Guardian),
            Self::Student | Self::SysAdmin => None,
        }
    }

    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Student => STUDENT,
            Self::ClassTutor => CLASS_TUTOR,
            Self::Tutor => TUTOR,
            Self::ProjectSupervisor => PROJECT_SUPERVISOR,
            Self::SubjectTeacher => SUBJECT_TEACHER,
            Self::Psychologist => PSYCHOLOGIST,
            Self::DeputyHead => DEPUTY_HEAD,
            Self::SysAdmin => SYS_ADMIN,
            Self::Guardian => GUARDIAN,
        }
    }
}

text! {
    STUDENT: "ученик" / "student";
    CLASS_TUTOR: "классный руководитель" / "class tutor";
    TUTOR: "тьютор" / "tutor";
    PROJECT_SUPERVISOR: "руководитель проекта" / "project supervisor";
    SUBJECT_TEACHER: "учитель предмета" / "subject teacher";
    PSYCHOLOGIST: "психолог" / "psychologist";
    DEPUTY_HEAD: "заместитель директора" / "deputy head";
    SYS_ADMIN: "администратор" / "administrator";
    GUARDIAN: "родитель" / "parent";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ledger names roles and lists ask it by capacity.
    #[test]
    fn a_capacity_is_spelled_as_the_role_that_reads_in_it() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Some(role));
            let reader = role.reader();
            assert!(reader.is_none_or(|reader| reader.code() == role.code()));
        }
    }
}
