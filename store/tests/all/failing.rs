//! One call below a write fails: nothing of that write is kept, and the same write works once the call
//! does. Two who take back at once, and who may not.

use std::sync::Arc;

use chrono::{Days, NaiveTime};
use domain::{
    access::Act,
    id::TalkRequestId,
    office_hours::{OfficeHours, Weekdays},
    talk_request::Urgency,
};
use store::{
    StoreError, Tx,
    absences::{self, Absence},
    entries, school as stored,
    talk_requests::{self, Sending, Unsent},
};

use crate::{
    engine::Raw,
    school::{School, at, operator, today},
};

/// Every write of this file, the table and the event that fail, and what is counted of it.
const WRITES: [(&str, &str, &str, &str); 6] = [
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
}
