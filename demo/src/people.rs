//! Who is in the demo school: classes, students, staff, and an open diary for each student.

mod enrol;
mod invent;

use domain::{
    access::{Actor, Membership, Over, Student},
    id::{ClassId, DiaryId, EditionId, PersonId},
    name::PersonName,
    preferences::Cover,
    role::Role,
    template::Edition,
};
use store::memberships::{Assignment, Of};

use super::texts::{self, Persona};

pub use self::{enrol::enrol, invent::invent};

pub const SCHOOL: &str = "Лицей № 2 (демо)";
pub const GRADE_9: &str = include_str!("../../templates/grade-9.toml");
pub const PROFILE: &str = include_str!("../../templates/profile-10-11.toml");

/// The invented school.
pub struct School {
    pub classes: Vec<Class>,
    pub staff: Vec<Person>,
    editions: Vec<(EditionId, &'static str)>,
}

/// A class with all that its students need to write.
pub struct Class {
    pub id: ClassId,
    pub name: String,
    pub grade: u8,
    letter: String,
    /// Login of its tutor.
    tutor: String,
    pub edition_id: EditionId,
    pub edition: Edition,
    pub students: Vec<Pupil>,
}

/// Somebody with an account.
pub struct Person {
    pub id: PersonId,
    pub login: String,
    name: PersonName,
    cover: Cover,
    role: Role,
    class: Option<ClassId>,
}

/// A student with a diary.
pub struct Pupil {
    pub account: Person,
    pub login: String,
    pub diary: DiaryId,
    pub diary_kind: texts::Diary,
    pub call_me: String,
    pub persona: Persona,
    /// Place in the class, from 0.
    pub seat: usize,
}

impl Person {
    /// The person as signed in.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the demo writes for everybody before anybody can sign in"
    )]
    pub fn actor(&self) -> Actor {
        let over = match (self.role, self.class) {
            (_, Some(class)) => Over::class(class),
            (Role::ClassTutor, None) => Over::Nobody,
            _ => Over::School,
        };
        Actor::signed_in(self.id, vec![Membership::new(self.role, over)])
    }

    /// The role as it is kept.
    fn assignment(&self) -> Assignment {
        Assignment::new(self.role, self.class.map_or(Of::School, Of::Class))
    }
}

impl Class {
    /// The student as the rules know them.
    #[must_use]
    pub const fn student(&self, pupil: &Pupil) -> Student {
        Student {
            person: pupil.account.id,
            class: Some(self.id),
        }
    }
}

impl School {
    /// The adult who reads that class in that role.
    #[must_use]
    pub fn adult(&self, role: Role, class: &Class) -> Option<&Person> {
        let found = |person: &&Person| {
            person.role == role && person.class.is_none_or(|held| held == class.id)
        };
        self.staff.iter().find(found)
    }
}
