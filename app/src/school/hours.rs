//! Where and when adults are found.

use std::collections::HashMap;

use chrono::{NaiveTime, Weekday};
use domain::{
    access::{Act, Resource},
    format::time,
    id::PersonId,
    language::{Language, Text},
    office_hours::{OfficeHours, ROOM_MAX, Weekdays},
    text,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{people::Adult, school};

use crate::{
    Refusal, Request, Typed,
    links::{self, action::OFFICE_HOURS},
    refusal::{Answered, go},
};

text! {
    TITLE: "Кабинеты и часы" / "Rooms and hours";
    ABOUT: "У кого часов нет, о том ученикам не говорится, в школе ли он." / "Where no hours are given, students are not told whether that person is at school.";
    NONE: "часы не указаны" / "no hours given";
    ROOM: "Кабинет" / "Room";
    FROM: "С" / "From";
    UNTIL: "До" / "Until";
    DAYS: "Дни" / "Days";
    SAVE: "Сохранить" / "Save";
    CLEAR: "Убрать часы" / "Remove the hours";
    SAID: "{days} {from}–{until}" / "{days} {from}–{until}";
    WRONG: "Не сохранено: нужен хотя бы один день, и конец позже начала." / "Not saved: at least one day is needed, and the end must be after the beginning.";
    MON: "пн" / "Mon";
    TUE: "вт" / "Tue";
    WED: "ср" / "Wed";
    THU: "чт" / "Thu";
    FRI: "пт" / "Fri";
    SAT: "сб" / "Sat";
    SUN: "вс" / "Sun";
}

const fn short(day: Weekday) -> Text {
    match day {
        Weekday::Mon => MON,
        Weekday::Tue => TUE,
        Weekday::Wed => WED,
        Weekday::Thu => THU,
        Weekday::Fri => FRI,
        Weekday::Sat => SAT,
        Weekday::Sun => SUN,
    }
}

/// What the address says when these could not be saved.
pub const HOURS: &str = "office_hours";

/// The form of one adult's hours.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Form {
    /// `clear`: takes them away.
    pub then: String,
    pub person: String,
    pub room: String,
    /// Each a digit from `1` (Monday) to `7`.
    pub days: Vec<String>,
    /// `09:00`
    pub opens: String,
    pub closes: String,
}

/// Sets where and when an adult is found.
#[server(endpoint = "v1/school/hours", prefix = "/api")]
pub async fn set_hours(hours: Form) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.may(Act::ManageSchool, &Resource::School)?;
    let person = PersonId(hours.person.parse().map_err(|_| Refusal::NotFound)?);
    let wanted = match hours.then.as_str() {
        "clear" => None,
        _ => match read(&hours) {
            Some(read) => Some(read),
            None => {
                go(&links::unfit(links::CONTACTS, HOURS));
                return Ok(());
            }
        },
    };
    let known = async |tx: &mut store::Tx| {
        let adults = store::people::adults(tx, request.today()).await?;
        if !adults.iter().any(|adult| adult.person == person) {
            return Err(Refusal::NotFound);
        }
        school::set_office_hours(tx, &permit, person, wanted.as_ref()).await?;
        Ok(())
    };
    store::write!(request.db, tx => known(tx).await)?;
    go(&links::saved(links::CONTACTS));
    Ok(())
}

fn read(form: &Form) -> Option<OfficeHours> {
    let hour = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let hours = OfficeHours {
        room: form.room.trim().to_owned(),
        weekdays: Weekdays::parse(&form.days.concat())?,
        opens: hour(&form.opens)?,
        closes: hour(&form.closes)?,
    };
    let is_sound = !hours.weekdays.is_empty()
        && hours.opens < hours.closes
        && hours.room.chars().count() <= ROOM_MAX;
    is_sound.then_some(hours)
}

