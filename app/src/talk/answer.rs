//! What an adult does with a request.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::{
    access::Act,
    audience::Reader,
    format::{self, weekday_and_day},
    id::{PersonId, TalkRequestId},
    talk_request::{Kind, MAX},
};
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{
    Tx, people,
    talk_requests::{self, Did, Doing},
};

use super::ask::asked;
use crate::{
    Refusal, Request, links,
    refusal::{Answered, go},
};

/// Longest place of a meeting, in characters.
pub const PLACE_MAX: usize = 120;

/// What the address says when a meeting has no day, time or place.
pub const MEETING: &str = "meeting";

/// The form of a step.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Step {
    pub id: String,
    /// A step's code.
    pub then: String,
    pub note: String,
    /// Of a meeting: `2026-11-24`, `14:00`, and where.
    pub day: String,
    pub time: String,
    pub place: String,
    /// Whom it is passed on to: a person, or `any` for the psychologists together.
    pub to: String,
}

/// Takes a request, answers it, names a meeting or passes it on.
#[server(endpoint = "v1/request/answer", prefix = "/api")]
pub async fn answer_request(answer: Step) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.actor()?;
    let address = store::write!(request.db, tx => step(&request, tx, &answer).await)?;
    go(&address);
    Ok(())
}

async fn step(request: &Request, tx: &mut Tx, answer: &Step) -> Answered<String> {
    request.settle(tx).await?;
    let id = TalkRequestId(answer.id.parse().map_err(|_| Refusal::NotFound)?);
    let judged = talk_requests::find(tx, id, request.today()).await?;
    let permit = request.may(Act::AnswerTalkRequest, &judged.resource())?;
    let kind = Kind::parse(&answer.then).ok_or(Refusal::Malformed)?;
    let note = answer.note.replace("\r\n", "\n");
    let note = note.trim();
    if note.chars().count() > MAX {
        return Err(Refusal::Malformed);
    }
    let to = match (kind, answer.to.as_str()) {
        (Kind::PassedOn, to) => {
            let to = match to {
                "any" => None,
                to => Some(PersonId(to.parse().map_err(|_| Refusal::Malformed)?)),
            };
            let people = asked(people::circle(tx, judged.student, request.today()).await?);
            let can_be_asked = people.iter().any(|adult| match to {
                Some(to) => adult.person == to,
                None => adult.reader == Reader::Psychologist,
            });
            if !can_be_asked {
                // Its words go back to who wrote them.
                return Err(Refusal::Settled);
            }
            to
        }
        (Kind::Taken | Kind::Answered | Kind::Meeting, _) => None,
        (Kind::Seen | Kind::Withdrawn | Kind::Released, _) => return Err(Refusal::Malformed),
    };
    let page = links::request(id);
    if note.is_empty() && kind == Kind::Answered {
        return Ok(links::told(&page, "empty"));
    }
    let meeting = match kind {
        Kind::Meeting => match meeting(request, answer, note) {
            Some(said) => Some(said),
            None => return Ok(links::unfit(&page, MEETING)),
        },
        _ => None,
    };
    let note = meeting.as_deref().unwrap_or(note);
    let doing = Doing {
        kind,
        note,
        to,
        today: request.today(),
        now: request.now,
    };
    match talk_requests::step(tx, &permit, id, &doing).await? {
        Did::NotNow if note.is_empty() => Ok(links::told(&page, "late")),
        // Its words go back to who wrote them.
        Did::NotNow => Err(Refusal::Settled),
        Did::Done => Ok(match kind {
            // Who passed it on may not see it any more.
            Kind::PassedOn => links::REQUESTS.to_owned(),
            _ => page,
        }),
    }
}

/// «вторник, 24 ноября, 14:00, кабинет 207», and what is said besides. `None`: a part is missing, it is
/// over, or it is too long.
fn meeting(request: &Request, answer: &Step, note: &str) -> Option<String> {
    let day: NaiveDate = answer.day.parse().ok()?;
    let time = NaiveTime::parse_from_str(&answer.time, "%H:%M").ok()?;
    let place = answer.place.trim();
    let at = day.and_time(time);
    let is_sound = !place.is_empty()
        && place.chars().count() <= PLACE_MAX
        && at > request.local(request.now)
        && day <= request.today() + Days::new(366);
    let language = request.language();
    let when = format!("{}, {}", weekday_and_day(day, language), format::time(at));
    let said = format!("{when}, {place}\n{note}");
    is_sound.then(|| said.trim().to_owned())
}
