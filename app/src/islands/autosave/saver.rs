//! When a form is saved, and what is known about it.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlFormElement};

use super::{
    form::{apply, body_of, press, reload},
    network::{Answer, post},
};
use crate::islands::save_patch::SavePatch;

/// On a form that holds something the server does not have; on one that comes back it stands there
/// from the beginning.
pub(super) const UNSAVED: &str = "data-unsaved";
/// A save follows this long after the last key …
const PAUSE_MS: f64 = 800.0;
/// … and this long after the first unsaved one at the latest.
const LATEST_MS: f64 = 5_000.0;
/// The longest pause between two tries, in seconds, whatever the server wishes.
const LONGEST_S: f64 = 120.0;

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum State {
    /// Nothing was saved yet.
    Idle(String),
    Rest(String),
    Typing,
    Saving,
    /// The server was not reached.
    Offline,
    /// The server answered that it cannot save now.
    CannotSave,
    /// The session has ended; the server keeps what the form sends.
    Ended,
    /// Nobody is signed in, and the server does not know for whom to keep anything.
    NotKept,
    /// Somebody else is signed in than when the page was opened.
    SomebodyElse,
    Conflict,
    Refused,
}

impl State {
    /// Whether only whoever wrote it can go on, by signing in again.
    pub(super) const fn waits_for_sign_in(&self) -> bool {
        matches!(self, Self::Ended | Self::NotKept | Self::SomebodyElse)
    }
}

pub(super) struct Saver {
    pub(super) form: HtmlFormElement,
    pub(super) state: RwSignal<State>,
    pub(super) timer: Option<TimeoutHandle>,
    /// When the first unsaved key was pressed, in milliseconds.
    pub(super) since: Option<f64>,
    pub(super) under_way: bool,
    /// How long the save under way, or the last one, was.
    pub(super) length: usize,
    /// How many saves left this page.
    pub(super) seq: u32,
    pub(super) failures: u32,
    /// No try before that, in milliseconds: the server needs a pause.
    pub(super) not_before: f64,
    /// What was last sent or drawn: equal content is not sent again. Empty: what the form holds is
    /// not saved.
    pub(super) content: String,
    /// The button to press once all is saved.
    pub(super) pressed: Option<HtmlElement>,
    /// What it says when there is nothing to do.
    pub(super) rest: State,
}

pub(super) type Shared = Rc<RefCell<Saver>>;

pub(super) fn touched(saver: &Shared) {
    let now = js_sys::Date::now();
    let mut inner = saver.borrow_mut();
    let since = *inner.since.get_or_insert(now);
    mark(&inner);
    if !inner.under_way && inner.failures == 0 {
        inner.state.set(State::Typing);
    }
    let wait = PAUSE_MS.min((since + LATEST_MS - now).max(0.0));
    let wait = wait.max(inner.not_before - now);
    schedule(saver, &mut inner, wait);
}

pub(super) fn schedule(saver: &Shared, inner: &mut Saver, wait_ms: f64) {
    if let Some(timer) = inner.timer.take() {
        timer.clear();
    }
    let saver = saver.clone();
    inner.timer = set_timeout_with_handle(
        move || save(&saver, false),
        Duration::from_secs_f64(wait_ms / 1_000.0),
    )
    .ok();
}

/// Whether the form holds something that the server does not have.
pub(super) fn is_unsaved(inner: &Saver) -> bool {
    inner.since.is_some() || inner.under_way || inner.content.is_empty()
}

/// Puts on the form whether it holds something that the server does not have.
fn mark(inner: &Saver) {
    let _ = inner
        .form
        .toggle_attribute_with_force(UNSAVED, is_unsaved(inner));
}

/// Tries again without waiting any longer, if there is anything to save.
pub(super) fn try_now(saver: &Shared) {
    let mut inner = saver.borrow_mut();
    if is_unsaved(&inner) && !inner.under_way {
        inner.not_before = 0.0;
        schedule(saver, &mut inner, 0.0);
    }
}

