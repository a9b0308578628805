//! Saves a form while it is typed, and says so in words.
//!
//! It sends exactly what the form's button would send. Nothing is lost while it waits: a save
//! follows each pause, the last one goes out when the page is hidden, and when the server cannot
//! be reached it tries again, ever more slowly. When the session has ended it offers to send the
//! form as a form: the server keeps it through the sign-in.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    Response, UrlSearchParams,
};

use super::outcome::Outcome;

/// A save follows this long after the last key …
const PAUSE_MS: f64 = 800.0;
/// … and this long after the first unsaved one at the latest.
const LATEST_MS: f64 = 5_000.0;
/// A request that outlives its page may not be longer (the browser's limit is 64 KiB).
const KEEPALIVE_MAX: usize = 60_000;

/// What the island says, in the person's language.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Words {
    pub typing: String,
    pub saving: String,
    pub offline: String,
    pub ended: String,
    pub sign_in: String,
    pub conflict: String,
    pub look: String,
    pub refused: String,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum State {
    /// Nothing was saved yet.
    Idle(String),
    Rest(String),
    Typing,
    Saving,
    Offline,
    Ended,
    Conflict,
    Refused,
}

struct Saver {
    form: HtmlFormElement,
    state: RwSignal<State>,
    timer: Option<TimeoutHandle>,
    /// When the first unsaved key was pressed, in milliseconds.
    since: Option<f64>,
    under_way: bool,
    /// How many saves left this page.
    turn: u32,
    failures: u32,
    /// What was last sent or drawn: equal content is not sent again.
    content: String,
    /// What it says when there is nothing to do.
    rest: State,
}

type Shared = Rc<RefCell<Saver>>;

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
    Effect::new(move |_| watch(&form_id, &at_first, state));
    let class = move || match state.get() {
        State::Idle(_) => "state idle",
        State::Rest(_) => "state",
        State::Typing | State::Saving => "state busy",
        State::Offline => "state local",
        State::Ended | State::Conflict | State::Refused => "state trouble",
    };
    let said = words.clone();
    let text = move || match state.get() {
        State::Idle(text) | State::Rest(text) => text,
        State::Typing => said.typing.clone(),
        State::Saving => said.saving.clone(),
        State::Offline => said.offline.clone(),
        State::Ended => said.ended.clone(),
        State::Conflict => said.conflict.clone(),
        State::Refused => said.refused.clone(),
    };
    let ended = move || state.get() != State::Ended;
    let calm = move || state.get() != State::Conflict;
    view! {
        <span class=class role="status">{text}</span>
        <button class="button" form=form hidden=ended>{words.sign_in}</button>
        <button class="button" type="button" hidden=calm on:click=|_| reload()>{words.look}</button>
    }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

fn watch(id: &str, rest: &State, state: RwSignal<State>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let Some(form) = document
        .get_element_by_id(id)
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    let typed_before = was_touched(&form);
    let content = body_of(&form).unwrap_or_default();
    let saver = Rc::new(RefCell::new(Saver {
        form: form.clone(),
        state,
        timer: None,
        since: None,
        under_way: false,
        turn: 0,
        failures: 0,
        content,
        rest: rest.clone(),
    }));
    // Tests and people with slow machines can tell that typing is now saved by itself.
    let _ = form.set_attribute("data-autosave", "on");
    // Controls may belong to the form without standing in it, hence the whole document.
    let on_input = {
        let saver = saver.clone();
        move |event: Event| {
            if belongs(&saver, &event) {
                touched(&saver)
            }
        }
    };
    listen(document.as_ref(), "input", on_input);
    let on_hide = {
        let saver = saver.clone();
        move |_: Event| flush(&saver)
    };
    listen(document.as_ref(), "visibilitychange", on_hide);
    let on_submit = {
        let saver = saver.clone();
        move |_: Event| stop(&saver)
    };
    listen(form.as_ref(), "submit", on_submit);
    if typed_before {
        saver.borrow_mut().content.clear();
        touched(&saver);
    }
}

fn listen(target: &web_sys::EventTarget, event: &str, work: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(work);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    // It lives as long as the page does.
    closure.forget();
}

fn belongs(saver: &Shared, event: &Event) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return false;
    };
    // A control names its form; what is no control (a table whose row went) stands in it.
    let form = js_sys::Reflect::get(&target, &"form".into())
        .ok()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
        .or_else(|| target.closest("form").ok().flatten()?.dyn_into().ok());
    form.is_some_and(|form| form == saver.borrow().form)
}

/// Whether somebody typed before the island woke up.
fn was_touched(form: &HtmlFormElement) -> bool {
    let controls = form.elements();
    (0..controls.length())
        .filter_map(|index| controls.item(index))
        .any(|control| {
            if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                return area.default_value().is_ok_and(|text| area.value() != text);
            }
            control.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
                match input.type_().as_str() {
                    "radio" | "checkbox" => input.checked() != input.default_checked(),
                    "hidden" => false,
                    _ => input.value() != input.default_value(),
                }
            })
        })
}

