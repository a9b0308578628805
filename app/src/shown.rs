//! Pages that students showed: the list of who waits for a word, and one page with its margin.

mod asks;
pub mod list;
pub mod page;
pub mod track;

use domain::{
    access::Actor,
    audience::{Audience, Reader},
    role::Role,
};

/// All capacities in which the actor may read somebody.
#[must_use]
pub fn capacities(actor: &Actor) -> Audience {
    let of = |role: Role| match role {
        Role::ClassTutor => Some(Reader::ClassTutor),
        Role::Psychologist => Some(Reader::Psychologist),
        Role::DeputyHead => Some(Reader::DeputyHead),
        Role::Student | Role::SysAdmin => None,
    };
    Role::ALL
        .into_iter()
        .filter(|role| actor.has(*role))
        .filter_map(of)
        .collect()
}
