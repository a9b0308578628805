//! What is asked about a kept post.

use domain::{format::moment, language::Text, text};
use leptos::prelude::*;

use super::{
    discard::{close, discard},
    notice::Button,
};
use crate::{
    Request,
    links::action::{AGREE, CHECK_IN, COMMENT, MOVE},
    typed::{Typed, Why},
};

text! {
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
    MORE: "После этого ждёт ещё {count}." / "After this, {count} more to decide.";
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
