//! Who asks.

use super::Student;
use crate::{
    id::{ClassId, PersonId},
    role::Role,
};

/// A role somebody holds now. A class goes with `Student` and `ClassTutor`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Membership {
    pub role: Role,
    pub class: Option<ClassId>,
}

/// Whom a membership is over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Over {
    /// A class and its students.
    Class(ClassId),
    /// Every class and every student.
    School,
}

impl Membership {
    /// Whom it is over. `None`: nobody, as for the tutor of no class.
    #[must_use]
    pub fn over(&self) -> Option<Over> {
        match self.role {
            Role::Student | Role::ClassTutor => self.class.map(Over::Class),
            Role::Psychologist | Role::DeputyHead | Role::SysAdmin => Some(Over::School),
        }
    }

    pub(super) fn is_over(&self, student: Student) -> bool {
        match self.over() {
            Some(Over::Class(class)) => student.class == Some(class),
            Some(Over::School) => true,
            None => false,
        }
    }

    pub(super) fn is_over_class(&self, class: ClassId) -> bool {
        match self.over() {
            Some(Over::Class(own)) => own == class,
            Some(Over::School) => true,
            None => false,
        }
    }
}

/// A signed-in person with the roles held at this moment. Made for each request by the server's
/// authentication alone, never kept.
#[derive(Clone, Debug)]
pub struct Actor {
    person: PersonId,
    memberships: Vec<Membership>,
}

impl Actor {
    /// For the one place that has checked a session (clippy refuses it elsewhere).
    #[must_use]
    pub const fn signed_in(person: PersonId, memberships: Vec<Membership>) -> Self {
        Self {
            person,
            memberships,
        }
    }

    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.memberships.iter().any(|held| held.role == role)
    }

    /// The classes in which the person holds that role.
    pub fn classes(&self, role: Role) -> impl Iterator<Item = ClassId> + '_ {
        self.memberships(role).filter_map(|held| held.class)
    }

    /// The role that decides what the person sees first.
    #[must_use]
    pub fn main_role(&self) -> Option<Role> {
        self.memberships.iter().map(|held| held.role).min()
    }

    /// What the person holds in that role.
    pub(super) fn memberships(&self, role: Role) -> impl Iterator<Item = &Membership> {
        let held = self.memberships.iter();
        held.filter(move |held| held.role == role)
    }
}
