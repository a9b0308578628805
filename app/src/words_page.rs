//! The page for words that no page of the product can draw now: it stands by itself, asks the
//! database for nothing, and sends again exactly what was sent.

use std::collections::BTreeSet;

use domain::preferences::Preferences;
use domain::{
    answer::{RowId, Shape},
    checkin::MOODS,
    language::{Language, Text},
    template::{Field, Track},
    text,
};
use leptos::prelude::*;

use crate::{
    Site,
    frame::bare,
    links::{
        self,
        action::{AGREE, CHECK_IN, COMMENT, MOVE, SAVE, SIGN_IN, SIGN_OUT},
    },
    typed::{ABOUT, KEPT, KEPT_AGAIN, Typed, Why},
    ui::{
        occurrence,
        text_area::{TextArea, text_area},
        track, unsaved,
    },
};

text! {
    NOT_SAVED: "Это ещё не сохранено" / "This is not saved yet";
    NOT_SENT: "Это ещё не отправлено" / "This is not sent yet";
    NOT_DONE: "Не получилось" / "That did not work";
    FAILED: "Не сохранено: серверу не удалось записать, текст есть только на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз. Сохранённое раньше цело." / "Not saved: the server could not write it, and the text is only on this page. Keep it open, do not go back, and try again in a minute. What was saved before is safe.";
    FAILED_SEND: "Не отправлено: серверу не удалось записать, текст есть только на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "Not sent: the server could not write it, and the text is only on this page. Keep it open, do not go back, and try again in a minute.";
    FAILED_NOTED: "Не сохранено: серверу не удалось записать, отметка есть только на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "Not saved: the server could not write it, and the check-in is only on this page. Keep it open, do not go back, and try again in a minute.";
    REFUSED: "Сервер этого не принял: такой страницы больше нет, она закрыта для этого входа или программа обновилась. Сохранённое раньше цело; отправленное сейчас не сохранено, текст можно скопировать отсюда." / "The server did not take this: the page is gone, closed to this account, or the program was updated. What was saved before is safe; what you sent is not saved, and can be copied from here.";
    ENDED: "Не сохранено: вход закончился, и сервер не смог оставить это у себя. Текст есть только на этой странице. Можно войти в новой вкладке, вернуться сюда и отправить ещё раз." / "Not saved: your sign-in has ended and the server could not keep this. The text is only on this page. Sign in in a new tab, come back here and send it again.";
    GONE: "Это написано, когда вход уже закончился. Страницы, для которой оно написано, больше нет, или она закрыта; текст можно скопировать отсюда." / "This was written after your sign-in had ended. The page it was written for is gone or closed; the text can be copied from here.";
    MORE: "После этого ждёт ещё {count}." / "After this, {count} more to decide.";
    AGAIN: "Попробовать ещё раз" / "Try again";
    ENTER: "Войти в новой вкладке" / "Sign in in a new tab";
    TEXT: "Текст" / "Text";
    COMMENT_TEXT: "Комментарий" / "Comment";
    STEP_TEXT: "Слово к шагу" / "Comment on the step";
    CHECKIN_TEXT: "Несколько слов для себя" / "A few words for yourself";
    ROW: "{label}, строка {number}" / "{label}, row {number}";
    PAGE: "Страница «{page}»" / "Page “{page}”";
    STEP: "Шаг: {step}" / "Step: {step}";
    CHECKIN: "Отметка настроения: {mood}" / "Check-in: {mood}";
    LOGIN: "Имя для входа" / "Login";
    PASSWORD: "Пароль" / "Password";
    HOME: "На главную" / "Go to the home page";
}

/// Draws the page.
#[must_use]
pub fn words_page(preferences: Preferences, site: &Site, typed: &Typed) -> String {
    let language = preferences.language;
    let sends = !matches!(typed.why, Why::Refused | Why::Kept { .. });
    let controls: Vec<AnyView> = typed
        .controls
        .iter()
        .enumerate()
        // What was decided about already is a form of its own now.
        .filter(|(_, (name, _))| typed.why != Why::Settled || !is_mark(name))
        .filter_map(|(number, (name, value))| {
            control(site, typed, (number, name, value), sends, language)
        })
        .collect();
    let form = sends.then(|| {
        view! {
            <form class="stack" method="post" action=typed.action.clone() autocomplete="off">
                {controls.into_iter().collect_view()}
                {(typed.action == SIGN_IN).then(|| password(language))}
                <div class="row wrap"><button class="button main">{again(site, typed, language)}</button></div>
            </form>
        }
        .into_any()
    });
    // What is only to be copied names nothing but the words.
    let texts = (!sends).then(|| {
        let texts = typed
            .controls
            .iter()
            .enumerate()
            .filter(|(_, (name, value))| is_text(site, typed, name, value))
            .map(|(number, (name, value))| area(site, typed, (number, name, value), language));
        view! { <div class="stack">{texts.collect_view()}</div> }
    });
    let enter = (typed.why == Why::Ended).then(|| {
        view! { <p><a class="button" href=links::SIGN_IN target="_blank" rel="noopener">{ENTER.of(language)}</a></p> }
    });
    let discard = match &typed.why {
        Why::Kept { more, .. } => {
            let count = more.to_string();
            let more = (*more > 0).then(
                || view! { <p class="small">{MORE.with(language, &[("count", &count)])}</p> },
            );
            Some(view! { {unsaved::discard(typed, "/", language)}{more} })
        }
        _ => None,
    };
    let home = (!sends)
        .then(|| view! { <p><a class="button" href=links::HOME>{HOME.of(language)}</a></p> });
    let about = about(site, typed, language)
        .into_iter()
        .map(|line| view! { <p><b>{line}</b></p> })
        .collect_view();
    let body = view! {
        <div class="stack">
            <div class="told clay stack" role="alert" id="unsaved"><p>{why(typed, language)}</p></div>
            {enter}
            <div class="stack" id="about">{about}</div>
            {form}
            {texts}
            {discard}
            {home}
        </div>
    };
    bare(
        preferences,
        &site.style,
        title(typed).of(language),
        &body.to_html(),
    )
}

