//! What happens on the page, told to the saver: typing, hiding, buttons, leaving.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    SubmitEvent,
};

use super::{
    form::{belongs, body_of, press, was_touched},
    network::KEEPALIVE_MAX,
    saver::{Saver, Shared, State, UNSAVED, is_unsaved, save, touched, try_now},
};

pub(super) fn watch(id: &str, rest: &State, state: RwSignal<State>) {
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
    let typed_before = form.has_attribute(UNSAVED) || was_touched(&form);
    let content = body_of(&form).unwrap_or_default();
    let saver = Rc::new(RefCell::new(Saver {
        form: form.clone(),
        state,
        timer: None,
        since: None,
        under_way: false,
        length: content.len(),
        seq: 0,
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
            if belongs(&saver.borrow().form, &event) {
                touched(&saver)
            }
        }
    };
    listen(document.as_ref(), "input", on_input);
    for event in ["focusin", "focusout"] {
        listen(document.as_ref(), event, note_typing);
    }
    let on_key = {
        let form = form.clone();
        move |event: Event| send_by_keys(&form, &event)
    };
    listen(document.as_ref(), "keydown", on_key);
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

pub(in crate::islands) fn listen(
    target: &web_sys::EventTarget,
    event: &str,
    work: impl Fn(Event) + 'static,
) {
    let closure = Closure::<dyn Fn(Event)>::new(work);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    // It lives as long as the page does.
    closure.forget();
}

/// Ctrl and Enter in a message press the button that sends it, where the form has one.
fn send_by_keys(form: &HtmlFormElement, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let is_send = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
    if !is_send || !belongs(form, event) {
        return;
    }
    let selector = format!("button[form='{}'][value='send']", form.id());
    let button =
        (form.owner_document()).and_then(|document| document.query_selector(&selector).ok()?);
    if let Some(button) = button.and_then(|button| button.dyn_into().ok()) {
        event.prevent_default();
        press(form, &button);
    }
}

/// Puts on the document whether somebody types: what could cover the line goes away meanwhile.
fn note_typing(event: Event) {
    let is_text = |target: &Element| match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.type_() == "text",
        None => target.has_type::<HtmlTextAreaElement>(),
    };
    let target = event.target().and_then(|target| target.dyn_into().ok());
    let types = event.type_() == "focusin" && target.as_ref().is_some_and(is_text);
    let document = target.and_then(|target| target.owner_document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        let _ = root.toggle_attribute_with_force("data-typing", types);
    }
}

fn flush(saver: &Shared) {
    let hidden = web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden());
    let waits = {
        let inner = saver.borrow();
        inner.since.is_some()
            || (inner.content.is_empty() && !inner.state.get_untracked().waits_for_sign_in())
    };
    if hidden && waits {
        save(saver, true);
    }
    // Whoever comes back may have signed in meanwhile.
    let signs_in = saver.borrow().state.get_untracked().waits_for_sign_in();
    if !hidden && signs_in {
        try_now(saver);
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
