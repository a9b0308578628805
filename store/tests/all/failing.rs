//! One call below a write fails: nothing of that write is kept, and the same write works once the call
//! does. Two who take back at once, and who may not.

use std::sync::Arc;

use chrono::{Days, NaiveTime};
use domain::{
    access::{Act, Permit},
    id::TalkRequestId,
    office_hours::{OfficeHours, Weekdays},
    talk_request::Urgency,
    template,
    track::Hand,
};
use store::{
    StoreError, Tx,
    absences::{self, Absence},
    entries, school as stored,
    talk_requests::{self, Sending, UnansweredPage, Unsent},
    tracks::{self, Answer, Why, Wish},
};

use crate::{
    engine::Raw,
    school::{School, at, operator, today},
};

/// Every write of this file, the table and the event that fail, and what is counted of it.
const WRITES: [(&str, &str, &str, &str); 9] = [
    (
        "absences::add",
        "absence",
        "INSERT",
        "SELECT COUNT(*) FROM absence",
    ),
    (
        "absences::end",
        "absence",
        "DELETE",
        "SELECT COUNT(*) FROM absence",
    ),
    (
        "set_office_hours",
        "office_hours",
        "INSERT",
        "SELECT COUNT(*) FROM office_hours",
    ),
    (
        "keep_unsent",
        "talk_unsent",
        "INSERT",
        "SELECT COUNT(*) FROM talk_unsent",
    ),
    // What was unsent goes with the sending, or nothing is sent.
    (
        "send",
        "talk_unsent",
        "DELETE",
        "SELECT COUNT(*) FROM talk_request",
    ),
    (
        "looked",
        "talk_request",
        "UPDATE",
        "SELECT COUNT(*) FROM talk_request WHERE looked_at IS NOT NULL",
    ),
    // A page becomes a request and waits no longer, or neither.
    (
        "adopt",
        "waiting",
        "UPDATE",
        "SELECT COUNT(*) FROM talk_request",
    ),
    // The note that was kept goes with the step, or nothing is done.
    (
        "advance",
        "track_note",
        "DELETE",
        "SELECT COUNT(*) FROM track_step",
    ),
    (
        "take_back",
        "waiting",
        "DELETE",
        "SELECT COUNT(*) FROM entry WHERE shown_at IS NOT NULL",
    ),
];

async fn spoil(raw: &mut Raw, table: &str, event: &str) {
    let trigger = match raw {
        Raw::Sqlite(_) => format!(
            "CREATE TRIGGER spoil BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'spoilt'); END"
        ),
        Raw::Postgres(_) => {
            raw.run(
                "CREATE OR REPLACE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS \
                 'BEGIN RAISE EXCEPTION ''spoilt''; END'",
            )
            .await;
            format!(
                "CREATE TRIGGER spoil BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION spoil()"
            )
        }
    };
    raw.run(&trigger).await;
}

async fn mend(raw: &mut Raw, table: &str) {
    let drop = match raw {
        Raw::Sqlite(_) => "DROP TRIGGER spoil".to_owned(),
        Raw::Postgres(_) => format!("DROP TRIGGER spoil ON {table}"),
    };
    raw.run(&drop).await;
}

/// Pages that could become requests.
async fn unanswered(school: &School) -> Vec<UnansweredPage> {
    let mut conn = school.read().await;
    talk_requests::unanswered_pages(&mut conn, &["acquaintance"], today())
        .await
        .expect("pages")
}

/// A step of the student's own project, after none.
fn wish<'a>(school: &School, step: &'a str) -> Wish<'a> {
    Wish {
        id: school.id(),
        track: &template::Track::Project,
        hands: &[Hand::Student],
        step,
        note: "слово",
        stage: None,
        seen: 0,
        is_outdated: false,
        entry: None,
        signed_on: None,
        today: today(),
        now: at(1),
    }
}

async fn write(school: &School, tx: &mut Tx, name: &str, days: &Absence) -> Result<(), StoreError> {
    let permit = operator(Act::ManageSchool);
    let asks = school.varya.may(Act::AskToTalk);
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let id = TalkRequestId(days.id);
    match name {
        "absences::add" => absences::add(tx, &permit, days).await.map(drop),
        "absences::end" => absences::end(tx, &permit, days.id, today()).await,
        "set_office_hours" => {
            let hours = OfficeHours {
                room: String::new(),
                weekdays: Weekdays::parse("1").expect("days"),
                opens: hour(8),
                closes: hour(9),
            };
            stored::set_office_hours(tx, &permit, school.tutor_a, Some(&hours)).await
        }
        "keep_unsent" => talk_requests::keep_unsent(tx, &asks, id, &Unsent::default(), at(3)).await,
        "send" => {
            let sending = Sending {
                id,
                addressee: None,
                urgency: Urgency::Week,
                words: "про дом",
                now: at(4),
            };
            talk_requests::send(tx, &asks, &sending).await
        }
        "looked" => talk_requests::looked(tx, &asks, id, at(5)).await,
        "adopt" => {
            let page = unanswered(school).await.remove(0);
            let sending = Sending {
                id: TalkRequestId(page.entry.0),
                addressee: None,
                urgency: Urgency::Week,
                words: "как было написано",
                now: at(4),
            };
            talk_requests::adopt(tx, &permit, &page, &sending).await
        }
        "advance" => {
            let (permit, diary) = (school.varya.may(Act::MoveTrack), school.varya.diary);
            let wish = wish(school, "next");
            let done = tracks::advance(tx, &permit, diary, &wish).await?;
            assert_eq!(done, Answer::Done);
            Ok(())
        }
        _ => {
            let sheet = school.sheet(school.varya, "acquaintance");
            let permit = school.varya.may(Act::ShowEntry);
            entries::take_back(tx, &permit, &sheet.writing(1, at(5)))
                .await
                .map(drop)
        }
    }
}

