//! What a form says when it comes back with what was typed.

use domain::{
    format::{count, moment},
    language::{Language, Text},
    text,
};
use leptos::prelude::*;

use super::drawing::{Icon, icon};
use crate::{
    Request, links,
    links::action::{AGREE, CHECK_IN, COMMENT, MOVE, SAVE, SIGN_OUT},
    typed::{DISCARDED, SETTLED, Typed, Why},
};

text! {
    NOT_SAVED: "Это ещё не сохранено: серверу не удалось записать. Написанное осталось на этой странице, сохранённое раньше цело. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "This is not saved yet: the server could not write it. What you typed is still on this page, and what was saved before is safe. Keep the page open, do not go back, and try again in a minute.";
    NOT_NOTED: "Отметка ещё не сохранена: серверу не удалось записать. Выбранное осталось здесь. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "The check-in is not saved yet: the server could not write it. What you chose is still on this page. Keep it open, do not go back, and try again in a minute.";
    NOT_SENT: "Комментарий не отправлен и не сохранён: серверу не удалось записать. Текст остался на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "The comment is neither sent nor saved: the server could not write it. The text is still on this page. Keep the page open, do not go back, and try again in a minute.";
    NOT_DONE: "Это не сделано: серверу не удалось записать. Сохранённое раньше цело. Через минуту можно попробовать ещё раз." / "This is not done: the server could not write it. What was saved before is safe. Try again in a minute.";
    NOT_TAKEN: "Шаг не сделан: серверу не удалось записать. Слово к нему осталось в поле ниже. Страницу лучше не закрывать, а через минуту попробовать ещё раз." / "The step was not taken: the server could not write it. Your comment on it is still in the box below. Keep the page open and try again in a minute.";
    STILL_IN: "Выйти не получилось: серверу не удалось записать, и вход здесь ещё открыт. Через минуту можно попробовать ещё раз." / "Signing out failed: the server could not write it, and you are still signed in here. Try again in a minute.";
    OFTEN: "Это ещё не сохранено: с этого входа сразу пришло слишком много записей. Написанное осталось на этой странице; через {time} можно попробовать ещё раз." / "This is not saved yet: too many writes came from this sign-in at once. What you typed is still on this page; try again in {time}.";
    OFTEN_DO: "Это не сделано: с этого входа сразу пришло слишком много записей. Через {time} можно попробовать ещё раз." / "This is not done: too many writes came from this sign-in at once. Try again in {time}.";
    SETTLED_BEFORE: "Об этом уже решено в другом окне: сохранено или удалено. Если написанного на странице нет, его можно сохранить сейчас." / "This was decided in another window: saved or deleted. If what you wrote is not on the page, you can save it now.";
    SETTLED_SEND: "Об этом уже решено в другом окне: отправлено или удалено. Если комментария в разговоре нет, его можно отправить сейчас." / "This was decided in another window: sent or deleted. If the comment is not in the conversation, you can send it now.";
    AGAIN: "Попробовать ещё раз" / "Try again";
    SAVE_IT: "Сохранить" / "Save";
    SEND_IT: "Отправить" / "Send";
    WRITTEN: "Это написано {when}, когда вход уже закончился, и ещё не сохранено." / "This was written {when}, after your sign-in had ended, and is not saved yet.";
    WRITTEN_WORD: "Комментарий написан {when}, когда вход уже закончился, и ещё не отправлен." / "The comment was written {when}, after your sign-in had ended, and is not sent yet.";
    WRITTEN_STEP: "Кнопка нажата {when}, когда вход уже закончился: шаг ещё не сделан." / "The button was pressed {when}, after your sign-in had ended: the step is not taken yet.";
    WRITTEN_NOTED: "Отметка поставлена {when}, когда вход уже закончился, и ещё не сохранена. Если сохранить, она встанет на нынешнее время." / "You checked in {when}, after your sign-in had ended; it is not saved yet. If you save it, it will be noted at the present time.";
    SURE: "Сохранить написанное?" / "Save what you wrote?";
    SURE_SEND: "Отправить комментарий?" / "Send the comment?";
    SURE_DO: "Сделать этот шаг?" / "Take this step?";
    SURE_NOTED: "Сохранить отметку?" / "Save the check-in?";
    YES: "Да, сохранить" / "Yes, save it";
    YES_SEND: "Да, отправить" / "Yes, send it";
    NO: "Не нужно" / "Not needed";
    NO_SURE: "Написанное удалится, вернуть его будет нельзя." / "What you wrote will be deleted. There is no way back.";
    NO_SURE_NOTED: "Отметка удалится, вернуть её будет нельзя." / "The check-in will be deleted. There is no way back.";
    NO_SURE_DO: "Шаг не будет сделан, слово к нему удалится." / "The step will not be taken; the comment on it will be deleted.";
    NO_NOW: "Удалить" / "Delete it";
    CLOSE: "Хорошо" / "All right";
    MORE: "После этого ждёт ещё {count}." / "After this, {count} more to decide.";
    DISCARDED_NOW: "Написанное после конца входа удалено." / "What was written after the sign-in had ended is deleted.";
    SETTLED_NOW: "Удалять нечего: об этом уже решено в другом окне." / "Nothing to delete: this was decided in another window.";
}

