//! The two questions: may this be done, and to whom may it ever be done.

use super::{Act, Actor, Facts, NotFound, Permit, Student};
use crate::{
    audience::{Audience, Reader},
    id::ClassId,
    role::Role,
};

/// Whom an act may ever reach.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reach {
    Nobody,
    /// Only the actor.
    Own,
    /// Students of these classes.
    Classes(Vec<ClassId>),
    /// Everybody in the school.
    School,
}

/// Judges one act on one thing.
///
/// # Errors
/// [`NotFound`]: the actor may not, or may not even know of it.
pub fn may(actor: &Actor, act: Act, facts: &Facts) -> Result<Permit, NotFound> {
    let role = match (act, facts) {
        (
            Act::ReadDiary
            | Act::SaveEntry
            | Act::ShowEntry
            | Act::SeeReadings
            | Act::CheckIn
            | Act::MoveTrack,
            Facts::Student(student),
        ) => own(actor, *student),
        (Act::AgreeTrack, Facts::Student(student)) if actor.person() != student.person => {
            let tutor = student
                .class
                .filter(|class| actor.classes(Role::ClassTutor).any(|found| found == *class));
            tutor
                .map(|_| Role::ClassTutor)
                .or_else(|| held(actor, &[Role::DeputyHead]))
        }
        (
            Act::OpenShown,
            Facts::Shown {
                owner,
                row,
                audience,
            },
        ) => reading_role(actor, *owner, &audience.and(&row.readers())),
        (
            Act::Comment,
            Facts::Shown {
                owner,
                row,
                audience,
            },
        ) => own(actor, *owner)
            .or_else(|| reading_role(actor, *owner, &audience.and(&row.commenters()))),
        (Act::SeeCheckins, Facts::Student(student)) => {
            own(actor, *student).or_else(|| held(actor, &[Role::Psychologist]))
        }
        (Act::SeeClass, Facts::Class(class)) => {
            let tutor = actor
                .classes(Role::ClassTutor)
                .any(|found| found == *class)
                .then_some(Role::ClassTutor);
            tutor.or_else(|| {
                held(
                    actor,
                    &[Role::Psychologist, Role::DeputyHead, Role::SysAdmin],
                )
            })
        }
        (Act::SeeSchool | Act::CloseAlert, Facts::School) => {
            held(actor, &[Role::DeputyHead, Role::SysAdmin])
        }
        (Act::SeePeople, Facts::School) => held(actor, &[Role::SysAdmin]),
        (Act::SetOwnLook, Facts::Own(person)) if *person == actor.person() => actor.main_role(),
        _ => None,
    };
    let role = role.ok_or(NotFound)?;
    Ok(Permit {
        actor: actor.person(),
        act,
        role,
        facts: facts.clone(),
    })
}

/// Describes all students (or, for the school's own things, everybody) an act may reach.
#[must_use]
pub fn reach(actor: &Actor, act: Act) -> Reach {
    let any = |roles: &[Role]| held(actor, roles).is_some();
    match act {
        Act::ReadDiary
        | Act::SaveEntry
        | Act::ShowEntry
        | Act::SeeReadings
        | Act::CheckIn
        | Act::MoveTrack => {
            if actor.has(Role::Student) {
                Reach::Own
            } else {
                Reach::Nobody
            }
        }
        Act::OpenShown if any(&[Role::Psychologist, Role::DeputyHead]) => Reach::School,
        // A deputy head reads and does not write on margins.
        Act::Comment if any(&[Role::Psychologist]) => Reach::School,
        Act::OpenShown | Act::Comment => of_classes(actor),
        Act::AgreeTrack if any(&[Role::DeputyHead]) => Reach::School,
        Act::AgreeTrack => of_classes(actor),
        Act::SeeCheckins if any(&[Role::Psychologist]) => Reach::School,
        Act::SeeCheckins => {
            if actor.has(Role::Student) {
                Reach::Own
            } else {
                Reach::Nobody
            }
        }
        Act::SeeClass if any(&[Role::Psychologist, Role::DeputyHead, Role::SysAdmin]) => {
            Reach::School
        }
        Act::SeeClass => of_classes(actor),
        Act::SeeSchool | Act::CloseAlert => {
            if any(&[Role::DeputyHead, Role::SysAdmin]) {
                Reach::School
            } else {
                Reach::Nobody
            }
        }
        Act::SeePeople => {
            if any(&[Role::SysAdmin]) {
                Reach::School
            } else {
                Reach::Nobody
            }
        }
        Act::SetOwnLook => {
            if actor.main_role().is_some() {
                Reach::Own
            } else {
                Reach::Nobody
            }
        }
    }
}

/// The capacities in which `actor` reads that student's shown pages.
#[must_use]
pub fn readers(actor: &Actor, student: Student) -> Audience {
    actor
        .capacities(student.class)
        .map(|(reader, _)| reader)
        .collect()
}

/// Whether one shown field of a section with `row` is seen by somebody who reads as `readers`.
#[must_use]
pub fn visible(readers: &Audience, row: super::Row, audience: &Audience) -> bool {
    audience.and(&row.readers()).meets(readers)
}

fn own(actor: &Actor, student: Student) -> Option<Role> {
    (actor.has(Role::Student) && actor.person() == student.person).then_some(Role::Student)
}

fn held(actor: &Actor, roles: &[Role]) -> Option<Role> {
    roles.iter().copied().find(|role| actor.has(*role))
}

fn reading_role(actor: &Actor, owner: Student, audience: &Audience) -> Option<Role> {
    if actor.person() == owner.person {
        return None;
    }
    let found: Option<(Reader, Role)> = actor
        .capacities(owner.class)
        .find(|(reader, _)| audience.contains(*reader));
    found.map(|(_, role)| role)
}

fn of_classes(actor: &Actor) -> Reach {
    let classes: Vec<ClassId> = actor.classes(Role::ClassTutor).collect();
    if classes.is_empty() {
        Reach::Nobody
    } else {
        Reach::Classes(classes)
    }
}
