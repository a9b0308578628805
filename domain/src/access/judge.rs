//! The first question: may this be done.

use super::{Act, Actor, Facts, Membership, NotFound, Permit, Row, Student, Whom, grant::grants};
use crate::audience::Audience;

/// Judges one act on one thing.
///
/// # Errors
/// [`NotFound`]: the actor may not, or may not even know of it.
pub fn may(actor: &Actor, act: Act, facts: &Facts) -> Result<Permit, NotFound> {
    let granted = grants(act).find(|grant| {
        let mut held = actor.memberships(grant.role);
        held.any(|held| covers(grant.whom, held, actor, facts))
    });
    Ok(Permit {
        actor: actor.person(),
        act,
        role: granted.ok_or(NotFound)?.role,
        facts: facts.clone(),
    })
}

/// Whether a grant to the holder of a membership is about that thing.
fn covers(whom: Whom, held: &Membership, actor: &Actor, facts: &Facts) -> bool {
    let me = actor.person();
    match (whom, facts) {
        (Whom::OwnDiary, Facts::Student(student)) => student.person == me,
        (Whom::OwnPages, Facts::Shown { owner, .. }) => owner.person == me,
        (Whom::OwnAccount, Facts::Own(person)) => *person == me,
        (Whom::Students, Facts::Student(student)) => held.is_over(*student),
        (Whom::OtherStudents, Facts::Student(student)) => {
            student.person != me && held.is_over(*student)
        }
        (Whom::Classes, Facts::Class(class)) => held.is_over_class(*class),
        (
            Whom::Shown(rights),
            Facts::Shown {
                owner,
                row,
                audience,
            },
        ) => {
            let reads = |reader| audience.contains(reader) && row.rights(reader) >= rights;
            owner.person != me && held.is_over(*owner) && held.role.reader().is_some_and(reads)
        }
        (Whom::School, Facts::School) => true,
        _ => false,
    }
}

/// The capacities in which `actor` reads that student's shown pages.
#[must_use]
pub fn readers(actor: &Actor, student: Student) -> Audience {
    grants(Act::OpenShown)
        .flat_map(|grant| actor.memberships(grant.role))
        .filter(|held| held.is_over(student))
        .filter_map(|held| held.role.reader())
        .collect()
}

/// Whether one shown field of a section with `row` is seen by somebody who reads as `readers`.
#[must_use]
pub fn visible(readers: &Audience, row: Row, audience: &Audience) -> bool {
    audience.and(&row.readers()).meets(readers)
}
