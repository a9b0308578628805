//! Check-ins: the student's, and the psychologist's without private notes.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, Relation, Resource, Scope, Target, may},
    checkin::Checkin,
    id::{CheckinId, PersonId},
    role::Role,
};
use store::{
    StoreError,
    access_log::{self, Of, Way, What},
    checkins::{self, Kept, Seen},
    ledger,
};

use crate::school::{KEY, Pupil, School, at, opening, today};

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
        &Resource::Student(pupil.student()),
    )
    .unwrap()
}

async fn open(
    school: &School,
    permit: &Permit,
    now: DateTime<Utc>,
) -> Result<Vec<Seen>, StoreError> {
    store::write!(school.db(), tx => access_log::open_checkins(tx, permit, at(0), &opening(now)).await)
}

both_engines! {
    async fn a_private_note_is_its_writers_alone(school: Arc<School>) {
        keep(&school, school.varya, 0, Some("только моё"), false).await;
        keep(&school, school.varya, 1, Some("для психолога"), true).await;
        keep(&school, school.misha, 2, None, false).await;
        let mut conn = school.read().await;
        let notes = |found: &[Seen]| found.iter().map(|kept| kept.note.clone().unwrap()).collect::<Vec<_>>();
        let shown = Some("для психолога".to_owned());

        let permit = psychologists(&school, school.varya).await;
        let series = open(&school, &permit, at(5)).await.unwrap();
        let mood = series[0].checkin.as_ref().unwrap().mood;
        assert_eq!((notes(&series), mood), (vec![None, shown.clone()], 3));
        assert!(matches!(checkins::of_student(&mut conn, &permit, at(0)).await, Err(StoreError::NotFound)), "not past the ledger");
        let own = checkins::of_student(&mut conn, &school.varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        assert_eq!(notes(&own), [Some("только моё".to_owned()), shown.clone()]);
        let all = checkins::of_students(&mut conn, school.psychologist, &Scope::school(), at(0), today()).await.unwrap();
        let expected = [school.varya.person, school.varya.person, school.misha.person];
        assert_eq!(all.into_iter().map(|(person, ..)| person).collect::<Vec<_>>(), expected, "of the school, no notes at all");
    }

    async fn opening_check_ins_leaves_one_line_that_names_them(school: Arc<School>) {
        let permit = psychologists(&school, school.varya).await;
        assert!(open(&school, &permit, at(1)).await.unwrap().is_empty());
        keep(&school, school.varya, 2, Some("для психолога"), true).await;
        open(&school, &permit, at(3)).await.unwrap();
        let own = school.varya.may(Act::SeeCheckins);
        assert!(matches!(open(&school, &own, at(4)).await, Err(StoreError::NotFound)), "one's own are no reading");
        let ledger = access_log::of_diary(&mut school.read().await, &school.varya.may(Act::SeeAccessLog), 9).await.unwrap();
        let [Ok(line)] = ledger.as_slice() else { panic!("{ledger:?}") };
        assert_eq!((line.seq, line.at), (1, at(3)), "where there was nothing to see, nothing was read");
        let What::Opened { way, reader, role, of } = &line.what else { panic!("{line:?}") };
        assert_eq!((way, reader.surname.as_str(), role, of), (&Way::Displayed, "Белова", &Role::Psychologist, &Of::Checkins));
        assert!(ledger::check(&mut school.read().await, &KEY, school.varya.diary, None).await.unwrap().is_ok());
    }

    async fn without_a_ledger_the_words_stay_where_they_are(school: Arc<School>) {
        keep(&school, school.varya, 2, Some("для психолога"), true).await;
        let mut raw = school.raw().await;
        raw.run("DELETE FROM diary_edition").await;
        raw.run("DELETE FROM diary").await;
        let permit = psychologists(&school, school.varya).await;
        let series = open(&school, &permit, at(3)).await.unwrap();
        assert_eq!((series.len(), &series[0].note), (1, &Ok(None)));
    }

    async fn a_series_begins_when_asked_and_is_the_oldest_first(school: Arc<School>) {
        for minute in [5, 1, 3] {
            keep(&school, school.varya, minute, None, false).await;
        }
        let mut conn = school.read().await;
        let permit = school.varya.may(Act::SeeCheckins);
        let found = checkins::of_student(&mut conn, &permit, at(3)).await.unwrap();
        assert_eq!(found.iter().map(|kept| kept.at).collect::<Vec<_>>(), [at(3), at(5)]);
        assert_eq!(checkins::of_students(&mut conn, school.psychologist, &Scope::school(), at(4), today()).await.unwrap().len(), 1);
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
        let kept = Seen { id: hers.id, at: hers.at, checkin: Ok(amended.checkin), note: Ok(amended.note), note_shown: amended.note_shown };
        assert_eq!(found, [kept], "one check-in, at the time of its first tap");
    }

    async fn many_are_seen_only_by_who_reaches_them(school: Arc<School>) {
        keep(&school, school.varya, 0, None, false).await;
        keep(&school, school.timur, 0, None, false).await;
        let mut conn = school.read().await;
        let me = school.psychologist;
        for scope in [Scope::default(), Scope::own()] {
            let found = checkins::of_students(&mut conn, me, &scope, at(0), today()).await;
            assert!(matches!(found, Err(StoreError::NotFound)));
        }
        let (hers, his) = (school.varya.person, school.timur.person);
        for (target, expected) in [
            (Target::Classes([school.class_a].into()), vec![hers]),
            (Target::Students([his].into()), vec![his]),
            (Target::Classes([].into()), vec![]),
            (Target::School, vec![hers, his]),
        ] {
            let scope: Scope = [Relation::to(target.clone())].into_iter().collect();
            let kept = checkins::of_students(&mut conn, me, &scope, at(0), today()).await.unwrap();
            let mut found: Vec<PersonId> = kept.iter().map(|(person, ..)| *person).collect();
            found.sort();
            assert_eq!(found, expected, "{target:?}");
        }
    }
}
