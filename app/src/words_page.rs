//! The page for words that no page of the product can draw now: it stands by itself, asks the
//! database for nothing, and sends again exactly what was sent.

use domain::{
    language::Language,
    template::{Field, FieldKind},
    text,
};
use leptos::prelude::*;
use store::people::Look;

use crate::{
    Site,
    frame::bare,
    typed::{SAVE, SIGN_IN, SIGN_OUT, Typed, Why},
    ui::{
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    NOT_SAVED: "Это ещё не сохранено" / "This is not saved yet";
    NOT_DONE: "Не получилось" / "That did not work";
    FAILED: "Серверу не удалось записать. Сохранённое раньше цело; отправленное сейчас есть только на этой странице. Её лучше не закрывать, а через минуту попробовать ещё раз: кнопка отправит всё то же самое." / "The server could not write it. What was saved before is safe; what you sent is only on this page. Keep it open and try again in a minute: the button sends all of it again.";
    REFUSED: "Сервер этого не принял: такой страницы больше нет, она закрыта для этого входа или программа обновилась. Сохранённое раньше цело; отправленное сейчас не сохранено, текст можно скопировать отсюда." / "The server did not take this: the page is gone, closed to this account, or the program was updated. What was saved before is safe; what you sent is not saved, and can be copied from here.";
    ENDED: "Вход закончился, и сервер не смог оставить это у себя: отправленное есть только на этой странице. Можно войти в новой вкладке, вернуться сюда и отправить ещё раз." / "Your sign-in has ended and the server could not keep this: what you sent is only on this page. Sign in in a new tab, come back here and send it again.";
    GONE: "Это написано, когда вход уже закончился. Страницы, для которой оно написано, больше нет; текст можно скопировать отсюда." / "This was written after your sign-in had ended. The page it was written for is gone; the text can be copied from here.";
    AGAIN: "Попробовать ещё раз" / "Try again";
    ENTER: "Войти в новой вкладке" / "Sign in in a new tab";
    TEXT: "Текст" / "Text";
    LOGIN: "Имя для входа" / "Login";
    PASSWORD: "Пароль" / "Password";
    HOME: "На главную" / "Go to the home page";
}

/// Draws the page.
#[must_use]
pub fn words_page(look: Look, site: &Site, typed: &Typed) -> String {
    let language = look.language;
    let sends = matches!(typed.why, Why::Failed | Why::Ended | Why::Unfit);
    let why = match &typed.why {
        Why::Failed | Why::Unfit if typed.action == SIGN_OUT => unsaved::STILL_IN,
        Why::Failed | Why::Unfit if typed.has_words() => FAILED,
        Why::Failed | Why::Unfit => unsaved::NOT_DONE,
        Why::Refused => REFUSED,
        Why::Ended => ENDED,
        Why::Kept { .. } => GONE,
    };
    let title = if typed.has_words() {
        NOT_SAVED
    } else {
        NOT_DONE
    };
    let controls: Vec<AnyView> = typed
        .controls
        .iter()
        .enumerate()
        .filter_map(|(number, (name, value))| {
            control(site, typed, (number, name, value), sends, language)
        })
        .collect();
    let form = sends.then(|| {
        view! {
            <form class="stack" method="post" action=typed.action.clone() autocomplete="off">
                {controls.into_iter().collect_view()}
                {(typed.action == SIGN_IN).then(|| password(language))}
                <div class="row wrap"><button class="button main">{AGAIN.of(language)}</button></div>
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
        view! { <p><a class="button" href="/sign-in" target="_blank" rel="noopener">{ENTER.of(language)}</a></p> }
    });
    let discard = match &typed.why {
        Why::Kept { .. } => Some((
            unsaved::discard(language),
            unsaved::discard_form(Some(typed)),
        )),
        _ => None,
    };
    let home =
        (!sends).then(|| view! { <p><a class="button" href="/">{HOME.of(language)}</a></p> });
    let body = view! {
        <div class="stack">
            <p class="told clay" role="alert" id="unsaved">{why.of(language)}</p>
            {enter}
            {form}
            {texts}
            {discard}
            {home}
        </div>
    };
    bare(look, &site.style, title.of(language), &body.to_html())
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
    let is_written = field(site, typed, name).is_none_or(|field| {
        matches!(
            field.kind,
            FieldKind::ShortText { .. }
                | FieldKind::LongText { .. }
                | FieldKind::Question { .. }
                | FieldKind::Table { .. }
                | FieldKind::Matrix(_)
                | FieldKind::Topics(_)
                | FieldKind::Letter { .. }
        )
    });
    is_written && !is_figure
}

fn field<'a>(site: &'a Site, typed: &Typed, name: &str) -> Option<&'a Field> {
    let path = name.strip_prefix("draft[fields][")?;
    let key = path.split(['.', ']']).next()?;
    let (_, page) = site.editions.page(typed.get("draft[page]"))?;
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

/// What the page calls the field.
fn label(site: &Site, typed: &Typed, name: &str, language: Language) -> String {
    let found = field(site, typed, name).map(|field| field.label.of(language).to_owned());
    found.unwrap_or_else(|| TEXT.of(language).to_owned())
}
