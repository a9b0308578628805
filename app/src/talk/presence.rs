//! Where those who can be asked are at this moment, as far as the school says it.

use std::collections::{BTreeSet, HashMap};

use domain::{
    format::{day, time},
    id::PersonId,
    name::PersonName,
    office_hours::{At, OfficeHours},
    text,
};
use leptos::prelude::*;
use store::{
    Conn,
    absences::{self, AbsenceLine},
    school,
};

use super::words::{NEAREST, phones};
use crate::{Request, refusal::Answered};

text! {
    HERE: "сегодня до {until}" / "today until {until}";
    LATER: "сегодня с {from} до {until}" / "today from {from} until {until}";
    GONE: "сегодня в школе уже не застать" / "not at school any more today";
    AWAY: "отсутствует по {day} включительно" / "away, {day} included";
    STANDS_IN: "замещает {name}" / "{name} stands in";
    POOL: "просьбу увидят психологи" / "the psychologists will see the request";
    ARE_HERE: "Сейчас в школе, можно просто прийти: {people}." / "At school now, you can just come: {people}.";
    WITH_ROOM: "{name}, {room}" / "{name}, {room}";
    NOBODY_HERE: "Сейчас никого из них в школе не застать, а вне своих часов взрослые дневник не читают. Можно сказать любому взрослому рядом или позвонить, по этим номерам отвечают." / "None of them is at school now, and adults do not read the diary outside their hours. You can tell any adult nearby or call: these numbers are answered.";
}

/// What the school says of its adults' days.
pub struct Presence {
    hours: HashMap<PersonId, OfficeHours>,
    /// Who is away on this day.
    away: Vec<AbsenceLine>,
}

impl Presence {
    /// Two statements.
    pub async fn read(request: &Request, conn: &mut Conn) -> Answered<Self> {
        let today = request.today();
        let mut away = absences::since(conn, today).await?;
        away.retain(|one| one.days.starts_on <= today);
        let hours = school::office_hours(conn).await?;
        Ok(Self { hours, away })
    }

    fn away(&self, person: PersonId) -> Option<&AbsenceLine> {
        self.away.iter().find(|one| one.days.absent == person)
    }

    fn at(&self, request: &Request, person: PersonId) -> Option<At> {
        let hours = self.hours.get(&person)?;
        Some(hours.at(request.local(request.now), request.year()))
    }

    /// By name, who has what is sent to somebody: they, or who stands in. `None`: the psychologists.
    pub fn reaches(&self, person: PersonId, name: &PersonName) -> Option<String> {
        let Some(one) = self.away(person) else {
            return Some(name.formal());
        };
        let stands_in = one.days.substitute.zip(one.substitute.as_ref());
        let (_, name) = stands_in.filter(|(person, _)| self.away(*person).is_none())?;
        Some(name.formal())
    }

    /// Who stands in for those of these people who are away, and is not away too.
    fn substitutes(&self, people: &[(PersonId, &PersonName)]) -> Vec<(PersonId, PersonName)> {
        let of = |person: PersonId| {
            let one = self.away(person)?;
            one.days.substitute.zip(one.substitute.clone())
        };
        let found = people.iter().filter_map(|(person, _)| of(*person));
        found
            .filter(|(person, _)| self.away(*person).is_none())
            .collect()
    }

    /// That somebody is away, until when and who has what they are asked.
    pub fn absence(&self, request: &Request, person: PersonId) -> Option<String> {
        let language = request.language();
        let one = self.away(person)?;
        let last = one.days.ends_on.pred_opt().unwrap_or(one.days.ends_on);
        let away = AWAY.with(language, &[("day", &day(last, language))]);
        // A substitute who is away too stands in for nobody.
        let stands_in = one.days.substitute.zip(one.substitute.as_ref());
        let then = match stands_in.filter(|(person, _)| self.away(*person).is_none()) {
            Some((_, name)) => STANDS_IN.with(language, &[("name", &name.formal())]),
            None => POOL.of(language).to_owned(),
        };
        Some(format!("{away}; {then}"))
    }

    /// When and where somebody is found today; nothing where the school does not say it.
    pub fn said(&self, request: &Request, person: PersonId) -> Option<String> {
        if let Some(absence) = self.absence(request, person) {
            return Some(absence);
        }
        let language = request.language();
        let clock = |at| time(request.today().and_time(at));
        let when = match self.at(request, person)? {
            At::Here(until) => HERE.with(language, &[("until", &clock(until))]),
            At::Later(from, until) => LATER.with(
                language,
                &[("from", &clock(from)), ("until", &clock(until))],
            ),
            At::Away => return Some(GONE.of(language).to_owned()),
        };
        match self.hours.get(&person).map(|hours| hours.room.as_str()) {
            Some("") | None => Some(when),
            Some(room) => Some(format!("{when}, {room}")),
        }
    }

    /// Whom one can go to at this moment, and whom one can call: the same whoever asks.
    pub fn now(&self, request: &Request, people: &[(PersonId, &PersonName)]) -> AnyView {
        let language = request.language();
        let stand_in = self.substitutes(people);
        let all = people.iter().copied();
        let mut all: Vec<(PersonId, &PersonName)> = all
            .chain(stand_in.iter().map(|(person, name)| (*person, name)))
            .collect();
        let mut seen = BTreeSet::new();
        all.retain(|(person, _)| seen.insert(*person));
        let known: Vec<(&PersonName, At, &OfficeHours)> = all
            .iter()
            .filter(|(person, _)| self.away(*person).is_none())
            .filter_map(|(person, name)| {
                Some((*name, self.at(request, *person)?, self.hours.get(person)?))
            })
            .collect();
        let here: Vec<String> = known
            .iter()
            .filter(|(_, at, _)| matches!(at, At::Here(_)))
            .map(|(name, _, hours)| match hours.room.as_str() {
                "" => name.formal(),
                room => WITH_ROOM.with(language, &[("name", &name.formal()), ("room", room)]),
            })
            .collect();
        let said = match (known.is_empty(), here.is_empty()) {
            // The school gives no hours.
            (true, _) => NEAREST.of(language).to_owned(),
            (false, true) => NOBODY_HERE.of(language).to_owned(),
            (false, false) => ARE_HERE.with(language, &[("people", &here.join("; "))]),
        };
        view! { <section class="told"><p>{said}</p>{phones(request)}</section> }.into_any()
    }
}
