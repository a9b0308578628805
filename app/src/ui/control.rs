//! The controls of a field: plain HTML that works without script. An island may add to them, it
//! never replaces them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use domain::{
    answer::{Answer, Answers, Cells, RowId},
    language::{Language, OwnedText},
    template::{Field, FieldKind},
    text,
};
use leptos::prelude::*;

use super::{
    problem,
    text_area::{TextArea, text_area},
};

mod choice;
mod letter;
mod matrix;
mod scale;
mod table;
mod time_map;
mod topics;

pub use choice::moods;

text! {
    DAY: "дд.мм.гггг" / "dd.mm.yyyy";
}

/// What a control needs besides its field.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub language: Language,
    pub answer: Option<&'a Answer>,
    /// Whether something is the matter with the answer.
    pub invalid: bool,
    /// Another empty row was asked for without script.
    pub one_more_row: bool,
    /// The whole page's draft: some controls look at their neighbours.
    pub draft: &'a Answers,
    /// What an empty table begins with.
    pub prefill: &'a [Cells],
    /// The id of the first row that is added.
    pub new_row: &'a RowId,
    /// Names that are offered while something is typed.
    pub suggestions: &'a Suggestions,
    /// Today and the days on which a letter may be opened, ready to read.
    pub letter: Option<&'a LetterDays>,
}

/// The names of a page's cards, by the page's key.
pub type Suggestions = BTreeMap<String, Vec<String>>;

/// What a letter needs to know of the calendar.
#[derive(Clone, Debug)]
pub struct LetterDays {
    pub today: NaiveDate,
    /// By the key of a letter's date.
    pub days: BTreeMap<String, NaiveDate>,
}

impl<'a> Context<'a> {
    /// The text at a path of an answer that is a map.
    fn at(&self, path: &str) -> &'a str {
        match self.answer {
            Some(Answer::Map(map)) => map.get(path).map_or("", String::as_str),
            _ => "",
        }
    }
}

/// The name of a control in the page's form.
#[must_use]
pub fn name(path: &str) -> String {
    format!("draft[fields][{path}]")
}

/// Whether the field is one control, so that its label can point at it.
#[must_use]
pub const fn is_single(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::ShortText { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Question { .. }
            | FieldKind::Date
            | FieldKind::Number(_)
    )
}

/// The id of a field's single control.
#[must_use]
pub fn id(path: &str) -> String {
    format!("c-{path}")
}

/// Draws the controls of a field. `legend` names the group for who does not see the label.
pub fn control(field: &Field, legend: &str, context: Context<'_>) -> AnyView {
    let text = context.answer.and_then(Answer::text).unwrap_or_default();
    let described = Some(problem::id(&field.key));
    let invalid = context.invalid.then_some("true");
    let key = field.key.as_str();
    match &field.kind {
        FieldKind::ShortText { .. } => {
            // A line that may grow: on a phone forty letters are two lines.
            let area = TextArea {
                id: id(key),
                name: name(key),
                class: "write brief",
                invalid: context.invalid,
                described,
                ..TextArea::default()
            };
            text_area(area, text).into_any()
        }
        FieldKind::Date => date(key, text, invalid, described, context.language),
        FieldKind::LongText { .. } | FieldKind::Question { .. } => {
            let area = TextArea {
                id: id(key),
                name: name(key),
                class: "write",
                invalid: context.invalid,
                described,
                ..TextArea::default()
            };
            text_area(area, text).into_any()
        }
        FieldKind::Choice { options } => choice::choice(key, legend, options, context),
        FieldKind::Choices { options, .. } => {
            choice::choices(key, legend, "options", options, context)
        }
        FieldKind::Checklist { options } => {
            choice::choices(key, legend, "options stack", options, context)
        }
        FieldKind::Scale(points) => scale::dots(key, legend, points, text, context.language),
        FieldKind::Number(range) => {
            let unit = range.unit.of(context.language).to_owned();
            let input = numeric(key, text, None, invalid, described);
            view! { <div class="with-unit">{input}<span>{unit}</span></div> }.into_any()
        }
        FieldKind::Mood => moods(&name(key), legend, text.parse().ok(), context.language),
        FieldKind::Grid { rows, options } => choice::grid(key, rows, options, context),
        FieldKind::Ranking { options, top, .. } => choice::ranking(key, options, *top, context),
        FieldKind::Table {
            columns,
            rows_min,
            rows_max,
            ..
        } => table::table(field, columns, *rows_min, *rows_max, context),
        FieldKind::Matrix(kind) => matrix::matrix(key, kind, context),
        FieldKind::Topics(kind) => topics::topics(key, legend, kind, context),
        FieldKind::Letter { dates, .. } => letter::letter(key, dates, context),
        FieldKind::TimeMap { options } => time_map::time_map(key, options, context),
        FieldKind::Computed(_) => ().into_any(),
        FieldKind::Waiting(_) => ().into_any(),
    }
}

fn date(
    path: &str,
    text: &str,
    invalid: Option<&'static str>,
    described: Option<String>,
    language: Language,
) -> AnyView {
    view! {
        <input type="text" class="date" id=id(path) name=name(path) value=text.to_owned() placeholder=DAY.of(language) inputmode="decimal"
            aria-invalid=invalid aria-describedby=described autocomplete="off" />
    }
    .into_any()
}

/// A line of text that offers the names of the list with that id.
fn line(path: &str, text: &str, list: String) -> AnyView {
    view! { <input type="text" class="line" id=id(path) name=name(path) value=text.to_owned() list=list autocomplete="off" /> }
        .into_any()
}

/// Names to offer to the controls that point at `id`.
fn names<'a>(id: String, names: impl Iterator<Item = &'a str>) -> AnyView {
    let options = names
        .map(|name| view! { <option value=name.to_owned()></option> })
        .collect_view();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// A short number, with a comma or a point.
fn numeric(
    path: &str,
    text: &str,
    label: Option<String>,
    invalid: Option<&'static str>,
    described: Option<String>,
) -> AnyView {
    view! {
        <input type="text" class="num" id=id(path) name=name(path) value=text.to_owned() inputmode="decimal"
            aria-label=label aria-invalid=invalid aria-describedby=described autocomplete="off" />
    }
    .into_any()
}

fn group(class: &'static str, legend: &str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <fieldset class=class>
            <legend class="visually-hidden">{legend.to_owned()}</legend>
            {content}
        </fieldset>
    }
    .into_any()
}

fn labelled(
    class: &'static str,
    path: &str,
    label: String,
    hint: impl IntoView + 'static,
    control: AnyView,
) -> AnyView {
    view! { <div class=class><label r#for=id(path)>{label}</label>{hint}{control}</div> }.into_any()
}

/// The prompt under a label, if there is one.
pub fn hint(text: &OwnedText, language: Language) -> Option<impl IntoView + use<>> {
    let text = text.of(language).to_owned();
    (!text.is_empty()).then(|| view! { <p class="hint">{text}</p> })
}
