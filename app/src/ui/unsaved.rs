//! What a form says when it comes back with what was typed.

use domain::{
    format::moment,
    language::{Language, Text},
    text,
};
use leptos::prelude::*;

use crate::{
    Request,
    typed::{AGREE, CHECK_IN, COMMENT, KEPT, MOVE, SAVE, SIGN_OUT, Typed, Why},
};

text! {
    NOT_SAVED: "Это ещё не сохранено: серверу не удалось записать. Написанное осталось на этой странице, сохранённое раньше цело. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "This is not saved yet: the server could not write it. What you typed is still on this page, and what was saved before is safe. Keep the page open, do not go back, and try again in a minute.";
    NOT_SENT: "Комментарий не отправлен и не сохранён: серверу не удалось записать. Текст остался на этой странице. Страницу лучше не закрывать и не уходить с неё назад, а через минуту попробовать ещё раз." / "The comment is neither sent nor saved: the server could not write it. The text is still on this page. Keep the page open, do not go back, and try again in a minute.";
    NOT_DONE: "Это не сделано: серверу не удалось записать. Сохранённое раньше цело. Через минуту можно попробовать ещё раз." / "This is not done: the server could not write it. What was saved before is safe. Try again in a minute.";
    STILL_IN: "Выйти не получилось: серверу не удалось записать, и вход здесь ещё открыт. Через минуту можно попробовать ещё раз." / "Signing out failed: the server could not write it, and you are still signed in here. Try again in a minute.";
    AGAIN: "Попробовать ещё раз" / "Try again";
    KEPT_FROM: "Это написано {when}, когда вход уже закончился, и ещё не сохранено." / "This was written {when}, after your sign-in had ended, and is not saved yet.";
    SAME: "С тех пор страница не менялась." / "The page has not changed since.";
    CHANGED: "С тех пор страница изменилась: новое останется, а где версии расходятся, будут целы обе." / "The page has changed since: the newer text stays, and where the two differ both are kept.";
    AS_OF_NOW: "Если сохранить, отметка встанет на нынешнее время." / "If you save it, it will be noted at the present time.";
    SURE: "Сохранить это?" / "Save it?";
    SURE_SEND: "Отправить это?" / "Send it?";
    SURE_DO: "Сделать это?" / "Do it?";
    YES: "Да, сохранить" / "Yes, save it";
    YES_SEND: "Да, отправить" / "Yes, send it";
    YES_DO: "Да, сделать" / "Yes, do it";
    NO: "Не нужно" / "Not needed";
    NO_SURE: "Написанное удалится, вернуть его будет нельзя." / "What was typed will be deleted. There is no way back.";
    NO_NOW: "Удалить" / "Delete it";
}

/// The button of a form.
#[derive(Clone, Debug)]
pub struct Button {
    pub form: String,
    pub name: &'static str,
    pub value: String,
}

/// Says that the form below is not saved, and offers its button. `changed`: whether what it was
/// typed on is another one now; only what asks says that.
pub fn notice(request: &Request, typed: &Typed, button: Button, changed: bool) -> AnyView {
    typed.draw();
    let language = request.language();
    match &typed.why {
        Why::Kept { at, .. } => {
            let when = moment(request.local(*at), request.today(), language);
            let (sure, yes) = match typed.action.as_str() {
                COMMENT => (SURE_SEND, YES_SEND),
                MOVE | AGREE => (SURE_DO, YES_DO),
                _ => (SURE, YES),
            };
            let page = match (changed, typed.action.as_str()) {
                (_, CHECK_IN) => AS_OF_NOW,
                (true, _) => CHANGED,
                (false, _) => SAME,
            };
            view! {
                <section class="told clay stack" role="alert" id="unsaved">
                    <p>{KEPT_FROM.with(language, &[("when", &when)])}" "{page.of(language)}" "{sure.of(language)}</p>
                    <div class="row wrap">
                        <button class="button main" form=button.form name=button.name value=button.value>{yes.of(language)}</button>
                    </div>
                    {discard(language)}
                </section>
            }
            .into_any()
        }
        _ => view! {
            <section class="told clay stack" role="alert" id="unsaved">
                <p>{sentence(&typed.action).of(language)}</p>
                <div class="row wrap"><button class="button main" form=button.form name=button.name value=button.value>{AGAIN.of(language)}</button></div>
            </section>
        }
        .into_any(),
    }
}

const DISCARD: &str = "discard";

/// The way to throw a kept post away: a button of [`discard_form`], which stands where no other form
/// is around it.
pub fn discard(language: Language) -> impl IntoView + use<> {
    view! {
        <details class="unfold">
            <summary>{NO.of(language)}</summary>
            <div class="stack">
                <p class="small">{NO_SURE.of(language)}</p>
                <div><button class="button" form=DISCARD>{NO_NOW.of(language)}</button></div>
            </div>
        </details>
    }
}

/// The form of [`discard`], for what asks.
pub fn discard_form(typed: Option<&Typed>) -> Option<impl IntoView + use<>> {
    let id = match &typed?.why {
        Why::Kept { id, .. } => id.clone(),
        _ => return None,
    };
    Some(view! {
        <form id=DISCARD method="post" action="/kept/discard"><input type="hidden" name="id" value=id /></form>
    })
}

/// The hidden control by which a form names the kept post it came from.
pub fn mark(typed: Option<&Typed>, form: Option<String>) -> Option<AnyView> {
    let id = typed?.kept()?.to_owned();
    Some(view! { <input type="hidden" name=KEPT value=id form=form /> }.into_any())
}

/// What did not happen.
#[must_use]
pub fn sentence(action: &str) -> Text {
    match action {
        SAVE | CHECK_IN => NOT_SAVED,
        COMMENT => NOT_SENT,
        SIGN_OUT => STILL_IN,
        _ => NOT_DONE,
    }
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
            <p>{sentence(&typed.action).of(language)}</p>
            <form method="post" action=typed.action.clone()>{hidden}<button class="button main">{AGAIN.of(language)}</button></form>
        </section>
    }
    .into_any())
}
