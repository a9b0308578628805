//! Who may do what to whom, in which role; and whom they may ever reach.

use super::{A, B, OWNER, SINCE, WHO, asked, everybody, letter, things, track};
use crate::{
    access::{
        Act, Actor, Membership, NotFound, Over, Resource, SectionKind, Student, Substitutes,
        Target, may, scope,
    },
    id::{ClassId, PersonId},
    role::Role,
};

const DIARY: [Act; 7] = [
    Act::ReadDiary,
    Act::SaveEntry,
    Act::ShowEntry,
    Act::SeeAccessLog,
    Act::CheckIn,
    Act::MoveTrack,
    Act::AskToTalk,
];

/// The roles in which each of [`WHO`] may do that; `.`: not at all.
fn roles(act: Act, resource: impl Fn(PersonId) -> Resource) -> String {
    let cells = everybody().map(
        |(_, actor)| match may(&actor, act, &resource(actor.person())) {
            Ok(permit) => letter(permit.role()),
            Err(NotFound) => ".",
        },
    );
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_act_on_its_own_thing_is_judged_as_the_table_says() {
    assert_eq!(
        WHO,
        "O L E C T t 2 n P D A X Y N U u V v M m G p q R r S Q Z"
    );
    let owner = |_| Resource::Student(OWNER);
    for act in DIARY {
        assert_eq!(
            roles(act, owner),
            "s . s . . . . . . . . . . . \
             . . . . . . . . . . . . . .",
            "{act:?}"
        );
    }
    assert_eq!(
        roles(Act::AgreeTrack, |_| track(SectionKind::Project)),
        ". . . . t . t . . d . t . . u . v . . . . . . . . t . t"
    );
    assert_eq!(
        roles(Act::AgreeTrack, |_| track(SectionKind::Iep)),
        ". . . . t . t . . d . t . . u . . . . . . . . . . t . t"
    );
    // Sent to the psychologists together, and to each by name.
    assert_eq!(
        roles(Act::AnswerTalkRequest, |_| asked(None)),
        ". . . . . . . . p . . . p . \
             . . . . . . . p . . . . . ."
    );
    assert_eq!(
        roles(Act::AnswerTalkRequest, |me| asked(Some(me))),
        ". . . . t . t . p . . t p . \
             u . . . . . . p . . . . . ."
    );
    assert_eq!(
        roles(Act::SeeCheckins, owner),
        "s . s . . . . . p . . . p . \
             . . . . . . . p . . . . . ."
    );
    assert_eq!(
        roles(Act::SeeClass, |_| Resource::Class(A)),
        ". . t . t . t . p d a t p . \
             . . . . . . . p . . . t p t"
    );
    assert_eq!(
        roles(Act::SeeClass, |_| Resource::Class(B)),
        ". . p . . t t . p d a d t . \
             . . . . . . . . p . . . p t"
    );
    for act in [Act::SeeSchool, Act::CloseAlert] {
        let found = roles(act, |_| Resource::School);
        assert_eq!(
            found,
            ". . d . . . . . . d a d . . \
             . . . . . . . . . . . . . .",
            "{act:?}"
        );
    }
    assert_eq!(
        roles(Act::SeePeople, |_| Resource::School),
        ". . a . . . . . . . a . . . \
             . . . . . . . . . . . . . ."
    );
    assert_eq!(
        roles(Act::ManagePeople, |_| Resource::School),
        roles(Act::SeePeople, |_| Resource::School)
    );
    assert_eq!(
        roles(Act::ManageSchool, |_| Resource::School),
        roles(Act::SeeSchool, |_| Resource::School)
    );
    assert_eq!(
        roles(Act::SetPreferences, Resource::Own),
        "s . s s t t t t p d a t t . \
             u u v v m m m p p g g t p t"
    );
}

#[test]
fn one_acts_in_every_role_that_one_holds_and_never_on_oneself() {
    let named = |who: &str, acts: &[Act]| {
        let found = crate::access::capacities(&super::actor(who), acts);
        found
            .iter()
            .map(|capacity| capacity.role.code())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let pages = [Act::OpenShown, Act::Comment, Act::SetPreferences];
    for (who, roles) in [
        ("O", ""),
        ("T", "class_tutor"),
        ("S", "class_tutor"),
        ("A", ""),
        ("X", "class_tutor deputy_head"),
        ("Y", "class_tutor psychologist"),
        ("N", ""),
    ] {
        assert_eq!(named(who, &pages), roles, "{who}");
    }
    assert_eq!(named("A", &[Act::SeePeople, Act::SeeSchool]), "sys_admin");
    assert_eq!(named("O", Act::ALL), "");
}

#[test]
fn who_is_in_no_class_has_no_class_tutor() {
    let classless = Resource::Track {
        owner: Student {
            class: None,
            ..OWNER
        },
        row: SectionKind::Project,
    };
    assert_eq!(
        roles(Act::AgreeTrack, |_| classless.clone()),
        ". . . . . . . . . d . d . . \
             u . v . . . . . . . . . . ."
    );
}

#[test]
fn an_act_on_a_thing_of_another_kind_is_nothing() {
    for act in Act::ALL {
        for (who, actor) in everybody() {
            for resource in things(actor.person()) {
                let fits = match act {
                    Act::OpenShown | Act::Comment | Act::SettleShown => {
                        matches!(resource, Resource::Shown(_))
                    }
                    Act::AgreeTrack => matches!(resource, Resource::Track { .. }),
                    Act::AnswerTalkRequest => matches!(resource, Resource::TalkRequest { .. }),
                    Act::SeeClass => matches!(resource, Resource::Class(_)),
                    Act::SeeSchool
                    | Act::CloseAlert
                    | Act::SeePeople
                    | Act::ManagePeople
                    | Act::ManageSchool => resource == Resource::School,
                    Act::SetPreferences => resource == Resource::Own(actor.person()),
                    _ => matches!(resource, Resource::Student(_)),
                };
                let permit = may(&actor, *act, &resource);
                assert!(fits || permit.is_err(), "{who} {act:?} {resource:?}");
            }
        }
    }
}

/// Whom each of [`WHO`] may ever reach, all relations together: `o` themselves, `A`, `B`, `C` a
/// class, `O` the owner by name, `c` another student, `S` the school, `.` nobody.
fn reaches(act: Act) -> String {
    let cells = everybody().map(|(_, actor)| {
        let scope = scope(&actor, act);
        assert_eq!(scope.is_nobody(), scope.relations().count() == 0);
        let class = |class: &ClassId| match *class {
            A => 'A',
            B => 'B',
            _ => 'C',
        };
        let student = |student: &PersonId| match *student == OWNER.person {
            true => 'O',
            false => 'c',
        };
        let relations = scope.relations().map(|relation| match &relation.target {
            Target::Own => "o".to_owned(),
            Target::School => "S".to_owned(),
            Target::Classes(classes) => classes.iter().map(class).collect::<String>(),
            Target::Students(students) => students.iter().map(student).collect::<String>(),
        });
        let relations: String = relations.collect();
        assert_eq!(scope.is_school(), relations.contains('S'));
        match relations.as_str() {
            "" => ".".to_owned(),
            _ => relations,
        }
    });
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_act_reaches_as_far_as_the_table_says() {
    let nobody = ". . . . . . . . . . . . . .";
    for act in DIARY {
        let far = format!("o . o o . . . . . . . . . . {nobody}");
        assert_eq!(reaches(act), far, "{act:?}");
    }
    for (act, far, new) in [
        (
            Act::OpenShown,
            ". . AOOASSO . A B BA . S S . AS BS .",
            "O c O c A . O A BC O c A S BA",
        ),
        (
            Act::Comment,
            "o . oAOOAS o A B BA . S . . A BS .",
            "O c O c A . O A BC . . A S BA",
        ),
        (
            Act::SettleShown,
            ". . AOOAS . A B BA . S . . A BS .",
            "O c O c A . O A BC . . A S BA",
        ),
        (
            Act::AnswerTalkRequest,
            ". . AOS . A B BA . S . . A BS .",
            "O c . . . . . A BC . . A . BA",
        ),
        (
            Act::AgreeTrack,
            ". . AOOS . A B BA . . S . AS B .",
            "O c O c . . . . . . . A . BA",
        ),
        (
            Act::SeeCheckins,
            "o . oS o . . . . S . . . S .",
            ". . . . . . . A BC . . . . .",
        ),
        (
            Act::SeeClass,
            ". . ASSS . A B BA . S S S AS BS .",
            ". . . . . . . A BC . . A S BA",
        ),
        (Act::SeeSchool, ". . SS . . . . . . S S S . .", nobody),
        (Act::CloseAlert, ". . SS . . . . . . S S S . .", nobody),
        (Act::ManageSchool, ". . SS . . . . . . S S S . .", nobody),
        (Act::ManagePeople, ". . S . . . . . . . S . . .", nobody),
        (Act::SeePeople, ". . S . . . . . . . S . . .", nobody),
        (
            Act::SetPreferences,
            "o . ooooooooo o o o oo o o o o oo oo .",
            "o o o o o o o o o o o o o oo",
        ),
    ] {
        assert_eq!(reaches(act), format!("{far} {new}"), "{act:?}");
    }
}

#[test]
fn a_substitute_takes_over_no_check_ins_and_no_diary() {
    let pupil = Membership {
        substitutes: Some(Substitutes {
            whom: OWNER.person,
            since: SINCE,
        }),
        ..Membership::new(Role::Student, Over::class(A))
    };
    // Whoever makes such a membership opens nothing by it.
    let held = [
        pupil.clone(),
        Membership {
            role: Role::Guardian,
            over: Over::student(OWNER.person),
            ..pupil
        },
    ];
    let nobody = Actor::signed_in(OWNER.person, held.to_vec());
    for act in Act::ALL {
        assert!(scope(&nobody, *act).is_nobody(), "{act:?}");
        for resource in things(OWNER.person) {
            assert_eq!(may(&nobody, *act, &resource), Err(NotFound), "{act:?}");
        }
    }
}
