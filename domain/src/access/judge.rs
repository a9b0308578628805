//! The first question: may this be done.

use super::{
    Act, Actor, Membership, NotFound, Permit, Resource, SectionKind, ShownPage, Whom,
    grant::{grants, held},
};
use crate::{audience::Audience, id::PersonId, role::Role};

/// Judges one act on one thing.
///
/// # Errors
/// [`NotFound`]: the actor may not, or may not even know of it.
pub fn may(actor: &Actor, act: Act, resource: &Resource) -> Result<Permit, NotFound> {
    let held = granted(actor, act, resource).next().ok_or(NotFound)?;
    Ok(Permit {
        actor: actor.person(),
        act,
        role: held.role,
        substitutes: held.substitutes.map(|found| found.whom),
        resource: resource.clone(),
    })
}

/// All roles in which `actor` may do that, in the order of the table.
#[must_use]
pub fn roles(actor: &Actor, act: Act, resource: &Resource) -> Vec<Role> {
    let mut roles: Vec<Role> = granted(actor, act, resource)
        .map(|held| held.role)
        .collect();
    roles.dedup();
    roles
}

/// The memberships that allow it, in the order of the table; of one role the holder's own first.
fn granted<'a>(
    actor: &'a Actor,
    act: Act,
    resource: &'a Resource,
) -> impl Iterator<Item = &'a Membership> {
    grants(act).flat_map(move |grant| {
        let covered = held(actor, grant).filter(|held| covers(grant.whom, held, actor, resource));
        let mut covered: Vec<_> = covered.collect();
        covered.sort_by_key(|held| held.substitutes);
        covered
    })
}

/// Whether a grant to the holder of a membership is about that thing.
fn covers(whom: Whom, held: &Membership, actor: &Actor, resource: &Resource) -> bool {
    let me = actor.person();
    match (whom, resource) {
        (Whom::OwnDiary, Resource::Student(student)) => student.person == me,
        (Whom::OwnPages, Resource::Shown(page)) => page.owner.person == me,
        (Whom::OwnAccount, Resource::Own(person)) => *person == me,
        (Whom::Students, Resource::Student(student)) => held.is_over(*student),
        (Whom::Tracks, Resource::Track { owner, .. }) => owner.person != me && held.is_over(*owner),
        (Whom::TracksOf(of), Resource::Track { owner, row }) => {
            of == *row && owner.person != me && held.is_over(*owner)
        }
        (Whom::Asked, Resource::TalkRequest { student, addressee }) => {
            student.person != me && held.is_over(*student) && is_asked(held, me, *addressee)
        }
        (Whom::Classes, Resource::Class(class)) => held.is_over_class(*class),
        (Whom::Shown(rights), Resource::Shown(page)) => {
            let reads =
                |reader| page.audience.contains(reader) && page.row.rights(reader) >= rights;
            held.reaches(me, page) && held.role.reader().is_some_and(reads)
        }
        (Whom::School, Resource::School) => true,
        _ => false,
    }
}

/// Whether a request was sent to the holder of a membership: by name, to whom they stand in for, or to
/// the psychologists together.
fn is_asked(held: &Membership, me: PersonId, addressee: Option<PersonId>) -> bool {
    match (addressee, held.substitutes) {
        (Some(whom), None) => whom == me,
        (Some(whom), Some(absent)) => whom == absent.whom,
        (None, _) => held.role == Role::Psychologist,
    }
}

/// The capacities in which `actor` reads that page of somebody else's.
#[must_use]
pub fn readers(actor: &Actor, page: &ShownPage) -> Audience {
    grants(Act::OpenShown)
        .flat_map(|grant| held(actor, grant))
        .filter(|held| held.reaches(actor.person(), page))
        .filter_map(|held| held.role.reader())
        .collect()
}

/// Whether one shown field of a section with `row` is seen by somebody who reads as `readers`.
#[must_use]
pub fn visible(readers: &Audience, row: SectionKind, audience: &Audience) -> bool {
    audience.and(&row.readers()).meets(readers)
}
