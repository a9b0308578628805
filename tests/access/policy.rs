//! Acts × relations × what was shown to whom, as the policy judges them.
#![expect(
    clippy::disallowed_methods,
    reason = "the table asks the policy for everybody"
)]

use std::collections::BTreeSet;

use chrono::DateTime;
use domain::{
    access::{Act, Actor, Membership, Over, Resource, SectionKind, ShownPage, Student, may},
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
    subject::Subject,
};
use uuid::Uuid;

use super::{head, joined, line};

const OWN: ClassId = ClassId(Uuid::from_u128(1));
const OTHER: ClassId = ClassId(Uuid::from_u128(2));
const OWNER: PersonId = PersonId(Uuid::from_u128(10));

fn actors() -> [Option<Actor>; 13] {
    let actor = |id: u128, held: Membership| {
        let person = PersonId(Uuid::from_u128(id));
        Some(Actor::signed_in(person, vec![held]))
    };
    let of = |role, class| Membership::new(role, Over::class(class));
    let named = |role| Membership::new(role, Over::student(OWNER));
    let at_school = |role| Membership::new(role, Over::School);
    let teacher = Membership {
        subject: Subject::parse("maths"),
        ..of(Role::SubjectTeacher, OWN)
    };
    [
        None,
        actor(10, of(Role::Student, OWN)),
        actor(11, of(Role::Student, OWN)),
        actor(12, of(Role::Student, OTHER)),
        actor(13, of(Role::ClassTutor, OWN)),
        actor(14, of(Role::ClassTutor, OTHER)),
        actor(15, named(Role::Tutor)),
        actor(16, named(Role::ProjectSupervisor)),
        actor(17, teacher),
        actor(18, at_school(Role::Psychologist)),
        actor(19, at_school(Role::DeputyHead)),
        actor(20, at_school(Role::SysAdmin)),
        actor(21, named(Role::Guardian)),
    ]
}

fn judged(act: Act, resource: impl Fn(&Actor) -> Resource) -> Vec<String> {
    actors()
        .iter()
        .map(|actor| match actor {
            None => "-",
            Some(actor) if may(actor, act, &resource(actor)).is_ok() => "yes",
            Some(_) => ".",
        })
        .map(str::to_owned)
        .collect()
}

const fn owner() -> Student {
    Student {
        person: OWNER,
        class: Some(OWN),
    }
}

const fn asked(addressee: Option<PersonId>) -> Resource {
    Resource::TalkRequest {
        student: owner(),
        addressee,
    }
}

fn shown(row: SectionKind, audience: &Audience, subject: &str) -> Resource {
    Resource::Shown(ShownPage {
        owner: owner(),
        row,
        audience: audience.clone(),
        subject: Subject::parse(subject),
        shown_at: DateTime::UNIX_EPOCH,
        displayed: BTreeSet::new(),
    })
}

/// What pages may be shown to, and what they are about.
fn pages() -> Vec<(String, Audience, &'static str)> {
    let one = |reader: Reader| {
        let title = format!("maths, for {}", reader.title().en);
        (title, [reader].into_iter().collect(), "maths")
    };
    let all: Audience = Reader::ALL.into_iter().collect();
    let mut pages = vec![("never shown".to_owned(), Audience::only_owner(), "maths")];
    pages.extend(Reader::ALL.map(one));
    pages.push(("maths, for everybody".to_owned(), all.clone(), "maths"));
    pages.push(("physics, for everybody".to_owned(), all.clone(), "physics"));
    pages.push(("no subject, for everybody".to_owned(), all, ""));
    pages
}

fn of_things(act: Act) -> String {
    let track = |row| Resource::Track {
        owner: owner(),
        row,
    };
    let stranger = PersonId(Uuid::from_u128(99));
    let rows = vec![
        (
            "the owner's diary",
            judged(act, |_| Resource::Student(owner())),
        ),
        (
            "the owner's project",
            judged(act, |_| track(SectionKind::Project)),
        ),
        (
            "the owner's programme",
            judged(act, |_| track(SectionKind::Iep)),
        ),
        (
            "the owner's request to the psychologists",
            judged(act, |_| asked(None)),
        ),
        (
            "the owner's request to whoever asks",
            judged(act, |actor| asked(Some(actor.person()))),
        ),
        ("the owner's class", judged(act, |_| Resource::Class(OWN))),
        ("the school", judged(act, |_| Resource::School)),
        (
            "one's own account",
            judged(act, |actor| Resource::Own(actor.person())),
        ),
        (
            "somebody else's account",
            judged(act, |_| Resource::Own(stranger)),
        ),
    ];
    let lines = joined(rows, "anything");
    let lines = lines.into_iter();
    lines
        .map(|(said, cells)| line(&format!("{}: {said}", act.code()), &cells))
        .collect()
}

fn of_pages(act: Act) -> String {
    let mut table = String::new();
    for (title, audience, subject) in pages() {
        let rows = SectionKind::ALL.map(|row| {
            let cells = judged(act, |_| shown(row, &audience, subject));
            (row.code(), cells)
        });
        // Most acts are not about shown pages; of the others each line is a page.
        if !matches!(act, Act::OpenShown | Act::Comment | Act::SettleShown) {
            let mut cells = rows.iter().flat_map(|(_, cells)| cells);
            assert!(
                cells.all(|cell| cell != "yes"),
                "{act:?} is not about shown pages"
            );
            continue;
        }
        for (sections, cells) in joined(rows.to_vec(), "all sections") {
            let title = format!("{}: {title}: {sections}", act.code());
            table.push_str(&line(&title, &cells));
        }
    }
    table
}

pub fn table() -> String {
    let mut table = head("WHAT THE POLICY SAYS");
    for act in Act::ALL {
        table.push_str(&of_things(*act));
        table.push_str(&of_pages(*act));
    }
    table
}
