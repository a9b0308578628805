//! Who may do what to whom, in which role; and whom they may ever reach.

use super::{A, B, OWNER, WHO, everybody, letter, things};
use crate::{
    access::{Act, Facts, NotFound, Student, Target, may, scope},
    id::PersonId,
};

const DIARY: [Act; 6] = [
    Act::ReadDiary,
    Act::SaveEntry,
    Act::ShowEntry,
    Act::SeeReadings,
    Act::CheckIn,
    Act::MoveTrack,
];

/// The roles in which each of [`WHO`] may do that; `.`: not at all.
fn roles(act: Act, facts: impl Fn(PersonId) -> Facts) -> String {
    let cells = everybody().map(
        |(_, actor)| match may(&actor, act, &facts(actor.person())) {
            Ok(permit) => letter(permit.role()),
            Err(NotFound) => ".",
        },
    );
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_act_on_its_own_thing_is_judged_as_the_table_says() {
    assert_eq!(WHO, "O L E C T t 2 n P D A X Y N");
    let owner = |_| Facts::Student(OWNER);
    for act in DIARY {
        assert_eq!(roles(act, owner), "s . s . . . . . . . . . . .", "{act:?}");
    }
    assert_eq!(roles(Act::AgreeTrack, owner), ". . . . t . t . . d . t . .");
    assert_eq!(
        roles(Act::SeeCheckins, owner),
        "s . s . . . . . p . . . p ."
    );
    assert_eq!(
        roles(Act::SeeClass, |_| Facts::Class(A)),
        ". . t . t . t . p d a t p ."
    );
    assert_eq!(
        roles(Act::SeeClass, |_| Facts::Class(B)),
        ". . p . . t t . p d a d t ."
    );
    for act in [Act::SeeSchool, Act::CloseAlert] {
        let found = roles(act, |_| Facts::School);
        assert_eq!(found, ". . d . . . . . . d a d . .", "{act:?}");
    }
    assert_eq!(
        roles(Act::SeePeople, |_| Facts::School),
        ". . a . . . . . . . a . . ."
    );
    assert_eq!(
        roles(Act::SetOwnLook, Facts::Own),
        "s . s s t t t t p d a t t ."
    );
}

#[test]
fn who_is_in_no_class_has_no_class_tutor() {
    let classless = Facts::Student(Student {
        class: None,
        ..OWNER
    });
    assert_eq!(
        roles(Act::AgreeTrack, |_| classless.clone()),
        ". . . . . . . . . d . d . ."
    );
}

#[test]
fn an_act_on_a_thing_of_another_kind_is_nothing() {
    for act in Act::ALL {
        for (who, actor) in everybody() {
            for facts in things(actor.person()) {
                let fits = match act {
                    Act::OpenShown | Act::Comment => matches!(facts, Facts::Shown { .. }),
                    Act::SeeClass => matches!(facts, Facts::Class(_)),
                    Act::SeeSchool | Act::CloseAlert | Act::SeePeople => facts == Facts::School,
                    Act::SetOwnLook => facts == Facts::Own(actor.person()),
                    _ => matches!(facts, Facts::Student(_)),
                };
                let permit = may(&actor, *act, &facts);
                assert!(fits || permit.is_err(), "{who} {act:?} {facts:?}");
            }
        }
    }
}

/// Whom each of [`WHO`] may ever reach, all relations together: `o` themselves, `A`, `B` a class,
/// `S` the school, `.` nobody.
fn reaches(act: Act) -> String {
    let cells = everybody().map(|(_, actor)| {
        let scope = scope(&actor, act);
        assert_eq!(scope.is_nobody(), scope.relations().count() == 0);
        let relations = scope.relations().map(|relation| match relation.target {
            Target::Own => 'o',
            Target::School => 'S',
            Target::Class(class) if class == A => 'A',
            Target::Class(_) => 'B',
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
    for act in DIARY {
        assert_eq!(reaches(act), "o . o o . . . . . . . . . .", "{act:?}");
    }
    for (act, far) in [
        (Act::OpenShown, ". . ASS . A B BA . S S . AS BS ."),
        (Act::Comment, "o . oAS o A B BA . S . . A BS ."),
        (Act::AgreeTrack, ". . AS . A B BA . . S . AS B ."),
        (Act::SeeCheckins, "o . oS o . . . . S . . . S ."),
        (Act::SeeClass, ". . ASSS . A B BA . S S S AS BS ."),
        (Act::SeeSchool, ". . SS . . . . . . S S S . ."),
        (Act::CloseAlert, ". . SS . . . . . . S S S . ."),
        (Act::SeePeople, ". . S . . . . . . . S . . ."),
        (Act::SetOwnLook, "o . ooooo o o o oo o o o o oo oo ."),
    ] {
        assert_eq!(reaches(act), far, "{act:?}");
    }
}
