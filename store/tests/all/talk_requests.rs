//! A request to talk: sent once, seen by whom it was sent to, taken by one, ended once.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, may, scope},
    id::{PersonId, TalkRequestId},
    role::Role,
    talk_request::{Kind, State, Urgency},
};
use store::{
    memberships::{Assignment, Of},
    people,
    talk_requests::{self, Did, Doing, OwnRequest, Sending},
};

use crate::school::{Pupil, School, at, operator, today};

async fn send(
    school: &School,
    pupil: Pupil,
    to: Option<PersonId>,
    urgency: Urgency,
    now: DateTime<Utc>,
) -> TalkRequestId {
    let id = TalkRequestId(school.id());
    let sending = Sending {
        id,
        addressee: to,
        urgency,
        words: "про дом",
        now,
    };
    let permit = pupil.may(Act::AskToTalk);
    for _ in 0..2 {
        store::write!(school.db(), tx => talk_requests::send(tx, &permit, &sending).await).unwrap();
    }
    id
}

async fn permit(school: &School, person: PersonId, id: TalkRequestId) -> Option<Permit> {
    let actor = school.actor(person).await;
    let judged = talk_requests::find(&mut school.read().await, id, today())
        .await
        .unwrap();
    may(&actor, Act::AnswerTalkRequest, &judged.resource()).ok()
}

async fn step(
    school: &School,
    person: PersonId,
    id: TalkRequestId,
    kind: Kind,
    now: DateTime<Utc>,
) -> Did {
    let permit = permit(school, person, id).await.expect("theirs");
    let doing = Doing {
        kind,
        note: "в среду",
        to: None,
        today: today(),
        now,
    };
    store::write!(school.db(), tx => talk_requests::step(tx, &permit, id, &doing).await).unwrap()
}

async fn own(school: &School, pupil: Pupil) -> Vec<OwnRequest> {
    talk_requests::of_student(&mut school.read().await, &pupil.may(Act::AskToTalk), 9)
        .await
        .unwrap()
}

/// The requests that somebody may answer.
async fn listed(school: &School, person: PersonId) -> Vec<TalkRequestId> {
    let actor = school.actor(person).await;
    let reach = scope(&actor, Act::AnswerTalkRequest);
    let found = talk_requests::open_requests(&mut school.read().await, person, &reach, today())
        .await
        .unwrap();
    let is_theirs = |one: &&talk_requests::OpenRequest| {
        may(&actor, Act::AnswerTalkRequest, &one.judged.resource()).is_ok()
    };
    found.iter().filter(is_theirs).map(|one| one.id).collect()
}

async fn psychologist(school: &School, person: PersonId) {
    let (id, held) = (school.id(), Assignment::new(Role::Psychologist, Of::School));
    store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, person, &held, today()).await).unwrap();
}

