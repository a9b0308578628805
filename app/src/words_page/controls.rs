//! The posted controls as a form that sends all of it again.

use std::collections::BTreeSet;

use domain::{
    answer::{RowId, Shape},
    language::Language,
    template::Field,
    text,
};
use leptos::prelude::*;

use crate::{
    Site,
    links::action::{SAVE, SIGN_IN},
    typed::{Typed, WORDS},
    ui::text_area::{TextArea, text_area},
};

text! {
    TEXT: "Текст" / "Text";
    COMMENT_TEXT: "Комментарий" / "Comment";
    STEP_TEXT: "Комментарий к шагу" / "Comment on the step";
    CHECKIN_TEXT: "Несколько слов для себя" / "A few words for yourself";
    ROW: "{label}, строка {number}" / "{label}, row {number}";
    LOGIN: "Имя для входа" / "Login";
    PASSWORD: "Пароль" / "Password";
}

/// Whether anything of it is a text that can be copied.
#[must_use]
pub fn has_texts(site: &Site, typed: &Typed) -> bool {
    let mut controls = typed.controls.iter();
    controls.any(|(name, value)| is_text(site, typed, name, value))
}

/// A control as it was sent: a text to read and change, all else unseen.
pub(super) fn control(
    site: &Site,
    typed: &Typed,
    (number, name, value): (usize, &str, &str),
    sends: bool,
    language: Language,
) -> Option<AnyView> {
    if !sends {
        return None;
    }
    if typed.action == SIGN_IN && name == "login" {
        let label = LOGIN.of(language);
        return Some(view! { <label class="field"><span>{label}</span><input class="box" name="login" value=value.to_owned() autocomplete="username" required /></label> }.into_any());
    }
    if is_text(site, typed, name, value) {
        return Some(area(site, typed, (number, name, value), language));
    }
    Some(view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }.into_any())
}

pub(super) fn password(language: Language) -> impl IntoView {
    view! { <label class="field"><span>{PASSWORD.of(language)}</span><input class="box" name="password" type="password" autocomplete="current-password" required /></label> }
}

/// Whether a person wrote it; what was chosen or counted is no text.
pub(super) fn is_text(site: &Site, typed: &Typed, name: &str, value: &str) -> bool {
    if !Typed::is_words(name, value) {
        return false;
    }
    if typed.action != SAVE {
        return WORDS.contains(&name) || name.starts_with("phones[");
    }
    let is_figure = value == "on" || (value.len() < 6 && value.parse::<i64>().is_ok());
    let field = field(site, typed, name);
    let is_written = field.is_none_or(|field| field.kind.as_type().is_written());
    is_written && !is_figure
}

fn field<'a>(site: &'a Site, typed: &Typed, name: &str) -> Option<&'a Field> {
    let path = name.strip_prefix("draft[fields][")?;
    let key = path.split(['.', ']']).next()?;
    let (_, page) = site.school.editions.page(typed.get("draft[page]"))?;
    page.field(key)
}

pub(super) fn area(
    site: &Site,
    typed: &Typed,
    (number, name, value): (usize, &str, &str),
    language: Language,
) -> AnyView {
    let id = format!("text-{number}");
    let label = label(site, typed, name, language);
    let area = TextArea {
        id: id.clone(),
        name: name.to_owned(),
        class: "write",
        ..TextArea::default()
    };
    view! { <div class="field"><label r#for=id>{label}</label>{text_area(area, value)}</div> }
        .into_any()
}

/// Which row of the form a control of a table belongs to, counted from 0.
fn row(typed: &Typed, key: &str, name: &str) -> Option<usize> {
    let id = |name: &str| {
        let path = name.strip_prefix("draft[fields][")?.strip_prefix(key)?;
        RowId::parse(path.strip_prefix('.')?.split(['.', ']']).next()?)
    };
    let own = id(name)?;
    let rows: BTreeSet<RowId> = typed
        .controls
        .iter()
        .filter_map(|(name, _)| id(name))
        .collect();
    rows.iter().position(|row| *row == own)
}

/// What the page calls the field; a row of a table is counted.
fn label(site: &Site, typed: &Typed, name: &str, language: Language) -> String {
    let own = match name {
        "comment[body]" => COMMENT_TEXT,
        "move[note]" => STEP_TEXT,
        "checkin[note]" => CHECKIN_TEXT,
        _ => TEXT,
    };
    let Some(field) = field(site, typed, name) else {
        return own.of(language).to_owned();
    };
    let label = field.label.of(language).to_owned();
    let row = (field.kind.as_type().shape() == Shape::Rows).then(|| row(typed, &field.key, name));
    match row.flatten() {
        Some(place) => {
            let number = (place + 1).to_string();
            ROW.with(language, &[("label", &label), ("number", &number)])
        }
        None => label,
    }
}
