//! Check-ins: the student's, and the psychologist's without private notes.

use std::sync::Arc;

use domain::{
    access::{Act, Facts, Permit, Reach, may},
    checkin::Checkin,
    id::{CheckinId, ClassId},
};
use store::{
    StoreError,
    checkins::{self, Kept},
};

use crate::school::{Pupil, School, at};

async fn keep(
    school: &School,
    pupil: Pupil,
    minute: i64,
    note: Option<&str>,
    note_shown: bool,
) -> Kept {
    let checkin = Checkin {
        mood: 3,
        ..Checkin::default()
    };
    let kept = Kept {
        id: CheckinId(school.id()),
        at: at(minute),
        checkin,
        note: note.map(str::to_owned),
        note_shown,
    };
    let permit = pupil.may(Act::CheckIn);
    store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
    kept
}

async fn psychologists(school: &School, pupil: Pupil) -> Permit {
    may(
        &school.actor(school.psychologist).await,
        Act::SeeCheckins,
        &Facts::Student(pupil.student()),
    )
    .unwrap()
}

both_engines! {
    async fn a_private_note_is_its_writers_alone(school: Arc<School>) {
        keep(&school, school.varya, 0, Some("только моё"), false).await;
        keep(&school, school.varya, 1, Some("для психолога"), true).await;
        keep(&school, school.misha, 2, None, false).await;
        let mut conn = school.read().await;
        let notes = |found: &[Kept]| found.iter().map(|kept| kept.note.clone()).collect::<Vec<_>>();
        let shown = Some("для психолога".to_owned());

        let permit = psychologists(&school, school.varya).await;
        let series = checkins::of_student(&mut conn, &permit, at(0)).await.unwrap();
        assert_eq!((notes(&series), series[0].checkin.mood), (vec![None, shown.clone()], 3));
        let own = checkins::of_student(&mut conn, &school.varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        assert_eq!(notes(&own), [Some("только моё".to_owned()), shown.clone()]);
        let all = checkins::of_school(&mut conn, &Reach::School, at(0)).await.unwrap();
        let expected = [school.varya.person, school.varya.person, school.misha.person];
        assert_eq!(all.into_iter().map(|(person, ..)| person).collect::<Vec<_>>(), expected, "of the school, no notes at all");
    }

    async fn a_series_begins_when_asked_and_is_the_oldest_first(school: Arc<School>) {
        for minute in [5, 1, 3] {
            keep(&school, school.varya, minute, None, false).await;
        }
        let mut conn = school.read().await;
        let permit = school.varya.may(Act::SeeCheckins);
        let found = checkins::of_student(&mut conn, &permit, at(3)).await.unwrap();
        assert_eq!(found.iter().map(|kept| kept.at).collect::<Vec<_>>(), [at(3), at(5)]);
        assert_eq!(checkins::of_school(&mut conn, &Reach::School, at(4)).await.unwrap().len(), 1);
    }

    async fn only_the_own_checkin_is_amended(school: Arc<School>) {
        let hers = keep(&school, school.varya, 0, Some("раз"), false).await;
        let amended = Kept { checkin: Checkin { mood: 5, ..Checkin::default() }, note: Some("два".to_owned()), at: at(9), ..hers.clone() };
        for (pupil, id, allowed) in [(school.misha, hers.id, false), (school.varya, CheckinId(school.id()), false), (school.varya, hers.id, true)] {
            let permit = pupil.may(Act::CheckIn);
            let done = store::write!(school.db(), tx => checkins::keep(tx, &permit, &amended, Some(id)).await);
            assert!(if allowed { done.is_ok() } else { matches!(done, Err(StoreError::NotFound)) });
        }
        let found = checkins::of_student(&mut school.read().await, &school.varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        assert_eq!(found, [Kept { at: hers.at, ..amended }], "one check-in, at the time of its first tap");
    }

    async fn the_school_is_seen_only_by_who_reaches_it(school: Arc<School>) {
        keep(&school, school.varya, 0, None, false).await;
        let mut conn = school.read().await;
        for reach in [Reach::Nobody, Reach::Own, Reach::Classes(vec![school.class_a]), Reach::Classes(Vec::<ClassId>::new())] {
            assert!(matches!(checkins::of_school(&mut conn, &reach, at(0)).await, Err(StoreError::NotFound)));
        }
    }
}
