//! Who may do what to whom, in which role; and whom they may ever reach.

use super::{A, B, OWNER, WHO, actor, everybody, letter, things};
use crate::{
    access::{Act, Facts, NotFound, Reach, Student, may, reach},
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

/// Whom each of [`WHO`] may ever reach: `o` themselves, `A`, `B`, `BA` these classes, `S` the
/// school, `.` nobody.
fn reaches(act: Act) -> String {
    let cells = everybody().map(|(_, actor)| match reach(&actor, act) {
        Reach::Nobody => ".".to_owned(),
        Reach::Own => "o".to_owned(),
        Reach::School => "S".to_owned(),
        Reach::Classes(classes) => classes
            .into_iter()
            .map(|class| if class == A { 'A' } else { 'B' })
            .collect(),
    });
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_act_reaches_as_far_as_the_table_says() {
    for act in DIARY {
        assert_eq!(reaches(act), "o . o o . . . . . . . . . .", "{act:?}");
    }
    for (act, far) in [
        (Act::OpenShown, ". . S . A B BA . S S . S S ."),
        (Act::Comment, ". . S . A B BA . S . . A S ."),
        (Act::AgreeTrack, ". . S . A B BA . . S . S B ."),
        (Act::SeeCheckins, "o . S o . . . . S . . . S ."),
        (Act::SeeClass, ". . S . A B BA . S S S S S ."),
        (Act::SeeSchool, ". . S . . . . . . S S S . ."),
        (Act::CloseAlert, ". . S . . . . . . S S S . ."),
        (Act::SeePeople, ". . S . . . . . . . S . . ."),
        (Act::SetOwnLook, "o . o o o o o o o o o o o ."),
    ] {
        assert_eq!(reaches(act), far, "{act:?}");
    }
    assert!(matches!(reach(&actor("2"), Act::SeeClass), Reach::Classes(found) if found == [B, A]));
}
