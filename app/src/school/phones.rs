//! Whom one can call: the numbers that stand under «Помощь» and beside every request to talk.

use domain::{
    access::{Act, Resource},
    text,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::school::{self, Phone};

use crate::{
    Refusal, Request,
    links::{self, action::PHONES},
    refusal::{Answered, go},
    ui::unsaved,
};

text! {
    TITLE: "Телефоны" / "Telephone numbers";
    ABOUT: "Стоят под «Помощь» на каждой странице, в том числе на странице входа, в этом порядке. Пустая строка не показывается." / "They stand under “Help” on every page, on the sign-in page too, in this order. An empty row is not shown.";
    NUMBER: "Номер" / "Number";
    NAME: "Чей" / "Whose";
    HOURS: "Когда отвечают" / "When they answer";
    ROW: "Строка {number}" / "Row {number}";
    WRONG: "Телефоны не сохранены. Нужен хотя бы один; в номере только цифры, пробелы, скобки, «+» и «-» (добавочный можно написать в «Когда отвечают»); у каждого номера есть «Чей»." / "The numbers are not saved. At least one is needed; a number has digits, spaces, brackets, “+” and “-” only (an extension can be written under “When they answer”); each number says whose it is.";
    SAVE: "Сохранить телефоны" / "Save the numbers";
}

/// What the address says when these could not be saved.
pub const NUMBERS: &str = "school_phones";

/// How many numbers a school may give.
const ROWS: usize = 8;
/// Longest text of a column, in characters.
const MAX: usize = 120;

/// One row of the form.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Row {
    pub name: String,
    pub number: String,
    pub answers: String,
}

/// Replaces the telephone numbers of the school.
#[server(endpoint = "v1/school/phones", prefix = "/api")]
pub async fn set_phones(phones: Vec<Row>) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.may(Act::ManageSchool, &Resource::School)?;
    let rows: Vec<Phone> = phones
        .iter()
        .map(|row| Phone {
            name: row.name.trim().to_owned(),
            number: row.number.trim().to_owned(),
            hours: row.answers.trim().to_owned(),
        })
        .filter(|row| !(row.name.is_empty() && row.number.is_empty() && row.hours.is_empty()))
        .collect();
    if rows.is_empty() || rows.len() > ROWS || !rows.iter().all(is_sound) {
        // Its words go back to who wrote them.
        go(&links::unfit(links::CONTACTS, NUMBERS));
        return Ok(());
    }
    store::write!(request.db, tx => school::set_phones(tx, &permit, &rows).await)?;
    go(&links::saved(links::CONTACTS));
    Ok(())
}

fn is_sound(row: &Phone) -> bool {
    let is_short = |text: &str| text.chars().count() <= MAX;
    let is_callable = row.number.chars().any(|sign| sign.is_ascii_digit())
        && (row.number.chars()).all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
    is_callable
        && !row.name.is_empty()
        && [&row.name, &row.number, &row.hours]
            .iter()
            .all(|text| is_short(text))
}

/// The form of the numbers.
pub fn panel(request: &Request) -> AnyView {
    let language = request.language();
    let typed = request.typed(PHONES);
    let kept = &request.site.school.phones;
    // One blank after those that are there, or were just typed.
    let is_typed = |place: &usize| {
        let names = ["number", "name", "answers"].map(|name| format!("phones[{place}][{name}]"));
        typed.is_some_and(|typed| names.iter().any(|name| !typed.get(name).is_empty()))
    };
    let last_typed = (0..ROWS).rfind(is_typed).map_or(0, |last| last + 1);
    let shown = (kept.len().max(last_typed) + 1).min(ROWS);
    let rows = (0..shown).map(|place| {
        let own = kept.get(place);
        let control = |name: &'static str, label: domain::language::Text, value: String| {
            let name = format!("phones[{place}][{name}]");
            let value = typed.map_or(value, |typed| typed.get(&name).to_owned());
            view! { <input class="box" name=name value=value maxlength=MAX.to_string() aria-label=label.of(language) placeholder=label.of(language) autocomplete="off" /> }
        };
        let text = |of: fn(&Phone) -> &String| own.map(|own| of(own).clone()).unwrap_or_default();
        view! {
            <fieldset class="phone-row">
                <legend class="visually-hidden">{ROW.with(language, &[("number", &(place + 1).to_string())])}</legend>
                {control("number", NUMBER, text(|own| &own.number))}
                {control("name", NAME, text(|own| &own.name))}
                {control("answers", HOURS, text(|own| &own.hours))}
            </fieldset>
        }
    });
    // What could not be saved comes back with the reason.
    let is_unfit = links::query(&request.path, "unfit").is_some();
    let unsaved = typed.filter(|_| !is_unfit).map(|typed| {
        let button = unsaved::Button {
            form: "school-phones".to_owned(),
            name: "again",
            value: String::new(),
        };
        unsaved::notice(request, typed, button)
    });
    view! {
        <section class="panel" id="phones"><header><h2>{TITLE.of(language)}</h2></header>
            <p class="soft small">{ABOUT.of(language)}</p>
            {unsaved}
            <form id="school-phones" class="stack contact" method="post" action=PHONES>
                {unsaved::origin(request, typed.map(AsRef::as_ref), None)}
                {rows.collect_view()}
                <div class="row"><button class="button main">{SAVE.of(language)}</button></div>
            </form>
        </section>
    }
    .into_any()
}