fn title(typed: &Typed) -> Text {
    match typed.action.as_str() {
        _ if !typed.has_words() => NOT_DONE,
        COMMENT => NOT_SENT,
        MOVE | AGREE => NOT_DONE,
        _ => NOT_SAVED,
    }
}

fn why(typed: &Typed, language: Language) -> String {
    let text = match (&typed.why, typed.action.as_str()) {
        (Why::Refused, _) => REFUSED,
        (Why::Ended, _) => ENDED,
        (Why::Kept { .. }, _) => GONE,
        (Why::TooOften(_) | Why::Settled, _) | (_, SIGN_OUT) => {
            return unsaved::sentence(typed, language);
        }
        _ if !typed.has_words() => unsaved::NOT_DONE,
        (_, CHECK_IN) => FAILED_NOTED,
        (_, SAVE) => FAILED,
        _ => FAILED_SEND,
    };
    text.of(language).to_owned()
}

fn is_mark(name: &str) -> bool {
    [KEPT, KEPT_AGAIN].contains(&name)
}

/// What the button does: a step is named.
fn again(site: &Site, typed: &Typed, language: Language) -> String {
    match step(site, typed, language) {
        Some(step) => track::AGAIN.with(language, &[("step", &step)]),
        None => AGAIN.of(language).to_owned(),
    }
}

/// What the form was for, a line each, as far as the form itself tells it.
fn about(site: &Site, typed: &Typed, language: Language) -> Vec<String> {
    let page = match typed.action.as_str() {
        SAVE => page(site, typed, language).map(|page| PAGE.with(language, &[("page", &page)])),
        CHECK_IN => {
            let mood: Option<usize> = typed.get("checkin[mood]").parse().ok();
            let mood = mood.and_then(|mood| MOODS.get(mood.checked_sub(1)?));
            mood.map(|mood| CHECKIN.with(language, &[("mood", mood.of(language))]))
        }
        _ => Some(typed.get(ABOUT).to_owned()).filter(|about| !about.is_empty()),
    };
    let step = step(site, typed, language);
    let step = step.map(|step| STEP.with(language, &[("step", &step)]));
    [page, step].into_iter().flatten().collect()
}

/// What a page of the own diary is called.
fn page(site: &Site, typed: &Typed, language: Language) -> Option<String> {
    let (_, page) = site.school.editions.page(typed.get("draft[page]"))?;
    let title = match typed.get("draft[occurrence]").parse() {
        Ok(occurrence) => occurrence::full_title(page, occurrence, None, language),
        Err(_) => page.title.of(language).to_owned(),
    };
    Some(title)
}

/// What a button of a track would do.
fn step(site: &Site, typed: &Typed, language: Language) -> Option<String> {
    let track = match typed.action.as_str() {
        MOVE => {
            let (section, _) = site.school.editions.page(typed.get("move[page]"))?;
            section.track.as_ref()?
        }
        AGREE => [&Track::Project, &Track::Iep]
            .into_iter()
            .find(|track| store::tracks::Track::of(track).code() == typed.get("move[track]"))?,
        _ => return None,
    };
    let code = typed.get("move[step]");
    (!code.is_empty()).then(|| track::name(track, code, language))
}

/// Whether anything of it is a text that can be copied.
#[must_use]
pub fn has_texts(site: &Site, typed: &Typed) -> bool {
    let mut controls = typed.controls.iter();
    controls.any(|(name, value)| is_text(site, typed, name, value))
}

/// A control as it was sent: a text to read and change, all else unseen.
fn control(
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

fn password(language: Language) -> impl IntoView {
    view! { <label class="field"><span>{PASSWORD.of(language)}</span><input class="box" name="password" type="password" autocomplete="current-password" required /></label> }
}

/// Whether a person wrote it; what was chosen or counted is no text.
fn is_text(site: &Site, typed: &Typed, name: &str, value: &str) -> bool {
    if !Typed::is_words(name, value) {
        return false;
    }
    if typed.action != SAVE {
        return ["comment[body]", "checkin[note]", "move[note]"].contains(&name);
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

fn area(
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
