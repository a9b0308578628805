//! The policy once more, written down by hand: whoever changes it changes it here too.
#![expect(
    clippy::disallowed_methods,
    reason = "asks the policy of people who do not exist"
)]

mod acts;
mod agree;
mod matrix;
mod permit;

use uuid::Uuid;

use super::{Actor, Facts, Membership, Student};
use crate::{
    id::{ClassId, PersonId},
    role::Role,
};

const A: ClassId = ClassId(Uuid::from_u128(1));
const B: ClassId = ClassId(Uuid::from_u128(2));

/// The student everything is asked about, of class A.
const OWNER: Student = Student {
    person: PersonId(Uuid::from_u128(10)),
    class: Some(A),
};

/// Everybody who asks, as the columns of the tables:
///
/// `O` the owner, `L` the owner who is no student any more, `E` the owner with every role,
/// `C` a classmate, `T` the tutor of A, `t` of B, `2` of B and A, `n` of no class,
/// `P` a psychologist, `D` a deputy head, `A` an administrator, `X` the tutor of A and deputy head,
/// `Y` the tutor of B and psychologist, `N` somebody without a role.
const WHO: &str = "O L E C T t 2 n P D A X Y N";

fn actor(who: &str) -> Actor {
    use Role::{ClassTutor, DeputyHead, Psychologist, Student, SysAdmin};
    let (id, held): (u128, &[(Role, Option<ClassId>)]) = match who {
        "O" => (10, &[(Student, Some(A))]),
        "L" => (10, &[]),
        "E" => (
            10,
            &[
                (SysAdmin, None),
                (DeputyHead, None),
                (Psychologist, None),
                (ClassTutor, Some(A)),
                (Student, Some(A)),
            ],
        ),
        "C" => (11, &[(Student, Some(A))]),
        "T" => (12, &[(ClassTutor, Some(A))]),
        "t" => (13, &[(ClassTutor, Some(B))]),
        "2" => (14, &[(ClassTutor, Some(B)), (ClassTutor, Some(A))]),
        "n" => (15, &[(ClassTutor, None)]),
        "P" => (16, &[(Psychologist, None)]),
        "D" => (17, &[(DeputyHead, None)]),
        "A" => (18, &[(SysAdmin, None)]),
        "X" => (19, &[(ClassTutor, Some(A)), (DeputyHead, None)]),
        "Y" => (20, &[(ClassTutor, Some(B)), (Psychologist, None)]),
        "N" => (21, &[]),
        other => panic!("nobody is called {other}"),
    };
    let held = held.iter().map(|&(role, class)| Membership { role, class });
    Actor::signed_in(PersonId(Uuid::from_u128(id)), held.collect())
}

fn everybody() -> impl Iterator<Item = (&'static str, Actor)> {
    WHO.split(' ').map(|who| (who, actor(who)))
}

/// How the tables write a role.
const fn letter(role: Role) -> &'static str {
    match role {
        Role::Student => "s",
        Role::ClassTutor => "t",
        Role::Psychologist => "p",
        Role::DeputyHead => "d",
        Role::SysAdmin => "a",
    }
}

/// One thing of each kind.
fn things(own: PersonId) -> [Facts; 6] {
    [
        Facts::Student(OWNER),
        Facts::Shown {
            owner: OWNER,
            row: super::Row::Choice,
            audience: crate::audience::Reader::ALL.into_iter().collect(),
        },
        Facts::Class(A),
        Facts::School,
        Facts::Own(own),
        Facts::Own(PersonId(Uuid::from_u128(99))),
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
    assert_eq!(actor("O").classes(Role::Student).collect::<Vec<_>>(), [A]);
    for (who, role) in [
        ("2", Role::Student),
        ("n", Role::ClassTutor),
        ("D", Role::DeputyHead),
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
        ("N", None),
    ] {
        assert_eq!(actor(who).main_role(), role, "{who}");
    }
}

#[test]
fn facts_name_the_student_they_are_about() {
    let [student, shown, class, school, own, other] = things(OWNER.person);
    for about in [student, shown] {
        assert_eq!(about.student(), Some(OWNER), "{about:?}");
    }
    for about in [class, school, own, other] {
        assert_eq!(about.student(), None, "{about:?}");
    }
}