/// The button of a form.
#[derive(Clone, Debug)]
pub struct Button {
    pub form: String,
    pub name: &'static str,
    pub value: String,
}

/// Says that the form below is not saved, and offers its button. What only asks stands on a page of
/// its own: see [`question`].
pub fn notice(request: &Request, typed: &Typed, button: Button) -> AnyView {
    let again = match (&typed.why, typed.action.as_str()) {
        (Why::Settled, COMMENT) => SEND_IT,
        (Why::Settled, _) => SAVE_IT,
        _ => AGAIN,
    };
    let again = again.of(request.language()).to_owned();
    notice_with(request, typed, button, again)
}

/// The same with a button that says `again`.
pub fn notice_with(request: &Request, typed: &Typed, button: Button, again: String) -> AnyView {
    typed.draw();
    let language = request.language();
    view! {
        <section class="told clay stack" role="alert" id="unsaved">
            <p>{sentence(typed, language)}</p>
            <div class="row wrap"><button class="button main" form=button.form name=button.name value=button.value>{again}</button></div>
        </section>
    }
    .into_any()
}

/// What is asked about a kept post. It stands first on its page.
pub struct Question {
    /// What the post is about, a line each: the page, the fields, whose it is.
    pub about: Vec<String>,
    /// What has happened to it since.
    pub since: Option<String>,
    pub yes: Yes,
}

/// How a question can be answered with yes.
pub enum Yes {
    /// By this button; with its text where the form has one of its own.
    By(Button, Option<String>),
    /// There is nothing left to do, as this heading says.
    NoNeed(Text),
    /// It can't be done any more, as this heading says.
    No(Text),
}

/// The heading of a question.
#[must_use]
pub fn heading(typed: &Typed, yes: &Yes) -> Text {
    match (yes, typed.action.as_str()) {
        (Yes::NoNeed(text) | Yes::No(text), _) => *text,
        (_, COMMENT) => SURE_SEND,
        (_, MOVE | AGREE) => SURE_DO,
        (_, CHECK_IN) => SURE_NOTED,
        _ => SURE,
    }
}

