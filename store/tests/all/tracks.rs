//! Steps of a track are only added, each after the last, by whoever may.

use std::sync::Arc;

use domain::{
    access::{Act, Permit, Resource, SectionKind, may},
    template,
    track::Hand,
};
use store::{
    StoreError,
    tracks::{self, Answer, NOTE_MAX, NewStep, Track, Why, Wish},
};

use crate::school::{School, at, today};

async fn add(school: &School, permit: &Permit, seq: usize, step: &str) -> Result<(), StoreError> {
    let (diary, id) = (school.varya.diary, school.id());
    store::write!(school.db(), tx => {
        let step = NewStep { id, seq, code: step, note: "слово", entry: None, signed_on: None, at: at(i64::try_from(seq).unwrap_or(0)) };
        tracks::add(tx, permit, (diary, Track::Project), &step).await
    })
}

async fn codes(school: &School, track: Track) -> Vec<String> {
    let steps = tracks::steps(&mut school.read().await, school.varya.diary, track)
        .await
        .unwrap();
    steps.into_iter().map(|step| step.code).collect()
}

/// A wish for a step of Varya's project, from a page that showed `seen` steps.
fn wish<'a>(
    school: &School,
    hands: &'a [Hand],
    (step, note): (&'a str, &'a str),
    seen: usize,
) -> Wish<'a> {
    Wish {
        id: school.id(),
        track: &template::Track::Project,
        hands,
        step,
        note,
        stage: None,
        seen,
        is_outdated: false,
        entry: None,
        signed_on: None,
        today: today(),
        now: at(1),
    }
}

async fn advance(school: &School, permit: &Permit, wish: Wish<'_>) -> Answer {
    let diary = school.varya.diary;
    store::write!(school.db(), tx => tracks::advance(tx, permit, diary, &wish).await).unwrap()
}

/// The leave of Varya's tutor on one of her tracks.
async fn tutors(school: &School, row: SectionKind) -> Permit {
    let track = Resource::Track {
        owner: school.varya.student(),
        row,
    };
    may(&school.actor(school.tutor_a).await, Act::AgreeTrack, &track).unwrap()
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
        let tutor = tutors(&school, SectionKind::Project).await;
        add(&school, &tutor, 0, "approve").await.unwrap();
        for permit in [school.misha.may(Act::MoveTrack), school.varya.may(Act::SaveEntry), tutors(&school, SectionKind::Iep).await] {
            let tried = add(&school, &permit, 1, "next").await;
            assert!(matches!(tried, Err(StoreError::NotFound)), "{tried:?}");
        }
        assert_eq!(codes(&school, Track::Project).await, ["approve"]);
    }

    async fn a_second_press_is_one_step_and_any_other_from_the_same_page_is_late(school: Arc<School>) {
        let own = school.varya.may(Act::MoveTrack);
        let tutor = tutors(&school, SectionKind::Project).await;
        let student = &[Hand::Student];
        for _ in 0..2 {
            let done = advance(&school, &own, wish(&school, student, ("next", "тема"), 0)).await;
            assert_eq!(done, Answer::Done);
        }
        let others = [(&own, ("next", "другая")), (&own, ("pause", "тема")), (&tutor, ("next", "тема"))];
        for (permit, step) in others {
            let late = advance(&school, permit, wish(&school, student, step, 0)).await;
            assert_eq!(late, Answer::Refused(Why::Moved), "{step:?}");
        }
        assert_eq!(codes(&school, Track::Project).await, ["next"]);
        let course = tracks::course(&mut school.read().await, school.varya.diary, Track::Project, school.varya.person, None).await.unwrap();
        assert_eq!(course.kept.as_deref(), Some("тема"), "of the last refusal");
    }

    async fn a_step_is_done_when_it_follows_and_by_the_hand_whose_it_is(school: Arc<School>) {
        let own = school.varya.may(Act::MoveTrack);
        let tutor = tutors(&school, SectionKind::Project).await;
        let (student, adult) = (&[Hand::Student], &[Hand::Tutor]);
        let not_now = Answer::Refused(Why::NotNow);
        let does_not_follow = wish(&school, student, ("change_topic", ""), 0);
        assert_eq!(advance(&school, &own, does_not_follow).await, not_now);
        for hands in [adult.as_slice(), &[]] {
            let of_another = wish(&school, hands, ("next", ""), 0);
            assert_eq!(advance(&school, &tutor, of_another).await, not_now, "{hands:?}");
        }
        for (stage, answer) in [("passport", not_now), ("idea", Answer::Done)] {
            let approves = Wish { stage: Some(stage), ..wish(&school, adult, ("approve", ""), 0) };
            assert_eq!(advance(&school, &tutor, approves).await, answer, "{stage}");
        }
        assert_eq!(codes(&school, Track::Project).await, ["approve"]);
    }

    async fn a_note_is_as_long_as_it_may_be_and_no_longer(school: Arc<School>) {
        let own = school.varya.may(Act::MoveTrack);
        let note = "ж".repeat(NOTE_MAX + 1);
        let long = wish(&school, &[Hand::Student], ("next", &note), 0);
        assert_eq!(advance(&school, &own, long).await, Answer::Refused(Why::TooLong));
        let note = "ж".repeat(NOTE_MAX);
        let fits = wish(&school, &[Hand::Student], ("next", &note), 0);
        assert_eq!(advance(&school, &own, fits).await, Answer::Done);
        let long = advance(&school, &own, wish(&school, &[Hand::Student], ("pause", "ждём"), 1)).await;
        assert_eq!((long, codes(&school, Track::Project).await.len()), (Answer::Done, 2));
    }

    async fn a_step_and_the_undo_of_the_one_before_at_once_leave_no_gap(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let (tutor, own) = (tutors(&school, SectionKind::Project).await, school.varya.may(Act::MoveTrack));
        let place = (school.varya.diary, Track::Project);
        for _ in 0..8 {
            let count = codes(&school, Track::Project).await.len();
            let step = if count % 2 == 0 { "approve" } else { "pause" };
            if add(&school, &tutor, count, step).await.is_err() {
                break;
            }
            let undo = async {
                let undone: Result<bool, StoreError> =
                    store::write!(school.db(), tx => tracks::undo(tx, &tutor, place, count, entry, at(i64::try_from(count).unwrap_or(0))).await);
                undone.unwrap()
            };
            let (undone, added) = tokio::join!(undo, add(&school, &own, count + 1, "next"));
            assert_ne!(undone, added.is_ok(), "one of the two: {undone} {added:?}");
            let mut raw = school.raw().await;
            let numbers = raw.texts("SELECT CAST(seq AS TEXT) FROM track_step ORDER BY seq").await;
            let expected: Vec<_> = (0..numbers.len()).map(|seq| Some(seq.to_string())).collect();
            assert_eq!(numbers, expected);
        }
    }
}
