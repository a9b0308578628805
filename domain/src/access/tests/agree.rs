//! Whom an act may ever reach is exactly whom it may be done to.

use proptest::prelude::*;
use uuid::Uuid;

use super::{A, B};
use crate::{
    access::{
        Act, Actor, Facts, Membership, Row, Scope, Student, Target, may, readers, scope, visible,
    },
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
};

fn person() -> impl Strategy<Value = PersonId> {
    (0..3_u128).prop_map(|id| PersonId(Uuid::from_u128(id)))
}

fn class() -> impl Strategy<Value = Option<ClassId>> {
    prop::sample::select(vec![None, Some(A), Some(B)])
}

fn actors() -> impl Strategy<Value = Actor> {
    let role = prop::sample::select(Role::ALL.to_vec());
    let held = (role, class()).prop_map(|(role, class)| Membership { role, class });
    (person(), prop::collection::vec(held, 0..4))
        .prop_map(|(person, held)| Actor::signed_in(person, held))
}

fn students() -> impl Strategy<Value = Student> {
    (person(), class()).prop_map(|(person, class)| Student { person, class })
}

fn audience() -> impl Strategy<Value = Audience> {
    prop::sample::subsequence(Reader::ALL.to_vec(), 0..=Reader::ALL.len())
        .prop_map(|readers| readers.into_iter().collect())
}

fn is_in(scope: &Scope, actor: &Actor, student: Student) -> bool {
    scope.relations().any(|relation| match relation.target {
        Target::Own => student.person == actor.person(),
        Target::Class(class) => student.class == Some(class),
        Target::School => true,
    })
}

proptest! {
    #[test]
    fn an_act_reaches_whom_it_may_be_done_to(actor in actors(), student in students()) {
        for act in Act::ALL {
            let scope = scope(&actor, *act);
            let can = |facts: &Facts| may(&actor, *act, facts).is_ok();
            let is_self = actor.person() == student.person;
            let (found, expected) = match act {
                Act::OpenShown | Act::Comment => {
                    // What one shows oneself is read in the diary, and answered there.
                    if is_self {
                        continue;
                    }
                    let everybody: Audience = Reader::ALL.into_iter().collect();
                    let any = Row::ALL.into_iter().any(|row| {
                        can(&Facts::Shown { owner: student, row, audience: everybody.clone() })
                    });
                    (any, is_in(&scope, &actor, student))
                }
                Act::AgreeTrack => {
                    (can(&Facts::Student(student)), !is_self && is_in(&scope, &actor, student))
                }
                Act::SeeClass => {
                    let Some(class) = student.class else { continue };
                    (can(&Facts::Class(class)), is_in(&scope, &actor, student))
                }
                Act::SeeSchool | Act::CloseAlert | Act::SeePeople => (can(&Facts::School), scope.is_school()),
                Act::SetOwnLook => (can(&Facts::Own(actor.person())), !scope.is_nobody()),
                _ => (can(&Facts::Student(student)), is_in(&scope, &actor, student)),
            };
            prop_assert_eq!(found, expected, "{:?}", act);
        }
    }

    #[test]
    fn a_page_opens_exactly_when_one_of_its_fields_is_seen(
        actor in actors(), owner in students(), at in 0..Row::ALL.len(), audience in audience(),
    ) {
        prop_assume!(actor.person() != owner.person);
        let row = Row::ALL[at];
        let seen = visible(&readers(&actor, owner), row, &audience);
        let opens = may(&actor, Act::OpenShown, &Facts::Shown { owner, row, audience }).is_ok();
        prop_assert_eq!(seen, opens);
    }

    #[test]
    fn who_may_answer_may_open(
        actor in actors(), owner in students(), at in 0..Row::ALL.len(), audience in audience(),
    ) {
        prop_assume!(actor.person() != owner.person);
        let facts = Facts::Shown { owner, row: Row::ALL[at], audience };
        if may(&actor, Act::Comment, &facts).is_ok() {
            prop_assert!(may(&actor, Act::OpenShown, &facts).is_ok());
        }
    }
}
