//! Steps of a track are only added, each after the last, by whoever may.

use std::sync::Arc;

use domain::access::{Act, Permit, Resource, SectionKind, may};
use store::{
    StoreError,
    tracks::{self, Track},
};

use crate::school::{School, at};

async fn add(school: &School, permit: &Permit, seq: usize, step: &str) -> Result<(), StoreError> {
    let (diary, id) = (school.varya.diary, school.id());
    store::write!(school.db(), tx => {
        tracks::add(tx, permit, id, (diary, Track::Project), seq, (step, "слово"), at(i64::try_from(seq).unwrap_or(0))).await
    })
}

async fn codes(school: &School, track: Track) -> Vec<String> {
    let steps = tracks::steps(&mut school.read().await, school.varya.diary, track)
        .await
        .unwrap();
    steps.into_iter().map(|step| step.code).collect()
}

both_engines! {
    async fn steps_follow_each_other(school: Arc<School>) {
        let permit = school.varya.may(Act::MoveTrack);
        add(&school, &permit, 0, "next").await.unwrap();
        add(&school, &permit, 1, "pause").await.unwrap();
        assert_eq!(codes(&school, Track::Project).await, ["next", "pause"]);
        assert!(codes(&school, Track::Iep).await.is_empty());
        let steps = tracks::steps(&mut school.read().await, school.varya.diary, Track::Project).await.unwrap();
        assert_eq!((steps[1].actor, steps[1].note.as_str(), steps[1].at), (school.varya.person, "слово", at(1)));
    }

    async fn of_two_at_once_one_is_told_that_it_came_late(school: Arc<School>) {
        let permit = school.varya.may(Act::MoveTrack);
        add(&school, &permit, 0, "next").await.unwrap();
        let late = add(&school, &permit, 0, "pause").await;
        assert!(matches!(late, Err(StoreError::Raced)), "{late:?}");
        assert_eq!(codes(&school, Track::Project).await, ["next"]);
    }

    async fn a_permit_for_somebody_else_or_something_else_adds_nothing(school: Arc<School>) {
        let agrees = async |row| may(&school.actor(school.tutor_a).await, Act::AgreeTrack, &Resource::Track { owner: school.varya.student(), row }).unwrap();
        let tutor = agrees(SectionKind::Project).await;
        add(&school, &tutor, 0, "approve").await.unwrap();
        for permit in [school.misha.may(Act::MoveTrack), school.varya.may(Act::SaveEntry), agrees(SectionKind::Iep).await] {
            let tried = add(&school, &permit, 1, "next").await;
            assert!(matches!(tried, Err(StoreError::NotFound)), "{tried:?}");
        }
        assert_eq!(codes(&school, Track::Project).await, ["approve"]);
    }
}
