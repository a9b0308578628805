//! Acts × relations × what was shown to whom, as the policy judges them.
#![expect(
    clippy::disallowed_methods,
    reason = "the table asks the policy for everybody"
)]

use domain::{
    access::{Act, Actor, Facts, Membership, Row, Student, may},
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
};
use uuid::Uuid;

use super::{head, line};

const OWN: ClassId = ClassId(Uuid::from_u128(1));
const OTHER: ClassId = ClassId(Uuid::from_u128(2));
const OWNER: PersonId = PersonId(Uuid::from_u128(10));

fn actors() -> [Option<Actor>; 9] {
    let actor = |id: u128, role, class| {
        Some(Actor::signed_in(
            PersonId(Uuid::from_u128(id)),
            vec![Membership { role, class }],
        ))
    };
    [
        None,
        actor(10, Role::Student, Some(OWN)),
        actor(11, Role::Student, Some(OWN)),
        actor(12, Role::Student, Some(OTHER)),
        actor(13, Role::ClassTutor, Some(OWN)),
        actor(14, Role::ClassTutor, Some(OTHER)),
        actor(15, Role::Psychologist, None),
        actor(16, Role::DeputyHead, None),
        actor(17, Role::SysAdmin, None),
    ]
}

fn judged(act: Act, facts: impl Fn(&Actor) -> Facts) -> Vec<String> {
    actors()
        .iter()
        .map(|actor| match actor {
            None => "-",
            Some(actor) if may(actor, act, &facts(actor)).is_ok() => "yes",
            Some(_) => ".",
        })
        .map(str::to_owned)
        .collect()
}

pub fn table() -> String {
    let owner = Student {
        person: OWNER,
        class: Some(OWN),
    };
    let mut table = head("WHAT THE POLICY SAYS");
    for act in Act::ALL {
        let mut row = |about: &str, facts: &dyn Fn(&Actor) -> Facts| {
            table.push_str(&line(
                &format!("{}: {about}", act.code()),
                &judged(*act, facts),
            ))
        };
        row("the owner's diary", &|_| Facts::Student(owner));
        row("the owner's class", &|_| Facts::Class(OWN));
        row("the school", &|_| Facts::School);
        row("one's own account", &|actor| Facts::Own(actor.person()));
        row("somebody else's account", &|_| {
            Facts::Own(PersonId(Uuid::from_u128(99)))
        });
        let audiences: [(&str, Audience); 5] = [
            ("never shown", Audience::only_owner()),
            (
                "shown to class tutor",
                [Reader::ClassTutor].into_iter().collect(),
            ),
            (
                "shown to psychologist",
                [Reader::Psychologist].into_iter().collect(),
            ),
            (
                "shown to deputy head",
                [Reader::DeputyHead].into_iter().collect(),
            ),
            ("shown to everybody", Reader::ALL.into_iter().collect()),
        ];
        for section in Row::ALL {
            for (name, audience) in &audiences {
                let cells = judged(*act, |_| Facts::Shown {
                    owner,
                    row: section,
                    audience: audience.clone(),
                });
                // Most acts are not about shown pages; one line says so.
                if matches!(act, Act::OpenShown | Act::Comment) {
                    table.push_str(&line(
                        &format!("{}: {}, {name}", act.code(), section.code()),
                        &cells,
                    ));
                } else {
                    assert!(
                        cells.iter().all(|cell| cell != "yes"),
                        "{act:?} is not about shown pages"
                    );
                }
            }
        }
    }
    table
}
