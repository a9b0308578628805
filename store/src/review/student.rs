//! The student of a listed page, as the joined rows name them.

use domain::{
    access::Student,
    id::{ClassId, PersonId},
    name::PersonName,
};
use sqlx::FromRow;
use uuid::Uuid;

/// Columns of `person` and `class_group`.
#[derive(FromRow)]
pub(super) struct StudentRow {
    person_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Uuid,
    grade_level: i64,
    class_letter: String,
}

impl StudentRow {
    /// The student, their name, their grade and the letter of their class.
    pub(super) fn read(self) -> (Student, PersonName, u8, String) {
        let student = Student {
            person: PersonId(self.person_id),
            class: Some(ClassId(self.class_group_id)),
        };
        let name = PersonName {
            surname: self.surname,
            given: self.given,
            patronymic: self.patronymic,
        };
        let grade = u8::try_from(self.grade_level).unwrap_or(0);
        (student, name, grade, self.class_letter)
    }
}
