//! The policy once more, written down by hand: whoever changes it changes it here too.
#![expect(
    clippy::disallowed_methods,
    reason = "asks the policy of people who do not exist"
)]

mod acts;
mod agree;
mod matrix;
mod permit;

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{Actor, Membership, Over, Resource, SectionKind, ShownPage, Student, Substitutes};
use crate::{
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
    subject::Subject,
};

const A: ClassId = ClassId(Uuid::from_u128(1));
const B: ClassId = ClassId(Uuid::from_u128(2));
const C: ClassId = ClassId(Uuid::from_u128(3));

/// The student everything is asked about, of class A.
const OWNER: Student = Student {
    person: PersonId(Uuid::from_u128(10)),
    class: Some(A),
};

/// Another student, of another class.
const ANOTHER: PersonId = PersonId(Uuid::from_u128(98));

/// Everybody who asks, as the columns of the tables:
///
/// `O` the owner, `L` the owner who is no student any more, `E` the owner with every role,
/// `C` a classmate, `T` the class tutor of A, `t` of B, `2` of B and A, `n` of no class,
/// `P` a psychologist, `D` a deputy head, `A` an administrator, `X` the class tutor of A and deputy
/// head, `Y` the class tutor of B and psychologist, `N` somebody without a role; `U` a tutor of the
/// owner, `u` of another student, `V` the supervisor of the owner's project, `v` of another's,
/// `M` who teaches maths in A, `m` who teaches A nothing in particular, `G` who teaches physics in a
/// group with the owner, `p` a psychologist of A, `q` of B and C, `R` a parent of the owner, `r` of
/// another student, `S` a substitute of `T`, `Q` of `P`, `Z` the class tutor of B and substitute of
/// `T`.
const WHO: &str = "O L E C T t 2 n P D A X Y N U u V v M m G p q R r S Q Z";

/// The first moment of the substitutions.
const SINCE: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn actor(who: &str) -> Actor {
    use Role::{
        ClassTutor, DeputyHead, Guardian, ProjectSupervisor, Psychologist, SubjectTeacher,
        SysAdmin, Tutor,
    };
    let own = Membership::new;
    let of = |role, class| own(role, Over::class(class));
    let at_school = |role| own(role, Over::School);
    let named = |role, student| own(role, Over::student(student));
    let owner = OWNER.person;
    let teaches = |over, subject| Membership {
        subject: Subject::parse(subject),
        ..own(SubjectTeacher, over)
    };
    let instead = |held, whom: u128| Membership {
        substitutes: Some(Substitutes {
            whom: PersonId(Uuid::from_u128(whom)),
            since: SINCE,
        }),
        ..held
    };
    let student = || of(Role::Student, A);
    let (id, held): (u128, Vec<Membership>) = match who {
        "O" => (10, vec![student()]),
        "L" => (10, vec![]),
        "E" => (
            10,
            vec![
                named(Guardian, owner),
                at_school(SysAdmin),
                at_school(DeputyHead),
                at_school(Psychologist),
                teaches(Over::class(A), "maths"),
                named(ProjectSupervisor, owner),
                named(Tutor, owner),
                of(ClassTutor, A),
                student(),
            ],
        ),
        "C" => (11, vec![student()]),
        "T" => (12, vec![of(ClassTutor, A)]),
        "t" => (13, vec![of(ClassTutor, B)]),
        "2" => (14, vec![of(ClassTutor, B), of(ClassTutor, A)]),
        "n" => (15, vec![own(ClassTutor, Over::Nobody)]),
        "P" => (16, vec![at_school(Psychologist)]),
        "D" => (17, vec![at_school(DeputyHead)]),
        "A" => (18, vec![at_school(SysAdmin)]),
        "X" => (19, vec![of(ClassTutor, A), at_school(DeputyHead)]),
        "Y" => (20, vec![of(ClassTutor, B), at_school(Psychologist)]),
        "N" => (21, vec![]),
        "U" => (22, vec![named(Tutor, owner)]),
        "u" => (23, vec![named(Tutor, ANOTHER)]),
        "V" => (24, vec![named(ProjectSupervisor, owner)]),
        "v" => (25, vec![named(ProjectSupervisor, ANOTHER)]),
        "M" => (26, vec![teaches(Over::class(A), "maths")]),
        "m" => (27, vec![teaches(Over::class(A), "")]),
        "G" => (28, vec![teaches(Over::student(owner), "physics")]),
        "p" => (29, vec![of(Psychologist, A)]),
        "q" => (30, vec![own(Psychologist, Over::Classes([B, C].into()))]),
        "R" => (31, vec![named(Guardian, owner)]),
        "r" => (32, vec![named(Guardian, ANOTHER)]),
        "S" => (33, vec![instead(of(ClassTutor, A), 12)]),
        "Q" => (34, vec![instead(at_school(Psychologist), 16)]),
        "Z" => (35, vec![of(ClassTutor, B), instead(of(ClassTutor, A), 12)]),
        other => panic!("nobody is called {other}"),
    };
    Actor::signed_in(PersonId(Uuid::from_u128(id)), held)
}

