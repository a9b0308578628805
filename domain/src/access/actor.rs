//! Who asks.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{ShownPage, Student};
use crate::{
    id::{ClassId, PersonId},
    role::Role,
    subject::Subject,
};

/// A role somebody holds now.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Membership {
    pub role: Role,
    pub over: Over,
    /// What a subject teacher teaches them. Without one there is nothing to read.
    pub subject: Option<Subject>,
    /// The absent adult whose membership it is. `None`: the holder's own.
    pub substitutes: Option<Substitutes>,
}

/// Whom a membership is over, as of today: grades are their classes, study groups their students.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Over {
    /// As a tutor of no class.
    Nobody,
    /// Classes and their students.
    Classes(BTreeSet<ClassId>),
    /// Named students.
    Students(BTreeSet<PersonId>),
    /// Every class and every student.
    School,
}

/// Whom somebody stands in for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Substitutes {
    pub whom: PersonId,
    /// The beginning of the first day, on the school's clock.
    pub since: DateTime<Utc>,
}

/// In which role somebody acts, and in whose place.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Capacity {
    pub role: Role,
    /// The absent adult. `None`: in their own.
    pub substitutes: Option<PersonId>,
}

impl Over {
    #[must_use]
    pub fn class(class: ClassId) -> Self {
        Self::Classes([class].into())
    }

    #[must_use]
    pub fn student(student: PersonId) -> Self {
        Self::Students([student].into())
    }

    /// The classes it names; none where it is the whole school.
    pub fn classes(&self) -> impl Iterator<Item = ClassId> + '_ {
        let classes = match self {
            Self::Classes(classes) => Some(classes),
            Self::Nobody | Self::Students(_) | Self::School => None,
        };
        classes.into_iter().flatten().copied()
    }
}

impl Membership {
    /// The holder's own, about no subject.
    #[must_use]
    pub const fn new(role: Role, over: Over) -> Self {
        Self {
            role,
            over,
            subject: None,
            substitutes: None,
        }
    }

    #[must_use]
    pub fn capacity(&self) -> Capacity {
        Capacity {
            role: self.role,
            substitutes: self.substitutes.map(|substitutes| substitutes.whom),
        }
    }

    pub(super) fn is_over(&self, student: Student) -> bool {
        match &self.over {
            Over::Nobody => false,
            Over::Classes(classes) => student.class.is_some_and(|class| classes.contains(&class)),
            Over::Students(students) => students.contains(&student.person),
            Over::School => true,
        }
    }

    pub(super) fn is_over_class(&self, class: ClassId) -> bool {
        match &self.over {
            Over::Nobody | Over::Students(_) => false,
            Over::Classes(classes) => classes.contains(&class),
            Over::School => true,
        }
    }

    /// Whether the holder, `me`, is reached by that page of somebody else's.
    pub(super) fn reaches(&self, me: PersonId, page: &ShownPage) -> bool {
        page.owner.person != me
            && self.is_over(page.owner)
            && self.is_about(page)
            && self.is_in_time(me, page)
    }

    fn is_about(&self, page: &ShownPage) -> bool {
        !self.role.is_of_a_subject() || (self.subject.is_some() && self.subject == page.subject)
    }

    /// A substitute reads what came while they stand in, and what waits from before.
    fn is_in_time(&self, me: PersonId, page: &ShownPage) -> bool {
        let Some(substitutes) = self.substitutes else {
            return true;
        };
        let waits = |reader| page.waits_for(reader, me);
        page.shown_at >= substitutes.since || self.role.reader().is_some_and(waits)
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
        self.memberships(role).flat_map(|held| held.over.classes())
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