fn body_of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let parameters = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(parameters.to_string()))
}

fn touched(saver: &Shared) {
    let now = js_sys::Date::now();
    let mut inner = saver.borrow_mut();
    let since = *inner.since.get_or_insert(now);
    inner.failures = 0;
    if !inner.under_way {
        inner.state.set(State::Typing);
    }
    let wait = PAUSE_MS.min((since + LATEST_MS - now).max(0.0));
    schedule(saver, &mut inner, wait);
}

fn schedule(saver: &Shared, inner: &mut Saver, wait_ms: f64) {
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

fn flush(saver: &Shared) {
    let hidden = web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden());
    if hidden && saver.borrow().since.is_some() {
        save(saver, true);
    }
}

/// The form itself goes out: nothing may follow it.
fn stop(saver: &Shared) {
    let mut inner = saver.borrow_mut();
    inner.since = None;
    if let Some(timer) = inner.timer.take() {
        timer.clear();
    }
}

fn save(saver: &Shared, leaving: bool) {
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
        return;
    }
    inner.content.clone_from(&body);
    inner.under_way = true;
    inner.state.set(State::Saving);
    let action = inner.form.action();
    inner.turn += 1;
    let body = format!("{body}&draft%5Bturn%5D={}", inner.turn);
    drop(inner);
    let saver = saver.clone();
    spawn_local(async move {
        let answer = post(&action, &body).await;
        settle(&saver, answer);
    });
}

/// `Ok`: the status and the body of the answer. `Err`: the server was not reached.
async fn post(action: &str, body: &str) -> Result<(u16, String), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    let headers = web_sys::Headers::new()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    headers.set("Accept", "application/json")?;
    init.set_headers(&headers);
    if body.len() < KEEPALIVE_MAX {
        js_sys::Reflect::set(&init, &"keepalive".into(), &true.into())?;
    }
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(action, &init))
        .await?
        .dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

fn settle(saver: &Shared, answer: Result<(u16, String), JsValue>) {
    let mut inner = saver.borrow_mut();
    inner.under_way = false;
    let outcome = match &answer {
        Ok((200, text)) => serde_json::from_str::<Outcome>(text).ok(),
        _ => None,
    };
    let status = answer.map_or(0, |(status, _)| status);
    match (status, outcome) {
        (_, Some(outcome)) => {
            inner.failures = 0;
            inner.rest = State::Rest(outcome.state.clone());
            let state = if outcome.conflict {
                State::Conflict
            } else {
                inner.rest.clone()
            };
            apply(&inner.form, &outcome);
            if outcome.reload && inner.since.is_none() {
                reload();
                return;
            }
            // The names set by the answer are part of the next comparison.
            let typed_meanwhile = inner.since.is_some();
            if !typed_meanwhile {
                inner.content = body_of(&inner.form).unwrap_or_default();
            }
            inner.state.set(if typed_meanwhile {
                State::Typing
            } else {
                state
            });
            if typed_meanwhile {
                schedule(saver, &mut inner, PAUSE_MS);
            }
        }
        (401, _) => {
            inner.content.clear();
            inner.state.set(State::Ended);
        }
        (0 | 429 | 500.., _) => {
            inner.content.clear();
            inner.failures += 1;
            inner.state.set(State::Offline);
            let wait =
                f64::from(2_u32.saturating_pow(inner.failures.min(5) - 1)).min(30.0) * 1_000.0;
            schedule(saver, &mut inner, wait + js_sys::Math::random() * 500.0);
        }
        _ => {
            inner.content.clear();
            inner.state.set(State::Refused);
        }
    }
}

fn apply(form: &HtmlFormElement, outcome: &Outcome) {
    let controls = form.elements();
    for (name, value) in &outcome.set {
        if let Some(input) = controls
            .named_item(name)
            .and_then(|control| control.dyn_into::<HtmlInputElement>().ok())
        {
            input.set_value(value);
        }
    }
    let Some(document) = form.owner_document() else {
        return;
    };
    for (id, text) in &outcome.say {
        if let Some(element) = document.get_element_by_id(id) {
            say(&element, text);
        }
    }
    for id in &outcome.ask {
        if let Some(element) = document
            .get_element_by_id(id)
            .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            element.set_hidden(false);
        }
    }
    for (id, mark) in &outcome.mark {
        if let Some(element) = document.get_element_by_id(id) {
            let _ = element.set_attribute("data-is", mark);
        }
    }
}

fn say(element: &Element, text: &str) {
    let words = match element.query_selector("span") {
        Ok(Some(words)) if element.class_list().contains("problem") => words,
        _ => element.clone(),
    };
    words.set_text_content(Some(text));
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.set_hidden(text.is_empty());
    }
}
