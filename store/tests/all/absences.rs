//! Who is away: a request goes to whoever stands in, then to the psychologists; what was left unsent.

use std::sync::Arc;

use chrono::{Days, Duration, FixedOffset, NaiveTime};
use domain::{
    access::{Act, Actor, Permit, may, scope},
    id::{PersonId, TalkRequestId},
    office_hours::{OfficeHours, Weekdays},
    role::Role,
    session::SessionKind,
    talk_request::{Kind, Urgency},
};
use store::{
    absences::{self, Absence, Noted},
    memberships::{Assignment, Of},
    people, school as stored, sessions,
    talk_requests::{self, Doing, Sending, Unsent},
};

use crate::school::{Pupil, School, at, operator, signed_in, today};

fn away(school: &School, absent: PersonId, substitute: Option<PersonId>, days: u64) -> Absence {
    Absence {
        id: school.id(),
        absent,
        substitute,
        starts_on: today(),
        ends_on: today() + Days::new(days),
    }
}

async fn note(school: &School, days: &Absence) -> Noted {
    store::write!(school.db(), tx => absences::add(tx, &operator(Act::ManageSchool), days).await)
        .unwrap()
}

async fn send(school: &School, pupil: Pupil, to: Option<PersonId>) -> TalkRequestId {
    let sending = Sending {
        id: TalkRequestId(school.id()),
        addressee: to,
        urgency: Urgency::Week,
        words: "про дом",
        now: at(1),
    };
    let permit = pupil.may(Act::AskToTalk);
    store::write!(school.db(), tx => talk_requests::send(tx, &permit, &sending).await).unwrap();
    sending.id
}

/// Somebody as they are signed in, with what they stand in for.
async fn actor(school: &School, person: PersonId) -> Actor {
    let mut token = [0; 32];
    token[..16].copy_from_slice(school.id().as_bytes());
    store::write!(school.db(), tx => sessions::begin(tx, &token, person, SessionKind::Staff, 5, at(0)).await).unwrap();
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    let session = sessions::find(&mut school.read().await, &token, today(), at(0), &zone)
        .await
        .unwrap()
        .unwrap();
    signed_in(person, session.memberships)
}

/// The requests in somebody's list, each with who has taken it.
async fn listed(school: &School, person: PersonId) -> Vec<(TalkRequestId, Option<PersonId>)> {
    let actor = actor(school, person).await;
    let reach = scope(&actor, Act::AnswerTalkRequest);
    let found = talk_requests::open_requests(&mut school.read().await, person, &reach, today())
        .await
        .unwrap();
    found
        .iter()
        .filter(|one| may(&actor, Act::AnswerTalkRequest, &one.judged.resource()).is_ok())
        .map(|one| (one.id, one.taken_by.as_ref().map(|(taker, _)| *taker)))
        .collect()
}

/// The leave to answer a request; `None`: it is not theirs.
async fn permit(school: &School, person: PersonId, id: TalkRequestId) -> Option<Permit> {
    let actor = actor(school, person).await;
    let judged = talk_requests::find(&mut school.read().await, id, today())
        .await
        .unwrap();
    may(&actor, Act::AnswerTalkRequest, &judged.resource()).ok()
}

async fn also(school: &School, person: PersonId, role: Role) {
    let (id, held) = (school.id(), Assignment::new(role, Of::School));
    store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, person, &held, today()).await).unwrap();
}

