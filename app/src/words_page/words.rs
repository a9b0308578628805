//! Why there is no page, and what the button does.

use domain::{
    language::{Language, Text},
    text,
};

use super::about::step;
use crate::{
    Site,
    links::action::{AGREE, CHECK_IN, COMMENT, MOVE, SAVE, SIGN_OUT},
    typed::{KEPT, KEPT_AGAIN, Typed, Why},
    ui::{track, unsaved},
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
    SOMEBODY_ELSES: "Не сохранено: страница открыта под другим именем, а сейчас здесь вошёл другой человек. Текст есть только на этой странице. Его автор может войти под своим именем в новой вкладке, вернуться сюда и отправить ещё раз." / "Not saved: the page was opened by somebody else than who is signed in now. The text is only on this page. Its author can sign in in a new tab, come back here and send it again.";
    GONE: "Это написано, когда вход уже закончился. Страницы, для которой оно написано, больше нет, или она закрыта; текст можно скопировать отсюда." / "This was written after your sign-in had ended. The page it was written for is gone or closed; the text can be copied from here.";
    AGAIN: "Попробовать ещё раз" / "Try again";
}

pub(super) fn title(typed: &Typed) -> Text {
    match typed.action.as_str() {
        _ if !typed.has_words() => NOT_DONE,
        COMMENT => NOT_SENT,
        MOVE | AGREE => NOT_DONE,
        _ => NOT_SAVED,
    }
}

pub(super) fn why(typed: &Typed, language: Language) -> String {
    let text = match (&typed.why, typed.action.as_str()) {
        (Why::Refused, _) => REFUSED,
        (Why::Ended, _) => ENDED,
        (Why::SomebodyElses, _) => SOMEBODY_ELSES,
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

pub(super) fn is_mark(name: &str) -> bool {
    [KEPT, KEPT_AGAIN].contains(&name)
}

/// What the button does: a step is named.
pub(super) fn again(site: &Site, typed: &Typed, language: Language) -> String {
    match step(site, typed, language) {
        Some(step) => track::AGAIN.with(language, &[("step", &step)]),
        None => AGAIN.of(language).to_owned(),
    }
}
