//! Whom an act may ever be done to, as a list is asked for: a union of relations, because one person
//! is the tutor of a class here and the psychologist of the school there.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{
    Act, Actor, Membership, Over, Whom,
    grant::{grants, held},
};
use crate::{
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
    subject::Subject,
};

/// One way in which somebody is reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Relation {
    pub target: Target,
    /// For shown pages: the capacity in which they are read. Only what was shown to it is reached.
    pub reader: Option<Reader>,
    /// For shown pages: only those about this subject are reached.
    pub subject: Option<Subject>,
    /// For shown pages: a substitute reaches those that were shown since then, and those that
    /// nobody else has had on their screen in this capacity.
    pub shown_since: Option<DateTime<Utc>>,
}

impl Relation {
    /// Everything of those whom `target` reaches.
    #[must_use]
    pub const fn to(target: Target) -> Self {
        Self {
            target,
            reader: None,
            subject: None,
            shown_since: None,
        }
    }
}

/// Whom a relation reaches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// The actor.
    Own,
    /// The students of some classes; also the actor, when they are one and the act is about the
    /// class.
    Classes(BTreeSet<ClassId>),
    /// Named students.
    Students(BTreeSet<PersonId>),
    /// Everybody in the school.
    School,
}

/// All relations by which an act reaches anybody.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scope(Vec<Relation>);

impl Scope {
    /// The whole school, for what the program does by itself.
    #[must_use]
    pub fn school() -> Self {
        Self(vec![Relation::to(Target::School)])
    }

    /// One person alone.
    #[must_use]
    pub fn own() -> Self {
        Self(vec![Relation::to(Target::Own)])
    }

    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.0.iter()
    }

    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it reaches everybody in the school.
    #[must_use]
    pub fn is_school(&self) -> bool {
        self.0.iter().any(|found| found.target == Target::School)
    }

    /// All capacities in which shown pages are read.
    #[must_use]
    pub fn readers(&self) -> Audience {
        self.0.iter().filter_map(|found| found.reader).collect()
    }
}

impl FromIterator<Relation> for Scope {
    fn from_iter<I: IntoIterator<Item = Relation>>(relations: I) -> Self {
        Self(relations.into_iter().collect())
    }
}

/// Describes all students (or, for the school's own things, everybody) whom `act` reaches.
#[must_use]
pub fn scope(actor: &Actor, act: Act) -> Scope {
    let roles = Role::ALL.into_iter();
    roles
        .flat_map(|role| scope_as(actor, role, act).0)
        .collect()
}

/// The same in one of the actor's roles.
#[must_use]
pub fn scope_as(actor: &Actor, role: Role, act: Act) -> Scope {
    grants(act)
        .filter(|grant| grant.role == role)
        .flat_map(|grant| held(actor, grant).filter_map(|held| relation(grant.whom, held)))
        .collect()
}

fn relation(whom: Whom, held: &Membership) -> Option<Relation> {
    let target = match whom {
        Whom::OwnDiary | Whom::OwnPages | Whom::OwnAccount => Target::Own,
        Whom::School => Target::School,
        Whom::Students
        | Whom::Asked
        | Whom::Tracks
        | Whom::TracksOf(_)
        | Whom::Classes
        | Whom::Shown(_) => {
            match &held.over {
                Over::Nobody => return None,
                Over::Classes(classes) => Target::Classes(classes.clone()),
                // Who has named students knows of their classes nothing.
                Over::Students(_) if whom == Whom::Classes => return None,
                Over::Students(students) => Target::Students(students.clone()),
                Over::School => Target::School,
            }
        }
    };
    if !matches!(whom, Whom::Shown(_)) {
        return Some(Relation::to(target));
    }
    let subject = match held.role.is_of_a_subject() {
        true => Some(held.subject.clone()?),
        false => None,
    };
    Some(Relation {
        target,
        reader: Some(held.role.reader()?),
        subject,
        shown_since: held.substitutes.map(|found| found.since),
    })
}