both_engines! {
    async fn what_an_absent_adult_is_asked_has_somebody_who_answers(school: Arc<School>) {
        let id = send(&school, school.varya, Some(school.tutor_a)).await;
        assert!(listed(&school, school.psychologist).await.is_empty());
        // Nobody stands in: the psychologists.
        let alone = away(&school, school.tutor_a, None, 3);
        assert_eq!(note(&school, &alone).await, Noted::Done);
        assert_eq!(listed(&school, school.psychologist).await, [(id, None)]);
        let ended = async |id| store::write!(school.db(), tx => absences::end(tx, &operator(Act::ManageSchool), id, today()).await);
        ended(alone.id).await.unwrap();
        assert_eq!(listed(&school, school.tutor_a).await, [(id, None)], "back");
        // Somebody does: they, and not the psychologists.
        note(&school, &away(&school, school.tutor_a, Some(school.tutor_b), 3)).await;
        assert_eq!(listed(&school, school.tutor_b).await, [(id, None)]);
        assert!(listed(&school, school.psychologist).await.is_empty());
        // Who stands in is away too, and nobody stands in for that: the psychologists.
        note(&school, &away(&school, school.tutor_b, Some(school.deputy), 3)).await;
        assert_eq!(listed(&school, school.psychologist).await, [(id, None)]);
        assert!(listed(&school, school.deputy).await.is_empty(), "no chain");
    }

    async fn what_somebody_took_who_is_away_now_is_as_if_nobody_had(school: Arc<School>) {
        also(&school, school.tutor_b, Role::Psychologist).await;
        let id = send(&school, school.varya, None).await;
        let judged = talk_requests::find(&mut school.read().await, id, today()).await.unwrap();
        let permit = may(&school.actor(school.psychologist).await, Act::AnswerTalkRequest, &judged.resource()).unwrap();
        let doing = Doing { kind: Kind::Taken, note: "", to: None, today: today(), now: at(2) };
        store::write!(school.db(), tx => talk_requests::step(tx, &permit, id, &doing).await).unwrap();
        assert_eq!(listed(&school, school.tutor_b).await, [(id, Some(school.psychologist))]);
        note(&school, &away(&school, school.psychologist, None, 2)).await;
        assert_eq!(listed(&school, school.tutor_b).await, [(id, None)]);
        let theirs = may(&school.actor(school.tutor_b).await, Act::AnswerTalkRequest, &judged.resource()).unwrap();
        let took = store::write!(school.db(), tx => talk_requests::step(tx, &theirs, id, &Doing { now: at(3), ..doing }).await).unwrap();
        assert_eq!(took, talk_requests::Did::Done);
    }

    async fn an_absence_is_noted_once_and_a_psychologists_goes_to_psychologists(school: Arc<School>) {
        assert_eq!(note(&school, &away(&school, school.tutor_a, None, 3)).await, Noted::Done);
        assert_eq!(note(&school, &away(&school, school.tutor_a, Some(school.tutor_b), 1)).await, Noted::Overlaps);
        let by_tutor = away(&school, school.psychologist, Some(school.tutor_b), 2);
        assert_eq!(note(&school, &by_tutor).await, Noted::NotPsychologist);
        also(&school, school.tutor_b, Role::Psychologist).await;
        assert_eq!(note(&school, &by_tutor).await, Noted::Done);
        let lines = absences::since(&mut school.read().await, today()).await.unwrap();
        assert_eq!(lines.len(), 2);
        let later = absences::since(&mut school.read().await, today() + Days::new(3)).await.unwrap();
        assert!(later.is_empty(), "{later:?}");
    }

    async fn two_absences_of_one_person_at_once_are_one(school: Arc<School>) {
        let (one, other) = (away(&school, school.tutor_a, None, 3), away(&school, school.tutor_a, Some(school.tutor_b), 3));
        let (one, other) = tokio::join!(note(&school, &one), note(&school, &other));
        assert_ne!(one == Noted::Done, other == Noted::Done, "{one:?} {other:?}");
    }

    async fn hours_are_set_changed_and_taken_away(school: Arc<School>) {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
        let mut hours = OfficeHours {
            room: "кабинет 214".to_owned(),
            weekdays: Weekdays::parse("135").unwrap(),
            opens: clock(8),
            closes: clock(15),
        };
        for room in ["кабинет 214", "кабинет 7"] {
            hours.room = room.to_owned();
            store::write!(school.db(), tx => stored::set_office_hours(tx, &operator(Act::ManageSchool), school.tutor_a, Some(&hours)).await).unwrap();
            let kept = stored::office_hours(&mut school.read().await).await.unwrap();
            assert_eq!(kept.into_iter().collect::<Vec<_>>(), [(school.tutor_a, hours.clone())]);
        }
        store::write!(school.db(), tx => stored::set_office_hours(tx, &operator(Act::ManageSchool), school.tutor_a, None).await).unwrap();
        assert!(stored::office_hours(&mut school.read().await).await.unwrap().is_empty());
    }

    async fn what_was_not_sent_is_kept_for_a_day_by_one_row_and_gone_once_it_is_sent(school: Arc<School>) {
        let permit = school.varya.may(Act::AskToTalk);
        let form = |words: &str| Unsent { to: "any".to_owned(), urgency: "today".to_owned(), words: words.to_owned() };
        let id = TalkRequestId(school.id());
        let keep = async |id, form: &Unsent, now| store::write!(school.db(), tx => talk_requests::keep_unsent(tx, &permit, id, form, now).await);
        let found = async |permit: &domain::access::Permit, now| {
            let found = talk_requests::unsent(&mut school.read().await, permit, now).await.unwrap();
            found.map(|(form, _)| form.unwrap().words)
        };
        keep(id, &form("первое"), at(1)).await.unwrap();
        keep(id, &form("второе"), at(2)).await.unwrap();
        assert_eq!(found(&permit, at(3)).await.as_deref(), Some("второе"));
        assert_eq!(found(&school.misha.may(Act::AskToTalk), at(3)).await, None, "nobody else's");
        let day = Duration::hours(24);
        assert_eq!(found(&permit, at(2) + day).await, None, "for a day");
        store::write!(school.db(), tx => talk_requests::purge_unsent(tx, at(1) + day).await).unwrap();
        assert!(found(&permit, at(3)).await.is_some());
        store::write!(school.db(), tx => talk_requests::purge_unsent(tx, at(2) + day).await).unwrap();
        assert_eq!(found(&permit, at(3)).await, None, "thrown away");
        keep(id, &form("третье"), at(4)).await.unwrap();
        let sending = Sending { id, addressee: None, urgency: Urgency::Today, words: "третье", now: at(5) };
        store::write!(school.db(), tx => talk_requests::send(tx, &permit, &sending).await).unwrap();
        assert_eq!(found(&permit, at(6)).await, None, "sent");
        // What arrives late of the page that sent it.
        keep(id, &form("третье"), at(6)).await.unwrap();
        assert_eq!(found(&permit, at(7)).await, None, "sent is not unsent again");
        keep(TalkRequestId(school.id()), &form("четвёртое"), at(8)).await.unwrap();
        store::write!(school.db(), tx => talk_requests::discard_unsent(tx, &permit).await).unwrap();
        assert_eq!(found(&permit, at(9)).await, None, "discarded");
    }

    async fn whatever_is_done_in_whatever_order_what_is_asked_is_in_somebodys_list_until_it_is_ended(school: Arc<School>) {
        also(&school, school.tutor_b, Role::Psychologist).await;
        let adults = [school.psychologist, school.tutor_b, school.tutor_a];
        // Chance that is the same in every run.
        let mut seed = 7_u64;
        let mut chance = move |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % most
        };
        let mut away: [Option<uuid::Uuid>; 3] = [None; 3];
        let mut sent: Vec<(Pupil, TalkRequestId)> = Vec::new();
        let mut ended = 0;
        for moment in 1..140 {
            let pupil = [school.varya, school.misha][chance(2)];
            let adult = adults[chance(3)];
            match (chance(10), sent.is_empty()) {
                (0..3, _) | (_, true) => {
                    let to = [None, Some(school.psychologist), Some(school.tutor_b), Some(school.tutor_a)][chance(4)];
                    sent.push((pupil, send(&school, pupil, to).await));
                }
                (3..8, _) => {
                    let (_, id) = sent[chance(sent.len())];
                    let kind = [Kind::Taken, Kind::PassedOn, Kind::Answered, Kind::Meeting][chance(4)];
                    let to = [None, Some(school.psychologist), Some(school.tutor_a)][chance(3)];
                    if let Some(permit) = permit(&school, adult, id).await {
                        let doing = Doing { kind, note: "в среду", to: to.filter(|_| kind == Kind::PassedOn), today: today(), now: at(moment) };
                        store::write!(school.db(), tx => talk_requests::step(tx, &permit, id, &doing).await).unwrap();
                    }
                }
                (8, _) => {
                    let (pupil, id) = sent[chance(sent.len())];
                    let permit = pupil.may(Act::AskToTalk);
                    store::write!(school.db(), tx => talk_requests::withdraw(tx, &permit, id, today(), at(moment)).await).unwrap();
                }
                // Somebody goes or comes back; one psychologist is always there.
                _ => {
                    let who = 1 + chance(2);
                    let permit = operator(Act::ManageSchool);
                    if let Some(id) = away[who].take() {
                        store::write!(school.db(), tx => absences::end(tx, &permit, id, today()).await).unwrap();
                    } else {
                        let id = school.id();
                        let substitute = (chance(2) == 0).then_some(school.psychologist);
                        let days = Absence { id, absent: adults[who], substitute, starts_on: today(), ends_on: today() + chrono::Days::new(1) };
                        let noted = store::write!(school.db(), tx => absences::add(tx, &permit, &days).await).unwrap();
                        assert_eq!(noted, Noted::Done);
                        away[who] = Some(id);
                    }
                }
            }
            let mut open = std::collections::BTreeSet::new();
            ended = 0;
            for pupil in [school.varya, school.misha] {
                for request in talk_requests::of_student(&mut school.read().await, &pupil.may(Act::AskToTalk), 200).await.unwrap() {
                    if request.state().is_open() { open.insert(request.id.0); } else { ended += 1; }
                }
            }
            let mut found = std::collections::BTreeSet::new();
            // Who is away reads no list.
            for (adult, _) in adults.iter().zip(away).filter(|(_, away)| away.is_none()) {
                found.extend(listed(&school, *adult).await.into_iter().map(|(id, _)| id.0));
            }
            assert_eq!(found, open, "after {moment}");
        }
        assert!(ended > 10 && sent.len() > ended, "{ended} of {} ended", sent.len());
    }
}
