//! What did not happen, why, and how long to wait.

use domain::{format::count, language::Language, text};

use crate::{
    links::action::{AGREE, ANSWER_REQUEST, CHECK_IN, COMMENT, MOVE, SAVE, SEND_REQUEST, SIGN_OUT},
    typed::{Typed, Why},
};

text! {
    NOT_SAVED: "Это ещё не сохранено: серверу не удалось записать. Написанное осталось на этой странице, сохранённое раньше цело. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "This is not saved yet: the server could not write it. What you typed is still on this page, and what was saved before is safe. Keep the page open, do not go back, and try again in a minute.";
    NOT_NOTED: "Отметка ещё не сохранена: серверу не удалось записать. Выбранное осталось здесь. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "The check-in is not saved yet: the server could not write it. What you chose is still on this page. Keep it open, do not go back, and try again in a minute.";
    NOT_SENT: "Комментарий не отправлен и не сохранён: серверу не удалось записать. Текст остался на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "The comment is neither sent nor saved: the server could not write it. The text is still on this page. Keep the page open, do not go back, and try again in a minute.";
    NOT_DONE: "Это не сделано: серверу не удалось записать. Сохранённое раньше цело. Через минуту можно попробовать ещё раз." / "This is not done: the server could not write it. What was saved before is safe. Try again in a minute.";
    NOT_TAKEN: "Шаг не сделан: серверу не удалось записать. Комментарий к нему остался в поле ниже. Страницу лучше не закрывать, а через минуту попробовать ещё раз." / "The step was not taken: the server could not write it. Your comment on it is still in the box below. Keep the page open and try again in a minute.";
    STILL_IN: "Выйти не получилось: серверу не удалось записать, и вход здесь ещё открыт. Через минуту можно попробовать ещё раз." / "Signing out failed: the server could not write it, and you are still signed in here. Try again in a minute.";
    OFTEN: "Это ещё не сохранено: с этого входа сразу пришло слишком много записей. Написанное осталось на этой странице; через {time} можно попробовать ещё раз." / "This is not saved yet: too many writes came from this sign-in at once. What you typed is still on this page; try again in {time}.";
    OFTEN_DO: "Это не сделано: с этого входа сразу пришло слишком много записей. Через {time} можно попробовать ещё раз." / "This is not done: too many writes came from this sign-in at once. Try again in {time}.";
    NOBODY_ASKED: "Не отправлено: этот взрослый больше не принимает просьбы в дневнике. Написанное осталось здесь; можно выбрать другого." / "Not sent: this adult takes no requests in the diary any more. What you wrote is still here; choose somebody else.";
    NOT_ASKED: "Не отправлено: серверу не удалось записать. Написанное осталось на этой странице. Через минуту можно попробовать ещё раз; если ждать нельзя, лучше сказать взрослому рядом или позвонить." / "Not sent: the server could not write it. What you wrote is still on this page. Try again in a minute; if it cannot wait, tell an adult nearby or call.";
    OTHER_ANSWERS: "Шаг не сделан: с этой просьбой уже сделали другое или передать её этому человеку нельзя. Кто и что сделал, видно на её странице. Написанное осталось здесь." / "The step was not done: something else was done with this request, or it cannot be passed on to that person. Its page shows who did what. What you wrote is still here.";
    SETTLED_BEFORE: "Об этом уже решено в другом окне: сохранено или удалено. Если написанного на странице нет, его можно сохранить сейчас." / "This was decided in another window: saved or deleted. If what you wrote is not on the page, you can save it now.";
    SETTLED_SEND: "Об этом уже решено в другом окне: отправлено или удалено. Если комментария в разговоре нет, его можно отправить сейчас." / "This was decided in another window: sent or deleted. If the comment is not in the conversation, you can send it now.";
}

/// How long to wait: «12 секунд», and from two minutes on whole minutes, never too few. The longest
/// wait is five minutes.
#[must_use]
pub fn wait(seconds: u64, language: Language) -> String {
    let seconds = seconds.clamp(1, 300);
    if seconds < 120 {
        let ru = ["секунду", "секунды", "секунд"];
        count(seconds, ru, ["second", "seconds"], language)
    } else {
        let ru = ["минуту", "минуты", "минут"];
        count(seconds.div_ceil(60), ru, ["minute", "minutes"], language)
    }
}

/// What did not happen, and why.
#[must_use]
pub fn sentence(typed: &Typed, language: Language) -> String {
    let action = typed.action.as_str();
    let text = match (&typed.why, action) {
        (Why::TooOften(seconds), _) => {
            let text = if typed.has_words() { OFTEN } else { OFTEN_DO };
            return text.with(language, &[("time", &wait(*seconds, language))]);
        }
        (Why::Settled, COMMENT) => SETTLED_SEND,
        (Why::Settled, SEND_REQUEST) => NOBODY_ASKED,
        (Why::Settled, ANSWER_REQUEST) => OTHER_ANSWERS,
        (_, SEND_REQUEST) => NOT_ASKED,
        (Why::Settled, _) => SETTLED_BEFORE,
        (_, SAVE) => NOT_SAVED,
        (_, CHECK_IN) => NOT_NOTED,
        (_, COMMENT) => NOT_SENT,
        (_, MOVE | AGREE) => NOT_TAKEN,
        (_, SIGN_OUT) => STILL_IN,
        _ => NOT_DONE,
    };
    text.of(language).to_owned()
}