/// Asks about a kept post; the form stands below.
pub fn question(request: &Request, typed: &Typed, question: Question) -> AnyView {
    let Why::Kept { at, more, .. } = &typed.why else {
        return ().into_any();
    };
    typed.draw();
    let language = request.language();
    let title = heading(typed, &question.yes).of(language);
    let when = moment(request.local(*at), request.today(), language);
    let written = match typed.action.as_str() {
        COMMENT => WRITTEN_WORD,
        MOVE | AGREE => WRITTEN_STEP,
        CHECK_IN => WRITTEN_NOTED,
        _ => WRITTEN,
    };
    let about = question
        .about
        .into_iter()
        .map(|line| view! { <p><b>{line}</b></p> })
        .collect_view();
    let to = request.path.split('?').next().unwrap_or("/").to_owned();
    let choices = match question.yes {
        Yes::By(button, text) => {
            let yes = match typed.action.as_str() {
                COMMENT => YES_SEND,
                _ => YES,
            };
            let text = text.unwrap_or_else(|| yes.of(language).to_owned());
            view! {
                <button class="button main" form=button.form name=button.name value=button.value>{text}</button>
                {discard(typed, &to, language)}
            }
            .into_any()
        }
        Yes::NoNeed(_) => close(typed, &to, language),
        Yes::No(_) => discard(typed, &to, language),
    };
    let more = (*more > 0).then(
        || view! { <p class="small">{MORE.with(language, &[("count", &more.to_string())])}</p> },
    );
    view! {
        <section class="told clay stack" role="alert" id="unsaved">
            <h1>{title}</h1>
            {about}
            <p>{written.with(language, &[("when", &when)])}{question.since.map(|since| format!(" {since}"))}</p>
            <div class="row wrap">{choices}</div>
            {more}
        </section>
    }
    .into_any()
}

/// The way from a question to the page that it is about.
pub fn crumb(address: String, title: String) -> AnyView {
    view! { <p class="crumb"><a href=address>{icon(Icon::Back)}{title}</a></p> }.into_any()
}

fn id(typed: &Typed) -> String {
    match &typed.why {
        Why::Kept { id, .. } => id.clone(),
        _ => String::new(),
    }
}

/// The way to throw a kept post away, with the address that follows when it was the last. It is a
/// form, so it stands in no other.
pub fn discard(typed: &Typed, to: &str, language: Language) -> AnyView {
    let sure = match typed.action.as_str() {
        MOVE | AGREE => NO_SURE_DO,
        CHECK_IN => NO_SURE_NOTED,
        _ => NO_SURE,
    };
    view! {
        <details class="unfold">
            <summary>{NO.of(language)}</summary>
            <form class="stack" method="post" action=links::action::DISCARD>
                <p class="small">{sure.of(language)}</p>
                <input type="hidden" name="id" value=id(typed) />
                <input type="hidden" name="to" value=to.to_owned() />
                <div><button class="button">{NO_NOW.of(language)}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// Puts a question away that needs no answer.
fn close(typed: &Typed, to: &str, language: Language) -> AnyView {
    view! {
        <form method="post" action=links::action::DISCARD>
            <input type="hidden" name="id" value=id(typed) />
            <input type="hidden" name="to" value=to.to_owned() />
            <input type="hidden" name="silent" value="1" />
            <button class="button main">{CLOSE.of(language)}</button>
        </form>
    }
    .into_any()
}

/// What came of throwing a kept post away, on the page that follows.
pub fn discarded(request: &Request) -> Option<AnyView> {
    let said = if links::query(&request.path, DISCARDED).is_some() {
        DISCARDED_NOW
    } else if links::query(&request.path, SETTLED).is_some() {
        SETTLED_NOW
    } else {
        return None;
    };
    let text = said.of(request.language());
    Some(view! { <p class="told" role="status">{text}</p> }.into_any())
}

/// The hidden control by which a form names the kept post it came from.
pub fn mark(typed: Option<&Typed>, form: Option<String>) -> Option<AnyView> {
    let (name, id) = typed?.kept()?;
    let id = id.to_owned();
    Some(view! { <input type="hidden" name=name value=id form=form /> }.into_any())
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

/// A form that is one button (a look, an old version, the way out): said on whatever page follows,
/// with the same button.
pub fn retry(request: &Request) -> Option<AnyView> {
    let typed = request.typed.as_ref().filter(|typed| typed.is_button())?;
    typed.draw();
    let language = request.language();
    let hidden = typed
        .controls
        .iter()
        .map(
            |(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> },
        )
        .collect_view();
    Some(view! {
        <section class="told clay stack" role="alert" id="unsaved">
            <p>{sentence(typed, language)}</p>
            <form method="post" action=typed.action.clone()>{hidden}<button class="button main">{AGAIN.of(language)}</button></form>
        </section>
    }
    .into_any())
}
