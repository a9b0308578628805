//! What is the matter with an answer, in words.

use domain::{
    field::{Code, Problem},
    format::count,
    language::Language,
    text,
};
use leptos::prelude::*;

use super::drawing::{Icon, icon};

text! {
    NOT_A_DATE: "Такого дня нет в календаре. Например: 24.11.2026. Написанное сохранено." / "There is no such day. For example: 24.11.2026. What you typed is kept.";
    OFF_SCALE: "Здесь подходит целое число от {from} до {to}. Написанное сохранено." / "A whole number from {from} to {to} fits here. What you typed is kept.";
    OFF_RANGE: "Здесь подходит число от {from} до {to}. Написанное сохранено." / "A number from {from} to {to} fits here. What you typed is kept.";
    NO_SUCH_OPTION: "Такого варианта здесь нет." / "There is no such option here.";
    NOT_CHOSEN: "Это не отмечено выше: по местам расставляется только выбранное." / "This is not chosen above: only what you chose can be ranked.";
    RANKED_TWICE: "Одно и то же стоит на двух местах." / "The same one stands in two places.";
}

const SIGNS: [&str; 3] = ["знак", "знака", "знаков"];
const OPTIONS: [&str; 3] = ["вариант", "варианта", "вариантов"];
const ROWS: [&str; 3] = ["строку", "строки", "строк"];

/// The sentence for a code.
#[must_use]
pub fn sentence(code: Code, language: Language) -> String {
    let signs = |number: usize| count(number as u64, SIGNS, ["character", "characters"], language);
    let options = |number: usize| count(number as u64, OPTIONS, ["option", "options"], language);
    let rows = |number: usize| count(number as u64, ROWS, ["row", "rows"], language);
    match (code, language) {
        (Code::TooLong { max, length }, Language::Ru) => {
            format!(
                "Здесь помещается {}, а получилось {}. Текст сохранён целиком, показать его можно, когда станет короче.",
                signs(max),
                signs(length)
            )
        }
        (Code::TooLong { max, length }, Language::En) => {
            format!(
                "There is room for {}, and this is {}. All of it is kept; it can be shown once it is shorter.",
                signs(max),
                signs(length)
            )
        }
        (Code::NotADate, _) => NOT_A_DATE.of(language).to_owned(),
        (Code::OffScale { from, to }, _) => OFF_SCALE.with(
            language,
            &[("from", &from.to_string()), ("to", &to.to_string())],
        ),
        (Code::OffRange { from, to }, _) => OFF_RANGE.with(
            language,
            &[("from", &from.to_string()), ("to", &to.to_string())],
        ),
        (Code::NoSuchOption, _) => NO_SUCH_OPTION.of(language).to_owned(),
        (Code::TooMany { max }, Language::Ru) => {
            format!("Можно выбрать не больше: {}.", options(max))
        }
        (Code::TooMany { max }, Language::En) => format!("Choose no more than {}.", options(max)),
        (Code::TooFew { min }, Language::Ru) => format!("Выбери хотя бы {}.", options(min)),
        (Code::TooFew { min }, Language::En) => format!("Choose at least {}.", options(min)),
        (Code::Exactly { count }, Language::Ru) => {
            format!("Нужно ровно {} или ни одного.", options(count))
        }
        (Code::Exactly { count }, Language::En) => {
            format!("Choose exactly {} or none.", options(count))
        }
        (Code::TooManyRows { max }, Language::Ru) => format!(
            "Показать можно не больше чем {}. Все строки сохранены.",
            rows(max)
        ),
        (Code::TooManyRows { max }, Language::En) => format!(
            "No more than {} can be shown. All rows are kept.",
            rows(max)
        ),
        (Code::NotChosen, _) => NOT_CHOSEN.of(language).to_owned(),
        (Code::RankedTwice, _) => RANKED_TWICE.of(language).to_owned(),
    }
}

/// The id of the paragraph that tells the problems of a field.
#[must_use]
pub fn id(field: &str) -> String {
    format!("problem-{field}")
}

/// The paragraph for a field's problems: empty and hidden while there are none, so that autosave
/// can fill it.
pub fn paragraph(field: &str, problems: &[Problem], language: Language) -> impl IntoView + use<> {
    let text = of_field(field, problems, language);
    let hidden = text.is_empty();
    view! { <p class="problem" id=id(field) hidden=hidden>{icon(Icon::Warning)}<span>{text}</span></p> }
}

/// The sentences of one field's problems, each once.
#[must_use]
pub fn of_field(field: &str, problems: &[Problem], language: Language) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for problem in problems
        .iter()
        .filter(|problem| field_of(&problem.path) == field)
    {
        let sentence = sentence(problem.code, language);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences.join(" ")
}

/// The field a path belongs to.
#[must_use]
pub fn field_of(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}
