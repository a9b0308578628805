//! A permit says for what it was given, and for nothing else.

use super::{OWNER, actor, everybody, page, things, track};
use crate::{
    access::{Act, Actor, NotFound, Resource, SectionKind, may},
    audience::Reader,
    role::Role,
};

#[test]
fn a_permit_carries_who_acts_in_which_role_on_what() {
    for act in Act::ALL {
        for (who, actor) in everybody() {
            for resource in things(actor.person()) {
                let Ok(permit) = may(&actor, *act, &resource) else {
                    continue;
                };
                assert_eq!(permit.actor(), actor.person(), "{who} {act:?}");
                assert!(actor.has(permit.role()), "{who} {act:?}");
                assert_eq!(permit.resource(), &resource, "{who} {act:?}");
            }
        }
    }
}

#[test]
fn a_permit_for_a_diary_names_its_student_for_that_act_alone() {
    let permit = may(&actor("O"), Act::SaveEntry, &Resource::Student(OWNER)).expect("a permit");
    let tutor = may(&actor("T"), Act::AgreeTrack, &track(SectionKind::Project)).expect("a permit");
    for act in Act::ALL {
        let expected = |is: Act| (*act == is).then_some(OWNER.person).ok_or(NotFound);
        assert_eq!(permit.student(*act), expected(Act::SaveEntry), "{act:?}");
        assert_eq!(tutor.student(*act), expected(Act::AgreeTrack), "{act:?}");
        assert_eq!(permit.own(*act), Err(NotFound), "{act:?}");
    }
}

#[test]
fn a_permit_for_ones_account_is_for_that_act_alone() {
    let me = actor("D");
    let own = Resource::Own(me.person());
    let permit = may(&me, Act::SetPreferences, &own).expect("a permit");
    for act in Act::ALL {
        let expected = (*act == Act::SetPreferences).then_some(me.person());
        assert_eq!(permit.own(*act), expected.ok_or(NotFound), "{act:?}");
        assert_eq!(permit.student(*act), Err(NotFound), "{act:?}");
    }
}

#[test]
fn a_permit_for_the_school_is_for_that_act_alone() {
    let me = actor("D");
    let permit = may(&me, Act::SeeSchool, &Resource::School).expect("a permit");
    for act in Act::ALL {
        let expected = (*act == Act::SeeSchool).then_some(me.person());
        assert_eq!(permit.school(*act), expected.ok_or(NotFound), "{act:?}");
        assert_eq!(permit.own(*act), Err(NotFound), "{act:?}");
        assert_eq!(permit.student(*act), Err(NotFound), "{act:?}");
    }
    let own = may(&me, Act::SetPreferences, &Resource::Own(me.person())).expect("a permit");
    assert_eq!(own.school(Act::SetPreferences), Err(NotFound));
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "what the operator may is tested here"
)]
fn whoever_runs_the_program_runs_the_school_and_reads_nothing() {
    for act in Act::ALL {
        let permit = crate::access::operator(*act);
        let is_running = matches!(act, Act::ManagePeople | Act::ManageSchool);
        assert_eq!(permit.is_ok(), is_running, "{act:?}");
        assert!(permit.is_ok_and(|permit| permit.school(*act).is_ok()) || !is_running);
    }
}

#[test]
fn a_permit_names_whom_a_substitute_stands_in_for() {
    let resource = Resource::Shown(page(SectionKind::Choice, Reader::ALL.into_iter().collect()));
    for (who, whom) in [
        ("T", None),
        ("S", Some("T")),
        ("Q", Some("P")),
        ("Z", Some("T")),
    ] {
        let permit = may(&actor(who), Act::OpenShown, &resource).expect("a permit");
        assert_eq!(
            permit.substitutes(),
            whom.map(|whom| actor(whom).person()),
            "{who}"
        );
    }
    // What one may oneself, one does for oneself.
    let own = may(
        &actor("Z"),
        Act::SetPreferences,
        &Resource::Own(actor("Z").person()),
    );
    assert_eq!(own.expect("a permit").substitutes(), None);
}

#[test]
fn what_one_may_in_a_role_of_ones_own_one_does_for_oneself() {
    let [own, instead] = ["T", "S"].map(|who| {
        actor(who)
            .memberships(Role::ClassTutor)
            .cloned()
            .collect::<Vec<_>>()
    });
    let both = Actor::signed_in(actor("S").person(), [instead, own].concat());
    let resource = Resource::Shown(page(SectionKind::Choice, Reader::ALL.into_iter().collect()));
    let permit = may(&both, Act::OpenShown, &resource).expect("a permit");
    assert_eq!(permit.substitutes(), None);
}
