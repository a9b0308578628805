//! The proof that an act was judged.

use super::{Act, Capacity, Resource};
use crate::{id::PersonId, role::Role};

/// The answer to everything one may not do or see.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not found")]
pub struct NotFound;

/// Proof that [`may`](super::may) said yes. Every writing function of the store takes one and looks whether it
/// was given for what is being written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Permit {
    pub(super) actor: PersonId,
    pub(super) act: Act,
    pub(super) role: Role,
    pub(super) substitutes: Option<PersonId>,
    pub(super) resource: Resource,
}

/// The permit of whoever runs the program on its own machine, where nobody has an account yet: to
/// found a school, to bring people in.
///
/// # Errors
/// The act is not about running the school.
pub fn operator(act: Act) -> Result<Permit, NotFound> {
    match act {
        Act::ManagePeople | Act::ManageSchool => Ok(Permit {
            actor: PersonId(uuid::Uuid::nil()),
            act,
            role: Role::SysAdmin,
            substitutes: None,
            resource: Resource::School,
        }),
        _ => Err(NotFound),
    }
}

impl Permit {
    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> PersonId {
        self.actor
    }

    /// In which role; the ledger names it.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        Capacity {
            role: self.role,
            substitutes: self.substitutes,
        }
    }

    /// The absent adult in whose place the actor acts.
    #[must_use]
    pub const fn substitutes(&self) -> Option<PersonId> {
        self.substitutes
    }

    #[must_use]
    pub const fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The student whose diary was judged, when the permit is for `act`.
    ///
    /// # Errors
    /// The permit is for something else.
    pub fn student(&self, act: Act) -> Result<PersonId, NotFound> {
        match self.resource.student() {
            Some(student) if self.act == act => Ok(student.person),
            _ => Err(NotFound),
        }
    }

    /// The actor, when the permit is for `act` on the school's own things.
    ///
    /// # Errors
    /// The permit is for something else.
    pub fn school(&self, act: Act) -> Result<PersonId, NotFound> {
        if self.act == act && self.resource == Resource::School {
            Ok(self.actor)
        } else {
            Err(NotFound)
        }
    }

    /// The actor, when the permit is for `act` on their own account.
    ///
    /// # Errors
    /// The permit is for something else.
    pub fn own(&self, act: Act) -> Result<PersonId, NotFound> {
        if self.act == act && self.resource == Resource::Own(self.actor) {
            Ok(self.actor)
        } else {
            Err(NotFound)
        }
    }
}