/// How a page came to its readers, seen from [`SINCE`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Age {
    /// Shown since then.
    New,
    /// Shown before; nobody had it on their screen.
    Waits,
    /// Shown before; somebody had it on their screen in each capacity.
    Read,
}

/// A page of the owner's about no subject, shown since the substitutions began.
fn page(row: SectionKind, audience: Audience) -> ShownPage {
    ShownPage {
        owner: OWNER,
        row,
        audience,
        subject: None,
        shown_at: SINCE,
        displayed: BTreeSet::new(),
    }
}

fn aged(page: ShownPage, age: Age) -> ShownPage {
    let somebody = PersonId(Uuid::from_u128(97));
    let all = || Reader::ALL.map(|reader| (reader, somebody)).into();
    match age {
        Age::New => page,
        Age::Waits => ShownPage {
            shown_at: SINCE - Duration::seconds(1),
            ..page
        },
        Age::Read => ShownPage {
            shown_at: SINCE - Duration::seconds(1),
            displayed: all(),
            ..page
        },
    }
}

/// What of the owner's moves from stage to stage.
const fn track(row: SectionKind) -> Resource {
    Resource::Track { owner: OWNER, row }
}

fn everybody() -> impl Iterator<Item = (&'static str, Actor)> {
    WHO.split(' ').map(|who| (who, actor(who)))
}

/// How the tables write a role.
const fn letter(role: Role) -> &'static str {
    match role {
        Role::Student => "s",
        Role::ClassTutor => "t",
        Role::Tutor => "u",
        Role::ProjectSupervisor => "v",
        Role::SubjectTeacher => "m",
        Role::Psychologist => "p",
        Role::DeputyHead => "d",
        Role::SysAdmin => "a",
        Role::Guardian => "g",
    }
}

/// One thing of each kind.
/// A request to talk of the owner.
fn asked(addressee: Option<PersonId>) -> Resource {
    Resource::TalkRequest {
        student: OWNER,
        addressee,
    }
}

fn things(own: PersonId) -> [Resource; 9] {
    let everybody = Reader::ALL.into_iter().collect();
    [
        Resource::Student(OWNER),
        Resource::Shown(page(SectionKind::Choice, everybody)),
        track(SectionKind::Project),
        asked(None),
        asked(Some(own)),
        Resource::Class(A),
        Resource::School,
        Resource::Own(own),
        Resource::Own(PersonId(Uuid::from_u128(99))),
    ]
}

#[test]
fn a_person_has_the_roles_and_classes_that_they_hold() {
    let tutor = actor("X");
    assert_eq!(tutor.person(), PersonId(Uuid::from_u128(19)));
    for role in Role::ALL {
        let held = matches!(role, Role::ClassTutor | Role::DeputyHead);
        assert_eq!(tutor.has(role), held, "{role:?}");
    }
    assert_eq!(
        actor("2").classes(Role::ClassTutor).collect::<Vec<_>>(),
        [B, A]
    );
    assert_eq!(
        actor("q").classes(Role::Psychologist).collect::<Vec<_>>(),
        [B, C]
    );
    assert_eq!(actor("O").classes(Role::Student).collect::<Vec<_>>(), [A]);
    for (who, role) in [
        ("2", Role::Student),
        ("n", Role::ClassTutor),
        ("D", Role::DeputyHead),
        ("U", Role::Tutor),
    ] {
        assert_eq!(actor(who).classes(role).count(), 0, "{who}");
    }
}

#[test]
fn the_first_of_several_roles_is_the_nearest_to_students() {
    for (who, role) in [
        ("E", Some(Role::Student)),
        ("X", Some(Role::ClassTutor)),
        ("Y", Some(Role::ClassTutor)),
        ("A", Some(Role::SysAdmin)),
        ("R", Some(Role::Guardian)),
        ("S", Some(Role::ClassTutor)),
        ("N", None),
    ] {
        assert_eq!(actor(who).main_role(), role, "{who}");
    }
}

#[test]
fn facts_name_the_student_they_are_about() {
    let [student, shown, track, _, _, class, school, own, other] = things(OWNER.person);
    for about in [student, shown, track] {
        assert_eq!(about.student(), Some(OWNER), "{about:?}");
    }
    for about in [class, school, own, other] {
        assert_eq!(about.student(), None, "{about:?}");
    }
}
