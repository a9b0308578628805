//! Saves a form while it is typed, and says so in words.
//!
//! It sends exactly what the form's button would send. Nothing is lost while it waits: a save
//! follows each pause, the last one goes out when the page is hidden, and when the server cannot
//! be reached, or cannot save, it tries again, ever more slowly. Until then the text stays: the
//! form's own buttons save first and are pressed once that is done, and leaving the page asks. When
//! the session has ended it offers to send the form as a form: the server keeps it through the
//! sign-in.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlTextAreaElement, Response, SubmitEvent, UrlSearchParams,
};

use super::outcome::Outcome;

/// A save follows this long after the last key …
const PAUSE_MS: f64 = 800.0;
/// … and this long after the first unsaved one at the latest.
const LATEST_MS: f64 = 5_000.0;
/// A request that outlives its page may not be longer (the browser's limit is 64 KiB).
const KEEPALIVE_MAX: usize = 60_000;
/// A save without an answer for so long did not reach the server.
const ANSWER_MS: u32 = 20_000;
/// The longest pause between two tries, in seconds, whatever the server wishes.
const LONGEST_S: f64 = 120.0;

/// What the island says, in the person's language.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Words {
    pub typing: String,
    pub saving: String,
    pub offline: String,
    pub cannot_save: String,
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
    /// The server was not reached.
    Offline,
    /// The server answered that it cannot save now.
    CannotSave,
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
    /// How long the save under way, or the last one, was.
    length: usize,
    /// How many saves left this page.
    turn: u32,
    failures: u32,
    /// No try before that, in milliseconds: the server needs a pause.
    not_before: f64,
    /// What was last sent or drawn: equal content is not sent again. Empty: what the form holds is
    /// not saved.
    content: String,
    /// The button to press once all is saved.
    pressed: Option<HtmlElement>,
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
        State::CannotSave | State::Ended | State::Conflict | State::Refused => "state trouble",
    };
    let said = words.clone();
    let text = move || match state.get() {
        State::Idle(text) | State::Rest(text) => text,
        State::Typing => said.typing.clone(),
        State::Saving => said.saving.clone(),
        State::Offline => said.offline.clone(),
        State::CannotSave => said.cannot_save.clone(),
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
    // What comes back from a failed save is to be saved without another key.
    let typed_before = form.has_attribute("data-unsaved") || was_touched(&form);
    let content = body_of(&form).unwrap_or_default();
    let saver = Rc::new(RefCell::new(Saver {
        form: form.clone(),
        state,
        timer: None,
        since: None,
        under_way: false,
        length: content.len(),
        turn: 0,
        failures: 0,
        not_before: 0.0,
        content,
        pressed: None,
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
    let leaves_by_button = Rc::new(Cell::new(false));
    let on_submit = {
        let (saver, leaves) = (saver.clone(), leaves_by_button.clone());
        move |event: Event| leaves.set(submit(&saver, &event))
    };
    listen(form.as_ref(), "submit", on_submit);
    if let Some(window) = web_sys::window() {
        let on_leave = {
            let saver = saver.clone();
            move |event: Event| {
                if !leaves_by_button.take() && loses(&saver) {
                    event.prevent_default();
                    // Older browsers ask for a value.
                    let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &"1".into());
                }
            }
        };
        listen(window.as_ref(), "beforeunload", on_leave);
        let on_line = {
            let saver = saver.clone();
            move |_: Event| try_now(&saver)
        };
        listen(window.as_ref(), "online", on_line);
    }
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
    if !inner.under_way && inner.failures == 0 {
        inner.state.set(State::Typing);
    }
    let wait = PAUSE_MS.min((since + LATEST_MS - now).max(0.0));
    let wait = wait.max(inner.not_before - now);
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
    let waits = {
        let inner = saver.borrow();
        inner.since.is_some()
            || (inner.content.is_empty() && inner.state.get_untracked() != State::Ended)
    };
    if hidden && waits {
        save(saver, true);
    }
}

/// A button of the form is pressed. What is not saved yet is saved first, and the button is pressed
/// again once it is: a form that goes out by itself takes its text with it if it does not arrive.
/// Whether the form goes out now; nothing may follow it then.
fn submit(saver: &Shared, event: &Event) -> bool {
    let mut inner = saver.borrow_mut();
    // Only the form itself can be kept through the sign-in.
    let has_ended = inner.state.get_untracked() == State::Ended;
    if is_unsaved(&inner) && !has_ended {
        event.prevent_default();
        inner.pressed = event
            .dyn_ref::<SubmitEvent>()
            .and_then(SubmitEvent::submitter);
        drop(inner);
        try_now(saver);
        return false;
    }
    inner.since = None;
    if let Some(timer) = inner.timer.take() {
        timer.clear();
    }
    true
}

/// Whether the form holds something that the server does not have.
fn is_unsaved(inner: &Saver) -> bool {
    inner.since.is_some() || inner.under_way || inner.content.is_empty()
}

/// Whether leaving now would lose something: what is typed goes out with the page as long as the
/// server takes it and it is short enough for that.
fn loses(saver: &Shared) -> bool {
    let inner = saver.borrow();
    let fails = inner.content.is_empty() || inner.failures > 0;
    let is_long = || {
        let now = body_of(&inner.form).map_or(0, |body| body.len());
        inner.length.max(now) >= KEEPALIVE_MAX
    };
    is_unsaved(&inner) && (fails || is_long())
}

/// Tries again without waiting any longer, if there is anything to save.
fn try_now(saver: &Shared) {
    let mut inner = saver.borrow_mut();
    if is_unsaved(&inner) && !inner.under_way {
        inner.not_before = 0.0;
        schedule(saver, &mut inner, 0.0);
    }
}

/// Presses the button that waited for the save.
fn press(form: &HtmlFormElement, button: &HtmlElement) {
    // A control that is gone meanwhile cannot be pressed.
    if form.request_submit_with_submitter(Some(button)).is_err() {
        let _ = form.request_submit();
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
    inner.turn += 1;
    let body = format!("{body}&draft%5Bturn%5D={}", inner.turn);
    drop(inner);
    let saver = saver.clone();
    spawn_local(async move {
        let answer = post(&action, &body).await;
        settle(&saver, answer);
    });
}

/// What the server answered.
struct Answer {
    status: u16,
    text: String,
    /// The pause it wishes, in seconds.
    wait: Option<f64>,
}

/// `Err`: the server was not reached.
async fn post(action: &str, body: &str) -> Result<Answer, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ANSWER_MS)));
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
    let wait = response.headers().get("retry-after")?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        text: text.as_string().unwrap_or_default(),
        wait: wait.and_then(|wait| wait.parse().ok()),
    })
}

fn settle(saver: &Shared, answer: Result<Answer, JsValue>) {
    let mut inner = saver.borrow_mut();
    inner.under_way = false;
    let outcome = match &answer {
        Ok(answer) if answer.status == 200 => serde_json::from_str::<Outcome>(&answer.text).ok(),
        _ => None,
    };
    let (status, wished) = answer.map_or((0, None), |answer| (answer.status, answer.wait));
    match (status, outcome) {
        (_, Some(outcome)) => {
            inner.failures = 0;
            inner.not_before = 0.0;
            inner.rest = State::Rest(outcome.state.clone());
            let state = if outcome.conflict {
                State::Conflict
            } else {
                inner.rest.clone()
            };
            apply(&inner.form, &outcome);
            if outcome.reload && inner.since.is_none() && inner.pressed.is_none() {
                drop(inner);
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
        (401, _) => {
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
