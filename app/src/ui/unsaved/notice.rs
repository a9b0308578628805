//! A form that is not saved says so and offers its button.

use domain::text;
use leptos::prelude::*;

use super::sentence::sentence;
use crate::{
    Request,
    links::action::{ANSWER_REQUEST, COMMENT, SEND_REQUEST},
    typed::{Typed, Why},
};

text! {
    AGAIN: "Попробовать ещё раз" / "Try again";
    SAVE_IT: "Сохранить" / "Save";
    SEND_IT: "Отправить" / "Send";
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
        (Why::Settled, SEND_REQUEST | ANSWER_REQUEST) => AGAIN,
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

/// A form that is one button (a look, an old version, the way out): said on whatever page follows,
/// with the same button.
pub fn retry(request: &Request) -> Option<AnyView> {
    let typed = request.typed.as_ref().filter(|typed| typed.is_button())?;
    typed.draw();
    // What has to be mended first the page says itself; once more would be the same.
    if typed.why == Why::Unfit {
        return None;
    }
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
