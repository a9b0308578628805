//! Whom an act may ever reach is exactly whom it may be done to.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::{A, B, SINCE};
use crate::{
    access::{
        Act, Actor, Membership, Over, Relation, Resource, Scope, SectionKind, ShownPage, Student,
        Substitutes, Target, may, readers, scope, visible,
    },
    audience::{Audience, Reader},
    id::{ClassId, PersonId},
    role::Role,
    subject::Subject,
};

const SUBJECTS: [&str; 3] = ["", "maths", "physics"];

fn person() -> impl Strategy<Value = PersonId> {
    (0..3_u128).prop_map(|id| PersonId(Uuid::from_u128(id)))
}

fn class() -> impl Strategy<Value = Option<ClassId>> {
    prop::sample::select(vec![None, Some(A), Some(B)])
}

fn subject() -> impl Strategy<Value = Option<Subject>> {
    prop::sample::select(SUBJECTS.to_vec()).prop_map(Subject::parse)
}

fn over() -> impl Strategy<Value = Over> {
    prop_oneof![
        Just(Over::Nobody),
        prop::sample::subsequence(vec![A, B], 0..=2)
            .prop_map(|classes| Over::Classes(classes.into_iter().collect())),
        prop::collection::btree_set(person(), 0..3).prop_map(Over::Students),
        Just(Over::School),
    ]
}

/// Within an hour around the beginning of a substitution.
fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (-1..=1_i64).prop_map(|hours| SINCE + Duration::hours(hours))
}

fn membership() -> impl Strategy<Value = Membership> {
    let role = prop::sample::select(Role::ALL.to_vec());
    let substitutes = (person(), moment()).prop_map(|(whom, since)| Substitutes { whom, since });
    let substitutes = prop::option::weighted(0.3, substitutes);
    (role, over(), subject(), substitutes).prop_map(|(role, over, subject, substitutes)| {
        Membership {
            role,
            over,
            subject,
            substitutes,
        }
    })
}

fn actors() -> impl Strategy<Value = Actor> {
    (person(), prop::collection::vec(membership(), 0..4))
        .prop_map(|(person, held)| Actor::signed_in(person, held))
}

fn students() -> impl Strategy<Value = Student> {
    (person(), class()).prop_map(|(person, class)| Student { person, class })
}

fn pages() -> impl Strategy<Value = ShownPage> {
    let displayed = (prop::sample::select(Reader::ALL.to_vec()), person());
    let displayed = prop::collection::btree_set(displayed, 0..4);
    let row = prop::sample::select(SectionKind::ALL.to_vec());
    (students(), row, audience(), subject(), moment(), displayed).prop_map(
        |(owner, row, audience, subject, shown_at, displayed)| ShownPage {
            owner,
            row,
            audience,
            subject,
            shown_at,
            displayed,
        },
    )
}

fn audience() -> impl Strategy<Value = Audience> {
    prop::sample::subsequence(Reader::ALL.to_vec(), 0..=Reader::ALL.len())
        .prop_map(|readers| readers.into_iter().collect())
}

fn aims_at(relation: &Relation, actor: &Actor, student: Student) -> bool {
    match &relation.target {
        Target::Own => student.person == actor.person(),
        Target::Classes(classes) => student.class.is_some_and(|class| classes.contains(&class)),
        Target::Students(students) => students.contains(&student.person),
        Target::School => true,
    }
}

fn is_in(scope: &Scope, actor: &Actor, student: Student) -> bool {
    scope
        .relations()
        .any(|relation| aims_at(relation, actor, student))
}

/// What the store makes of a relation.
fn finds(relation: &Relation, actor: &Actor, page: &ShownPage) -> bool {
    let Some(reader) = relation.reader else {
        return false;
    };
    let is_of_subject = relation.subject.is_none() || relation.subject == page.subject;
    let by_others: BTreeSet<Reader> = page
        .displayed
        .iter()
        .filter(|(_, person)| *person != actor.person())
        .map(|(reader, _)| *reader)
        .collect();
    let is_in_time = relation
        .shown_since
        .is_none_or(|since| page.shown_at >= since || !by_others.contains(&reader));
    page.owner.person != actor.person()
        && aims_at(relation, actor, page.owner)
        && page.audience.contains(reader)
        && page.row.readers().contains(reader)
        && is_of_subject
        && is_in_time
}

proptest! {
    #[test]
    fn an_act_reaches_whom_it_may_be_done_to(actor in actors(), student in students()) {
        for act in Act::ALL {
            let scope = scope(&actor, *act);
            let can = |resource: &Resource| may(&actor, *act, resource).is_ok();
            let is_self = actor.person() == student.person;
            let (found, expected) = match act {
                Act::OpenShown | Act::Comment | Act::SettleShown => {
                    // What one shows oneself is read in the diary, and answered there.
                    if is_self {
                        continue;
                    }
                    let any = SectionKind::ALL.into_iter().any(|row| SUBJECTS.into_iter().any(|subject| {
                        can(&Resource::Shown(ShownPage {
                            owner: student,
                            row,
                            audience: Reader::ALL.into_iter().collect(),
                            subject: Subject::parse(subject),
                            shown_at: SINCE + Duration::hours(2),
                            displayed: BTreeSet::new(),
                        }))
                    }));
                    (any, is_in(&scope, &actor, student))
                }
                Act::AgreeTrack => {
                    let project = Resource::Track { owner: student, row: SectionKind::Project };
                    (can(&project), !is_self && is_in(&scope, &actor, student))
                }
                Act::AnswerTalkRequest => {
                    let people = (0..3_u128).map(|id| Some(PersonId(Uuid::from_u128(id))));
                    let mut addressees = people.chain([None, Some(actor.person())]);
                    let found = addressees.any(|addressee| can(&Resource::TalkRequest { student, addressee }));
                    (found, !is_self && is_in(&scope, &actor, student))
                }
                Act::SeeClass => {
                    let Some(class) = student.class else { continue };
                    (can(&Resource::Class(class)), is_in(&scope, &actor, student))
                }
                Act::SeeSchool | Act::CloseAlert | Act::SeePeople | Act::ManagePeople | Act::ManageSchool => (can(&Resource::School), scope.is_school()),
                Act::SetPreferences => (can(&Resource::Own(actor.person())), !scope.is_nobody()),
                _ => (can(&Resource::Student(student)), is_in(&scope, &actor, student)),
            };
            prop_assert_eq!(found, expected, "{:?}", act);
        }
    }

    #[test]
    fn a_page_is_found_exactly_when_it_may_be_opened(actor in actors(), page in pages()) {
        let scope = scope(&actor, Act::OpenShown);
        let found = scope.relations().any(|relation| finds(relation, &actor, &page));
        prop_assert_eq!(found, may(&actor, Act::OpenShown, &Resource::Shown(page)).is_ok());
    }

    #[test]
    fn a_page_opens_exactly_when_one_of_its_fields_is_seen(actor in actors(), page in pages()) {
        let seen = visible(&readers(&actor, &page), page.row, &page.audience);
        prop_assert_eq!(seen, may(&actor, Act::OpenShown, &Resource::Shown(page)).is_ok());
    }

    #[test]
    fn who_may_answer_may_open(actor in actors(), page in pages()) {
        prop_assume!(actor.person() != page.owner.person);
        let resource = Resource::Shown(page);
        let comments = may(&actor, Act::Comment, &resource).is_ok();
        prop_assert!(!comments || may(&actor, Act::OpenShown, &resource).is_ok());
        prop_assert_eq!(comments, may(&actor, Act::SettleShown, &resource).is_ok());
    }
}