both_engines! {
    async fn a_request_stands_in_the_list_of_whom_it_was_sent_to_the_urgent_first(school: Arc<School>) {
        let week = send(&school, school.varya, None, Urgency::Week, at(1)).await;
        let now = send(&school, school.misha, None, Urgency::Now, at(2)).await;
        let named = send(&school, school.varya, Some(school.tutor_a), Urgency::Today, at(3)).await;
        assert_eq!(listed(&school, school.psychologist).await, [now, week]);
        assert_eq!(listed(&school, school.tutor_a).await, [named]);
        for other in [school.tutor_b, school.deputy, school.varya.person] {
            assert!(listed(&school, other).await.is_empty());
            assert!(permit(&school, other, week).await.is_none());
        }
    }

    async fn opening_is_seen_once_by_each_and_answers_nothing(school: Arc<School>) {
        let id = send(&school, school.varya, None, Urgency::Week, at(1)).await;
        let theirs = permit(&school, school.psychologist, id).await.unwrap();
        for (minute, before) in [(2, 0), (3, 1)] {
            let opened = store::write!(school.db(), tx => talk_requests::open(tx, &theirs, id, today(), at(minute)).await).unwrap();
            assert_eq!((opened.words.as_deref(), opened.steps.len()), (Ok("про дом"), before));
        }
        let request = own(&school, school.varya).await.remove(0);
        assert_eq!((request.steps[0].kind, request.steps[0].at, request.state()), (Kind::Seen, at(2), State::Sent));
        assert_eq!(listed(&school, school.psychologist).await, [id]);
        let another = send(&school, school.misha, None, Urgency::Week, at(1)).await;
        let wrong: Result<_, store::StoreError> = store::write!(school.db(), tx => talk_requests::open(tx, &theirs, another, today(), at(4)).await);
        assert!(wrong.is_err(), "a permit is for one student");
    }

    async fn of_two_who_take_it_one_does_and_the_other_is_told(school: Arc<School>) {
        psychologist(&school, school.tutor_b).await;
        let id = send(&school, school.varya, None, Urgency::Now, at(1)).await;
        let (one, two) = tokio::join!(
            step(&school, school.psychologist, id, Kind::Taken, at(2)),
            step(&school, school.tutor_b, id, Kind::Taken, at(2)),
        );
        assert!(matches!((one, two), (Did::Done, Did::NotNow) | (Did::NotNow, Did::Done)), "{one:?} {two:?}");
        let State::Taken(taker) = own(&school, school.varya).await[0].state() else { panic!("taken") };
        let other = if taker == school.tutor_b { school.psychologist } else { school.tutor_b };
        assert_eq!(step(&school, other, id, Kind::Answered, at(3)).await, Did::NotNow);
        assert_eq!(step(&school, taker, id, Kind::Taken, at(3)).await, Did::Done, "twice is once");
        assert_eq!(own(&school, school.varya).await[0].steps.len(), 1);
        assert_eq!(step(&school, taker, id, Kind::Meeting, at(4)).await, Did::Done);
        assert_eq!(own(&school, school.varya).await[0].state(), State::Agreed);
        assert!(listed(&school, taker).await.is_empty());
    }

    async fn what_was_taken_back_is_answered_by_nobody(school: Arc<School>) {
        let id = send(&school, school.varya, None, Urgency::Week, at(1)).await;
        let withdraw = async |pupil: Pupil| -> Result<Did, store::StoreError> {
            let permit = pupil.may(Act::AskToTalk);
            store::write!(school.db(), tx => talk_requests::withdraw(tx, &permit, id, today(), at(2)).await)
        };
        assert!(withdraw(school.misha).await.is_err(), "not theirs");
        assert_eq!(withdraw(school.varya).await.unwrap(), Did::Done);
        assert!(listed(&school, school.psychologist).await.is_empty());
        assert_eq!(step(&school, school.psychologist, id, Kind::Answered, at(3)).await, Did::NotNow);
    }

    async fn passed_on_it_is_theirs_and_of_who_left_it_falls_to_the_psychologists(school: Arc<School>) {
        let id = send(&school, school.varya, Some(school.tutor_a), Urgency::Week, at(1)).await;
        assert!(permit(&school, school.psychologist, id).await.is_none());
        assert_eq!(step(&school, school.tutor_a, id, Kind::PassedOn, at(2)).await, Did::Done);
        assert_eq!(listed(&school, school.psychologist).await, [id]);
        assert!(listed(&school, school.tutor_a).await.is_empty());
        let named = send(&school, school.varya, Some(school.tutor_a), Urgency::Week, at(3)).await;
        school.raw().await.run("UPDATE membership SET ends_on = starts_on WHERE role = 'class_tutor'").await;
        assert_eq!(listed(&school, school.psychologist).await, [id, named]);
    }

    async fn what_nobody_was_told_of_is_told_once(school: Arc<School>) {
        let id = send(&school, school.varya, None, Urgency::Week, at(1)).await;
        let untold = async || talk_requests::untold(&mut school.read().await).await.unwrap();
        assert_eq!(untold().await.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        store::write!(school.db(), tx => talk_requests::note_told(tx, id, at(9)).await).unwrap();
        assert!(untold().await.is_empty());
    }

    async fn who_took_it_and_can_answer_no_more_holds_nobody_up(school: Arc<School>) {
        psychologist(&school, school.tutor_b).await;
        let id = send(&school, school.varya, None, Urgency::Now, at(1)).await;
        assert_eq!(step(&school, school.tutor_b, id, Kind::Taken, at(2)).await, Did::Done);
        assert_eq!(step(&school, school.psychologist, id, Kind::Taken, at(3)).await, Did::NotNow);
        school.raw().await.run("UPDATE membership SET ends_on = starts_on WHERE role = 'psychologist' AND person_id IN (SELECT person_id FROM membership WHERE role = 'class_tutor')").await;
        let theirs = permit(&school, school.psychologist, id).await.unwrap();
        let opened = store::write!(school.db(), tx => talk_requests::open(tx, &theirs, id, today(), at(4)).await).unwrap();
        assert_eq!(opened.state, State::Sent);
        assert_eq!(step(&school, school.psychologist, id, Kind::Answered, at(5)).await, Did::Done);
        let request = own(&school, school.varya).await.remove(0);
        assert_eq!(request.state(), State::Answered, "{:?}", request.steps);
        assert!(listed(&school, school.psychologist).await.is_empty());
    }

    async fn of_a_tutor_who_has_this_student_no_more_it_falls_to_the_psychologists(school: Arc<School>) {
        let id = send(&school, school.varya, Some(school.tutor_a), Urgency::Week, at(1)).await;
        assert_eq!(listed(&school, school.tutor_a).await, [id]);
        // The student is in the other class from now on; the tutor keeps theirs.
        let classes = "(SELECT class_group_id FROM membership AS other WHERE other.role = 'class_tutor' AND other.class_group_id <> membership.class_group_id)";
        school.raw().await.run(&format!("UPDATE membership SET class_group_id = {classes} WHERE role = 'student' AND person_id = (SELECT student_id FROM talk_request)")).await;
        assert!(listed(&school, school.tutor_a).await.is_empty());
        assert_eq!(listed(&school, school.psychologist).await, [id]);
    }
}
