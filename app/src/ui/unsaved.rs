//! What a form says when it comes back with what was typed.

mod discard;
mod notice;
mod question;
mod sentence;

use leptos::prelude::*;

use super::drawing::{Icon, icon};
use crate::typed::Typed;

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

/// The hidden control by which a form names the kept post it came from.
pub fn mark(typed: Option<&Typed>, form: Option<String>) -> Option<AnyView> {
    let (name, id) = typed?.kept()?;
    let id = id.to_owned();
    Some(view! { <input type="hidden" name=name value=id form=form /> }.into_any())
}
