//! Saves a form while it is typed, and says so in words.
//!
//! It sends exactly what the form's button would send. Nothing is lost while it waits: a save
//! follows each pause, the last one goes out when the page is hidden, and when the server cannot
//! be reached, or cannot save, it tries again, ever more slowly. Until then the text stays: the
//! form's own buttons save first and are pressed once that is done, and leaving the page asks. When
//! the session has ended it offers to send the form as a form: the server keeps it through the
//! sign-in. Where the server cannot keep it, or somebody else is signed in, the text stays on the page,
//! which tries again when it is looked at.

pub(super) mod form;
pub(super) mod network;
mod saver;
pub(super) mod watch;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::saver::State;

/// What the island says, in the person's language.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Words {
    pub typing: String,
    pub saving: String,
    pub offline: String,
    pub cannot_save: String,
    pub ended: String,
    pub not_kept: String,
    pub somebody_else: String,
    pub sign_in: String,
    /// Signing in beside the page, which then keeps its text.
    pub enter: String,
    pub enter_href: String,
    pub conflict: String,
    pub look: String,
    pub refused: String,
}

/// Watches the form with the id `form`. `rest` is what stands there before anything is typed;
/// `saved` says whether the form shows something that was saved.
#[island]
pub fn Autosave(form: String, rest: String, saved: bool, words: Words) -> impl IntoView {
    let at_first = if saved {
        State::Rest(rest)
    } else {
        State::Idle(rest)
    };
    let state = RwSignal::new(at_first.clone());
    let form_id = form.clone();
    Effect::new(move |_| watch::watch(&form_id, &at_first, state));
    let class = move || match state.get() {
        State::Idle(_) => "state idle",
        State::Rest(_) => "state",
        State::Typing | State::Saving => "state busy",
        State::Offline => "state local",
        State::CannotSave
        | State::Ended
        | State::NotKept
        | State::SomebodyElse
        | State::Conflict
        | State::Refused => "state trouble",
    };
    let said = words.clone();
    let text = move || match state.get() {
        State::Idle(text) | State::Rest(text) => text,
        State::Typing => said.typing.clone(),
        State::Saving => said.saving.clone(),
        State::Offline => said.offline.clone(),
        State::CannotSave => said.cannot_save.clone(),
        State::Ended => said.ended.clone(),
        State::NotKept => said.not_kept.clone(),
        State::SomebodyElse => said.somebody_else.clone(),
        State::Conflict => said.conflict.clone(),
        State::Refused => said.refused.clone(),
    };
    let ended = move || state.get() != State::Ended;
    let is_in = move || !matches!(state.get(), State::NotKept | State::SomebodyElse);
    let calm = move || state.get() != State::Conflict;
    view! {
        <span class=class role="status">{text}</span>
        <button class="button" form=form hidden=ended>{words.sign_in}</button>
        <a class="button" href=words.enter_href target="_blank" hidden=is_in>{words.enter}</a>
        <button class="button" type="button" hidden=calm on:click=|_| form::reload()>{words.look}</button>
    }
}