/// The adults with their hours; each unfolds to a form.
pub fn panel(
    request: &Request,
    adults: &[Adult],
    hours: &HashMap<PersonId, OfficeHours>,
) -> AnyView {
    let language = request.language();
    let typed = request.typed(OFFICE_HOURS);
    let wrong = typed.map(|typed| typed.get("hours[person]"));
    let rows = adults.iter().map(|adult| {
        let id = adult.person.to_string();
        let typed = typed.filter(|_| wrong == Some(id.as_str()));
        row(
            adult,
            hours.get(&adult.person),
            typed.map(AsRef::as_ref),
            language,
        )
    });
    view! {
        <section class="panel" id="office-hours"><header><h2>{TITLE.of(language)}</h2></header>
            <p class="soft small">{ABOUT.of(language)}</p>
            {rows.collect_view()}
        </section>
    }
    .into_any()
}

fn row(
    adult: &Adult,
    own: Option<&OfficeHours>,
    typed: Option<&Typed>,
    language: Language,
) -> impl IntoView + use<> {
    let said = own.map_or_else(|| NONE.of(language).to_owned(), |own| said(own, language));
    let id = adult.person.to_string();
    let days = Weekdays::ALL.map(|day| {
        let weekdays = own.map_or_else(|| Weekdays::ALL.into_iter().take(5).collect(), |own| own.weekdays);
        let control = format!("hours[days][{}]", day.num_days_from_monday());
        let checked = match typed {
            Some(typed) => !typed.get(&control).is_empty(),
            None => weekdays.contains(day),
        };
        view! { <label class="option"><input type="checkbox" name=control value=day.number_from_monday().to_string() checked=checked /><span>{short(day).of(language)}</span></label> }
    });
    let clock = |name: &str, text: Text, value: Option<NaiveTime>, at_first: &str| {
        let value = value.map_or_else(|| at_first.to_owned(), |at| at.format("%H:%M").to_string());
        let value = typed.map_or(value, |typed| {
            typed.get(&format!("hours[{name}]")).to_owned()
        });
        let control = format!("hours-{id}-{name}");
        view! { <div class="field"><label class="name" for=control.clone()>{text.of(language)}</label><input class="box" type="time" id=control name=format!("hours[{name}]") value=value required /></div> }
    };
    let opens = clock("opens", FROM, own.map(|own| own.opens), "09:00");
    let closes = clock("closes", UNTIL, own.map(|own| own.closes), "15:00");
    let room = format!("hours-{id}-room");
    let said_room = match (typed, own) {
        (Some(typed), _) => typed.get("hours[room]").to_owned(),
        (None, own) => own.map(|own| own.room.clone()).unwrap_or_default(),
    };
    let clear = own.is_some().then(|| view! { <button class="button quiet" name="hours[then]" value="clear">{CLEAR.of(language)}</button> });
    view! {
        <details class="unfold" open=typed.is_some()>
            <summary><span>{adult.name.full()}<span class="soft small">" · "{said}</span></span></summary>
            <form class="stack contact" method="post" action=OFFICE_HOURS>
                <input type="hidden" name="hours[person]" value=id.clone() />
                <div class="field"><label class="name" for=room.clone()>{ROOM.of(language)}</label><input class="box" id=room name="hours[room]" maxlength=ROOM_MAX.to_string() value=said_room autocomplete="off" /></div>
                <fieldset class="options days"><legend>{DAYS.of(language)}</legend>{days.into_iter().collect_view()}</fieldset>
                {opens}{closes}
                <div class="row wrap"><button class="button main">{SAVE.of(language)}</button>{clear}</div>
            </form>
        </details>
    }
}

/// «пн, вт, ср 9:00–16:00, кабинет 214»
fn said(own: &OfficeHours, language: Language) -> String {
    let days: Vec<&str> = Weekdays::ALL
        .into_iter()
        .filter(|day| own.weekdays.contains(*day))
        .map(|day| short(day).of(language))
        .collect();
    let clock = |at: NaiveTime| time(chrono::NaiveDate::MIN.and_time(at));
    let said = SAID.with(
        language,
        &[
            ("days", &days.join(", ")),
            ("from", &clock(own.opens)),
            ("until", &clock(own.closes)),
        ],
    );
    match own.room.as_str() {
        "" => said,
        room => format!("{said}, {room}"),
    }
}
