//! Roles begin and end on days; what a role opened closes with it.

use std::sync::Arc;

use domain::{
    access::{Act, Membership, scope},
    audience::Reader,
    id::PersonId,
    role::Role,
};
use store::{StoreError, people};

use crate::{
    school::{School, at, day, today},
    scope::{listed, listed_on},
};

async fn students(school: &School, reader: PersonId) -> Vec<PersonId> {
    let actor = school.actor(reader).await;
    let found = people::students(
        &mut school.read().await,
        reader,
        &scope(&actor, Act::SeeClass),
        today(),
    )
    .await
    .unwrap();
    found.iter().map(|line| line.student.person).collect()
}

both_engines! {
    async fn a_tutor_whose_time_ended_yesterday_finds_nothing_today(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        // The last day is not part of it.
        store::write!(school.db(), tx => people::end_memberships(tx, school.tutor_a, school.class_a, today()).await).unwrap();
        assert!(school.open_on(school.tutor_a, entry, day("2026-11-23"), at(2)).await.is_ok());
        assert_eq!(listed_on(&school, school.tutor_a, day("2026-11-23")).await, [entry]);
        assert!(matches!(school.open(school.tutor_a, entry, at(3)).await, Err(StoreError::NotFound)));
        assert!(listed(&school, school.tutor_a).await.is_empty());
        assert!(students(&school, school.tutor_a).await.is_empty());
        let circle = people::circle(&mut school.read().await, school.class_a, today()).await.unwrap();
        assert!(circle.iter().all(|adult| adult.reader != Reader::ClassTutor));
    }

    async fn a_tutor_whose_time_begins_tomorrow_finds_nothing_today(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let (id, held) = (school.id(), Membership { role: Role::ClassTutor, class: Some(school.class_a) });
        store::write!(school.db(), tx => people::add_membership(tx, id, school.tutor_b, held, day("2026-11-25")).await).unwrap();
        assert!(school.open(school.tutor_b, entry, at(2)).await.is_err());
        assert!(listed(&school, school.tutor_b).await.is_empty());
        assert!(school.open_on(school.tutor_b, entry, day("2026-11-25"), at(3)).await.is_ok());
    }

    async fn a_student_who_changed_class_is_found_by_the_new_tutor_only(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let (id, held) = (school.id(), Membership { role: Role::Student, class: Some(school.class_b) });
        store::write!(school.db(), tx => {
            match people::end_memberships(tx, school.varya.person, school.class_a, today()).await {
                Ok(()) => people::add_membership(tx, id, school.varya.person, held, today()).await,
                Err(error) => Err(error),
            }
        })
        .unwrap();
        assert!(listed(&school, school.tutor_a).await.is_empty());
        assert_eq!(listed(&school, school.tutor_b).await, [entry]);
        assert!(school.open(school.tutor_a, entry, at(2)).await.is_err());
        assert!(school.open(school.tutor_b, entry, at(2)).await.is_ok());
        assert_eq!(students(&school, school.tutor_a).await, [school.misha.person]);
        assert!(students(&school, school.tutor_b).await.contains(&school.varya.person));
        let line = people::student(&mut school.read().await, school.varya.person, today()).await.unwrap().unwrap();
        assert_eq!(line.student.class, Some(school.class_b));
    }

    async fn the_circle_of_a_class_is_its_tutor_and_the_schools_adults(school: Arc<School>) {
        let readers = async || -> Vec<(Reader, String)> {
            let circle = people::circle(&mut school.read().await, school.class_a, today()).await.unwrap();
            circle.into_iter().map(|adult| (adult.reader, adult.name.surname)).collect()
        };
        let tutor = (Reader::ClassTutor, "Соколова".to_owned());
        let psychologist = (Reader::Psychologist, "Белова".to_owned());
        let deputy = (Reader::DeputyHead, "Громов".to_owned());
        assert_eq!(readers().await, [tutor.clone(), deputy.clone(), psychologist]);
        store::write!(school.db(), tx => people::disable(tx, school.psychologist).await).unwrap();
        assert_eq!(readers().await, [tutor, deputy], "not with a shut account");
    }
}
