//! Who is away, until when, and who stands in.

use chrono::NaiveDate;
use domain::{
    access::{Act, Resource},
    format::weekday_and_day,
    id::PersonId,
    language::Language,
    text,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    absences::{self, Absence, AbsenceLine, Noted},
    people::Adult,
};
use uuid::Uuid;

use crate::{
    Refusal, Request,
    links::{self, action::ABSENCE},
    refusal::{Answered, go},
};

text! {
    TITLE: "Кого нет и кто замещает" / "Who is away and who stands in";
    NOBODY: "Сегодня и дальше отсутствующих не отмечено." / "Nobody is noted as away, today or later.";
    WHO: "Кто отсутствует" / "Who is away";
    SUBSTITUTE: "Кто замещает" / "Who stands in";
    NO_SUBSTITUTE: "никто (просьбы психологам)" / "nobody (psychologists are asked)";
    CHOOSE: "выберите" / "choose";
    FROM: "С какого дня" / "From";
    UNTIL: "По какой день" / "Until (inclusive)";
    ADD: "Отметить отсутствие" / "Note the absence";
    LINE: "{name}: {from} – {until}" / "{name}: {from} – {until}";
    ONE_DAY: "{name}: {day}" / "{name}: {day}";
    STANDS_IN: "замещает {name}" / "{name} stands in";
    STANDS_IN_NOBODY: "никто не замещает, просьбы видят психологи" / "nobody stands in, the psychologists see the requests";
    BACK_TODAY: "Уже в школе" / "Is back";
    REMOVE: "Убрать" / "Remove";
    RIGHTS: "Кто замещает, видит и отвечает вместо отсутствующего только в эти дни и только то, что показано с первого из них; на страницах он назван замещающим." / "Whoever stands in sees and answers in place of the absent person on these days only, and only what is shown since the first of them; pages name them as standing in.";
    OVERLAPS: "Не отмечено: этот человек уже отсутствует в часть этих дней." / "Not noted: this person is already away on some of these days.";
    NOT_PSYCHOLOGIST: "Не отмечено: психолога замещает только психолог." / "Not noted: only a psychologist stands in for a psychologist.";
    BACKWARDS: "Не отмечено: последний день раньше первого или уже прошёл." / "Not noted: the last day is before the first, or has passed.";
    INCOMPLETE: "Не отмечено: нужно выбрать, кто отсутствует, и оба дня; замещать себя нельзя." / "Not noted: choose who is away and both days; nobody stands in for themselves.";
}

/// The form of an absence.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Form {
    /// `end`: ends the one with the id; else one is noted.
    pub then: String,
    pub id: String,
    pub absent: String,
    pub substitute: String,
    pub from: String,
    /// The last day, which is part of it.
    pub until: String,
}

/// Notes who is away, or that they are back.
#[server(endpoint = "v1/school/absence", prefix = "/api")]
pub async fn note_absence(absence: Form) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.may(Act::ManageSchool, &Resource::School)?;
    if absence.then == "end" {
        let id: Uuid = absence.id.parse().map_err(|_| Refusal::NotFound)?;
        store::write!(request.db, tx => absences::end(tx, &permit, id, request.today()).await)?;
        go(&links::saved(links::CONTACTS));
        return Ok(());
    }
    let why = match read(&request, &absence) {
        Err(why) => Some(why),
        Ok(days) => match store::write!(request.db, tx => absences::add(tx, &permit, &days).await)?
        {
            Noted::Done => None,
            Noted::Overlaps => Some("overlaps"),
            Noted::NotPsychologist => Some("psychologist"),
        },
    };
    go(&match why {
        None => links::saved(links::CONTACTS),
        // What was chosen comes back.
        Some(why) => links::with_query(
            &links::told(links::CONTACTS, why),
            &[
                ("absent", absence.absent.as_str()),
                ("substitute", &absence.substitute),
                ("from", &absence.from),
                ("until", &absence.until),
            ],
        ),
    });
    Ok(())
}

