//! Who asks.

use crate::{
    audience::Reader,
    id::{ClassId, PersonId},
    role::Role,
};

/// A role somebody holds now. A class goes with `Student` and `ClassTutor`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Membership {
    pub role: Role,
    pub class: Option<ClassId>,
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
        self.memberships
            .iter()
            .filter(move |held| held.role == role)
            .filter_map(|held| held.class)
    }

    /// The role that decides what the person sees first.
    #[must_use]
    pub fn main_role(&self) -> Option<Role> {
        self.memberships.iter().map(|held| held.role).min()
    }

    /// The capacities in which the person reads a student of that class.
    pub(super) fn capacities(
        &self,
        class: Option<ClassId>,
    ) -> impl Iterator<Item = (Reader, Role)> + '_ {
        self.memberships
            .iter()
            .filter_map(move |held| match held.role {
                Role::ClassTutor => (held.class.is_some() && held.class == class)
                    .then_some((Reader::ClassTutor, held.role)),
                Role::Psychologist => Some((Reader::Psychologist, held.role)),
                Role::DeputyHead => Some((Reader::DeputyHead, held.role)),
                Role::Student | Role::SysAdmin => None,
            })
    }
}