pub(super) fn save(saver: &Shared, leaving: bool) {
    let mut inner = saver.borrow_mut();
    if inner.under_way && !leaving {
        return;
    }
    let Some(body) = body_of(&inner.form) else {
        return;
    };
    inner.since = None;
    inner.timer = None;
    if body == inner.content {
        if let State::Typing = inner.state.get_untracked() {
            let rest = inner.rest.clone();
            inner.state.set(rest);
        }
        mark(&inner);
        if let Some(button) = inner.pressed.take() {
            let form = inner.form.clone();
            drop(inner);
            press(&form, &button);
        }
        return;
    }
    inner.content.clone_from(&body);
    inner.under_way = true;
    inner.length = body.len();
    // While the server cannot be reached, that is what there is to know.
    if inner.failures == 0 {
        inner.state.set(State::Saving);
    }
    let action = inner.form.action();
    inner.seq += 1;
    let body = format!("{body}&draft%5Bseq%5D={}", inner.seq);
    drop(inner);
    let saver = saver.clone();
    spawn_local(async move {
        let answer = post(&action, &body).await;
        settle(&saver, answer);
    });
}

fn settle(saver: &Shared, answer: Result<Answer, JsValue>) {
    let mut inner = saver.borrow_mut();
    inner.under_way = false;
    let patch = match &answer {
        Ok(answer) if answer.status == 200 => serde_json::from_str::<SavePatch>(&answer.text).ok(),
        _ => None,
    };
    let keeps = answer.as_ref().is_ok_and(|answer| answer.keeps);
    let (status, wished) = answer.map_or((0, None), |answer| (answer.status, answer.wait));
    match (status, patch) {
        (_, Some(patch)) => {
            inner.failures = 0;
            inner.not_before = 0.0;
            inner.rest = State::Rest(patch.state.clone());
            let is_drawn = |id: &String| document().get_element_by_id(id).is_some();
            let state = if patch.conflict || !patch.versions.iter().all(is_drawn) {
                State::Conflict
            } else {
                inner.rest.clone()
            };
            apply(&inner.form, &patch);
            if patch.reload && inner.since.is_none() && inner.pressed.is_none() {
                // All of it is saved: leaving for the new page asks nothing.
                inner.content = body_of(&inner.form).unwrap_or_default();
                drop(inner);
                reload();
                return;
            }
            // The names set by the answer are part of the next comparison.
            let typed_meanwhile = inner.since.is_some();
            if !typed_meanwhile {
                inner.content = body_of(&inner.form).unwrap_or_default();
            }
            mark(&inner);
            inner.state.set(if typed_meanwhile {
                State::Typing
            } else {
                state
            });
            if typed_meanwhile {
                let wait = if inner.pressed.is_some() {
                    0.0
                } else {
                    PAUSE_MS
                };
                schedule(saver, &mut inner, wait);
            } else if let Some(button) = inner.pressed.take() {
                let form = inner.form.clone();
                drop(inner);
                press(&form, &button);
            }
        }
        (401, _) if keeps => {
            inner.content.clear();
            inner.failures = 0;
            let button = inner.pressed.take();
            let form = inner.form.clone();
            inner.state.set(State::Ended);
            drop(inner);
            // Who pressed a button is led to the sign-in at once.
            if let Some(button) = button {
                press(&form, &button);
            }
        }
        (401 | 409, _) => {
            inner.content.clear();
            inner.pressed = None;
            inner.failures = 0;
            inner.state.set(if status == 401 {
                State::NotKept
            } else {
                State::SomebodyElse
            });
        }
        (0 | 429 | 500.., _) => {
            inner.content.clear();
            inner.pressed = None;
            inner.failures += 1;
            inner.state.set(if status == 0 {
                State::Offline
            } else {
                State::CannotSave
            });
            let pause = f64::from(2_u32.saturating_pow(inner.failures.min(5) - 1)).min(30.0);
            let pause = pause.max(wished.unwrap_or(0.0)).min(LONGEST_S) * 1_000.0;
            inner.not_before = js_sys::Date::now() + pause;
            schedule(saver, &mut inner, pause + js_sys::Math::random() * 500.0);
        }
        _ => {
            inner.content.clear();
            inner.pressed = None;
            inner.failures = 0;
            inner.state.set(State::Refused);
        }
    }
}