/// The absence that the form names, or why it names none.
fn read(request: &Request, form: &Form) -> Result<Absence, &'static str> {
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| "incomplete");
    let person = |text: &str| text.parse().map(PersonId).map_err(|_| "incomplete");
    let (starts_on, last) = (day(&form.from)?, day(&form.until)?);
    let absent = person(&form.absent)?;
    let substitute = match form.substitute.as_str() {
        "" => None,
        id => Some(person(id)?),
    };
    if substitute == Some(absent) {
        return Err("incomplete");
    }
    if last < starts_on || last < request.today() {
        return Err("backwards");
    }
    Ok(Absence {
        id: (request.new_id)(),
        absent,
        substitute,
        starts_on,
        ends_on: last.succ_opt().ok_or("backwards")?,
    })
}

/// The absences that last or are to come, and the form of a new one.
pub fn panel(request: &Request, adults: &[Adult], away: &[AbsenceLine]) -> AnyView {
    let language = request.language();
    let lines = away.iter().map(|one| line(request, one, language));
    let list = if away.is_empty() {
        view! { <p class="soft">{NOBODY.of(language)}</p> }.into_any()
    } else {
        view! { <ul class="list">{lines.collect_view()}</ul> }.into_any()
    };
    let before = |name: &str| {
        links::query(&request.path, name)
            .unwrap_or_default()
            .to_owned()
    };
    let why = match before("told").as_str() {
        "overlaps" => Some(OVERLAPS),
        "psychologist" => Some(NOT_PSYCHOLOGIST),
        "backwards" => Some(BACKWARDS),
        "incomplete" => Some(INCOMPLETE),
        _ => None,
    };
    let why = why.map(|text| view! { <p class="told clay" role="alert">{text.of(language)}</p> });
    let options = |name: &'static str, first: domain::language::Text| {
        let chosen = before(name);
        let is_required = name == "absent";
        let people = adults.iter().map(|adult| {
            let id = adult.person.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{adult.name.full()}</option> }
        });
        view! {
            <select class="box" id=format!("absence-{name}") name=format!("absence[{name}]") required=is_required>
                <option value="">{first.of(language)}</option>
                {people.collect_view()}
            </select>
        }
    };
    let date = |name: &'static str, at_first: String| {
        let value = Some(before(name))
            .filter(|text| !text.is_empty())
            .unwrap_or(at_first);
        view! { <input class="box" type="date" id=format!("absence-{name}") name=format!("absence[{name}]") value=value required /> }
    };
    let today = request.today().to_string();
    view! {
        <section class="panel"><header><h2>{TITLE.of(language)}</h2></header>
            {list}
            {why}
            <form class="stack contact" method="post" action=ABSENCE>
                <div class="field"><label class="name" for="absence-absent">{WHO.of(language)}</label>{options("absent", CHOOSE)}</div>
                <div class="field"><label class="name" for="absence-substitute">{SUBSTITUTE.of(language)}</label>{options("substitute", NO_SUBSTITUTE)}</div>
                <div class="field"><label class="name" for="absence-from">{FROM.of(language)}</label>{date("from", today.clone())}</div>
                <div class="field"><label class="name" for="absence-until">{UNTIL.of(language)}</label>{date("until", today)}</div>
                <p class="soft small">{RIGHTS.of(language)}</p>
                <div class="row"><button class="button main">{ADD.of(language)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn line(request: &Request, one: &AbsenceLine, language: Language) -> impl IntoView + use<> {
    let day = |day: NaiveDate| weekday_and_day(day, language);
    let last = one.days.ends_on.pred_opt().unwrap_or(one.days.ends_on);
    let said = LINE.with(
        language,
        &[
            ("name", &one.absent.full()),
            ("from", &day(one.days.starts_on)),
            ("until", &day(last)),
        ],
    );
    let said = match last == one.days.starts_on {
        true => ONE_DAY.with(
            language,
            &[("name", &one.absent.full()), ("day", &day(last))],
        ),
        false => said,
    };
    let who = match &one.substitute {
        Some(name) => STANDS_IN.with(language, &[("name", &name.full())]),
        None => STANDS_IN_NOBODY.of(language).to_owned(),
    };
    let has_begun = one.days.starts_on < request.today();
    let end = if has_begun { BACK_TODAY } else { REMOVE };
    view! {
        <li>
            <p>{said}</p>
            <p class="soft small">{who}</p>
            <form method="post" action=ABSENCE>
                <input type="hidden" name="absence[id]" value=one.days.id.to_string() />
                <button class="button quiet" name="absence[then]" value="end">{end.of(language)}</button>
            </form>
        </li>
    }
}
