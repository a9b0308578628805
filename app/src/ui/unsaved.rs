//! What a form says when it comes back with what was typed.

mod discard;
mod notice;
mod question;
mod sentence;

use leptos::prelude::*;

use super::drawing::{Icon, icon};
use crate::{
    Request,
    typed::{AUTHOR, Typed},
};

pub use self::{
    discard::{discard, discarded},
    notice::{Button, notice, notice_with, retry},
    question::{Question, Yes, question},
    sentence::{NOT_DONE, sentence, wait},
};

/// The way from a question to the page that it is about.
pub fn crumb(address: String, title: String) -> AnyView {
    view! { <p class="crumb"><a href=address>{icon(Icon::Back)}{title}</a></p> }.into_any()
}

/// The hidden controls by which a form says whose page it stands on and which kept post it came from.
pub fn origin(request: &Request, typed: Option<&Typed>, form: Option<&str>) -> AnyView {
    let author = request
        .person()
        .map(|person| (AUTHOR, person.0.to_string()));
    let kept = typed.and_then(Typed::kept);
    let kept = kept.map(|(name, id)| (name, id.to_owned()));
    let form = form.map(str::to_owned);
    [author, kept]
        .into_iter()
        .flatten()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value form=form.clone() /> })
        .collect_view()
        .into_any()
}