both_engines! {
    async fn a_write_of_which_one_call_fails_is_not_kept_and_the_next_one_is(school: Arc<School>) {
        school.shown(school.varya).await;
        let days = Absence {
            id: school.id(),
            absent: school.tutor_a,
            substitute: None,
            starts_on: today(),
            ends_on: today() + Days::new(2),
        };
        let (own, diary) = (school.varya.may(Act::MoveTrack), school.varya.diary);
        let refused = store::write!(school.db(), tx => tracks::advance(tx, &own, diary, &wish(&school, "approve")).await);
        assert_eq!(refused.expect("an answer"), Answer::Refused(Why::NotNow), "and the note is kept");
        let mut raw = school.raw().await;
        for (name, table, event, count) in WRITES {
            let before = raw.texts(&format!("SELECT CAST(({count}) AS TEXT)")).await;
            spoil(&mut raw, table, event).await;
            let failed: Result<(), StoreError> = store::write!(school.db(), tx => write(&school, tx, name, &days).await);
            assert!(failed.is_err(), "{name}");
            let after = raw.texts(&format!("SELECT CAST(({count}) AS TEXT)")).await;
            assert_eq!(after, before, "{name}: nothing of it is kept");
            mend(&mut raw, table).await;
            let worked: Result<(), StoreError> = store::write!(school.db(), tx => write(&school, tx, name, &days).await);
            worked.unwrap_or_else(|error| panic!("{name}: {error}"));
            let after = raw.texts(&format!("SELECT CAST(({count}) AS TEXT)")).await;
            assert_ne!(after, before, "{name}: and now it is");
        }
    }

    async fn a_page_is_taken_back_once_and_by_its_owner_alone(school: Arc<School>) {
        school.shown(school.varya).await;
        let sheet = school.sheet(school.varya, "acquaintance");
        for permit in [school.misha.may(Act::ShowEntry), school.varya.may(Act::SaveEntry)] {
            let refused = store::write!(school.db(), tx => entries::take_back(tx, &permit, &sheet.writing(2, at(5))).await);
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
        let permit = school.varya.may(Act::ShowEntry);
        let back = async || store::write!(school.db(), tx => entries::take_back(tx, &permit, &sheet.writing(2, at(5))).await).expect("taken");
        let (one, other) = tokio::join!(back(), back());
        assert_ne!(one.is_some(), other.is_some(), "once");
        let entry = sheet.entry().await;
        assert_eq!((entry.shown_at, entry.taken_back_at), (None, Some(at(5))));
        assert!(entry.shown.0.is_empty());
    }

    async fn only_its_student_looks_at_a_request_and_as_often_as_they_like(school: Arc<School>) {
        let id = TalkRequestId(school.id());
        let sending = Sending { id, addressee: None, urgency: Urgency::Week, words: "про дом", now: at(1) };
        let asks = school.varya.may(Act::AskToTalk);
        store::write!(school.db(), tx => talk_requests::send(tx, &asks, &sending).await).expect("sent");
        let looked = async |permit: &Permit, minute| store::write!(school.db(), tx => talk_requests::looked(tx, permit, id, at(minute)).await);
        for permit in [school.misha.may(Act::AskToTalk), school.varya.may(Act::SaveEntry)] {
            let refused: Result<(), StoreError> = looked(&permit, 2).await;
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
        let (one, other): (Result<(), StoreError>, _) = tokio::join!(looked(&asks, 3), looked(&asks, 3));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let at_last = school.raw().await.texts("SELECT CAST(COUNT(*) AS TEXT) FROM talk_request WHERE looked_at IS NOT NULL").await;
        assert_eq!(at_last, [Some("1".to_owned())]);
    }

    async fn a_page_becomes_a_request_once_and_never_after_it_was_taken_back(school: Arc<School>) {
        school.shown(school.varya).await;
        let page = unanswered(&school).await.remove(0);
        let id = TalkRequestId(page.entry.0);
        let sending = Sending { id, addressee: None, urgency: Urgency::Week, words: "как было", now: at(4) };
        let adopt = async |permit: &Permit| store::write!(school.db(), tx => talk_requests::adopt(tx, permit, &page, &sending).await);
        let count = async || school.raw().await.texts("SELECT CAST(COUNT(*) AS TEXT) FROM talk_request").await.remove(0).expect("a number");
        let sheet = school.sheet(school.varya, "acquaintance");
        let shows = school.varya.may(Act::ShowEntry);
        let wrong: Result<(), StoreError> = adopt(&shows).await;
        assert!(matches!(wrong, Err(StoreError::NotFound)), "{wrong:?}");
        store::write!(school.db(), tx => entries::take_back(tx, &shows, &sheet.writing(1, at(5))).await).expect("taken back");
        let permit = operator(Act::ManageSchool);
        let late: Result<(), StoreError> = adopt(&permit).await;
        late.expect("nothing to do");
        assert_eq!(count().await, "0", "taken back before it became one");
        school.shown(school.misha).await;
        let page = unanswered(&school).await.remove(0);
        let sending = Sending { id: TalkRequestId(page.entry.0), ..sending };
        let adopt = async || store::write!(school.db(), tx => talk_requests::adopt(tx, &permit, &page, &sending).await);
        let (one, other): (Result<(), StoreError>, _) = tokio::join!(adopt(), adopt());
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        assert_eq!(count().await, "1");
        assert!(unanswered(&school).await.is_empty());
    }
}
