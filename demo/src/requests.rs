//! Requests to talk of the last days: one that waits, one that a class tutor is asked, one that a
//! psychologist has taken, one with a meeting.

use domain::{
    access::{Act, may},
    id::{PersonId, TalkRequestId},
    role::Role,
    talk_request::{Kind, Urgency},
};
use store::{
    StoreError, Tx,
    talk_requests::{self, Doing, Sending},
};

use super::{calendar::Calendar, dice::Dice, people::School};

/// Class, place in it, whether the class tutor is asked, urgency, days ago and hour, words, and what was
/// done with it.
type Request = (
    &'static str,
    usize,
    bool,
    Urgency,
    (u64, i64),
    &'static str,
    &'static [(Kind, &'static str)],
);

const REQUESTS: [Request; 4] = [
    (
        "9А",
        5,
        false,
        Urgency::Week,
        (1, 17),
        "Хочу поговорить про то, что дома. Лучше не на переменах.",
        &[],
    ),
    (
        "9А",
        8,
        true,
        Urgency::Week,
        (1, 18),
        "Не знаю, как сказать родителям про выбор профиля.",
        &[],
    ),
    (
        "10А",
        6,
        false,
        Urgency::Week,
        (1, 19),
        "Плохо сплю перед пробниками.",
        &[(Kind::Taken, "")],
    ),
    (
        "9Б",
        4,
        false,
        Urgency::Today,
        (4, 11),
        "",
        &[
            (Kind::Taken, ""),
            (
                Kind::Meeting,
                "Сегодня в 14:30, кабинет 214. Если неудобно, зайди на перемене.",
            ),
        ],
    ),
];

/// Sends them, and does what was done with them.
///
/// # Errors
/// See [`StoreError`].
pub async fn send(tx: &mut Tx, school: &School, calendar: &Calendar) -> Result<(), StoreError> {
    for (class, place, asks_tutor, urgency, (days, hour), words, steps) in REQUESTS {
        let found = school.classes.iter().find(|found| found.name == class);
        let Some((class, pupil)) =
            found.and_then(|class| Some((class, class.students.get(place)?)))
        else {
            continue;
        };
        let mut day = Calendar::working_day_before(calendar.today);
        for _ in 1..days {
            day = Calendar::working_day_before(day);
        }
        let sent_at = calendar.at(day, hour, 20).min(calendar.now);
        let tutor = school.adult(Role::ClassTutor, class).map(|adult| adult.id);
        let addressee: Option<PersonId> = tutor.filter(|_| asks_tutor);
        let student = class.student(pupil);
        let own = domain::access::Resource::Student(student);
        let sending = Sending {
            id: TalkRequestId(Dice::of(&["request", &class.name, words]).id(sent_at)),
            addressee,
            urgency,
            words,
            now: sent_at,
        };
        let permit = may(&pupil.account.actor(), Act::AskToTalk, &own)?;
        talk_requests::send(tx, &permit, &sending).await?;
        let Some(psychologist) = school.adult(Role::Psychologist, class) else {
            continue;
        };
        let resource = domain::access::Resource::TalkRequest { student, addressee };
        for (minutes, (kind, note)) in (1_i64..).zip(steps) {
            let permit = may(&psychologist.actor(), Act::AnswerTalkRequest, &resource)?;
            let at = sent_at + chrono::TimeDelta::minutes(20 * minutes);
            if minutes == 1 {
                talk_requests::open(tx, &permit, sending.id, calendar.today, at).await?;
            }
            let doing = Doing {
                kind: *kind,
                note,
                to: None,
                today: calendar.today,
                now: at,
            };
            talk_requests::step(tx, &permit, sending.id, &doing).await?;
        }
    }
    Ok(())
}
