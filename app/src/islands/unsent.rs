//! A message that is sent by its button alone: leaving before that says so, and what was written is kept
//! as not sent. Nothing of it stays in the browser.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{html, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlTextAreaElement,
    MouseEvent,
};

use super::autosave::{form::body_of, network::post, watch::listen};

/// Leaving waits so long for what is kept to arrive, and not longer.
const WAITS: Duration = Duration::from_millis(1_500);

/// What the question says, in the person's language.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Words {
    pub title: String,
    pub said: String,
    pub send: String,
    pub leave: String,
    pub stay: String,
    /// It is on its way.
    pub sending: String,
    /// The server was not reached.
    pub offline: String,
}

/// Watches the form with the id `form`; `action` keeps what was not sent.
#[island]
pub fn Unsent(form: String, action: String, words: Words) -> impl IntoView {
    let question = NodeRef::<html::Dialog>::new();
    let leads_to = RwSignal::new(String::new());
    let sends = RwSignal::new(words.send);
    let (is_sending, is_offline) = (RwSignal::new(false), RwSignal::new(false));
    let (watched, keeps) = (form.clone(), action.clone());
    Effect::new(move |_| {
        let found = document().get_element_by_id(&watched);
        if let Some(form) = found.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            watch(
                form,
                keeps.clone(),
                question,
                (leads_to, sends),
                (is_sending, is_offline),
            );
        }
    });
    let left = form.clone();
    let leave = move |_| {
        let found = document().get_element_by_id(&left);
        let form = found.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let body = form.and_then(|form| body_of(&form)).unwrap_or_default();
        let (action, href) = (action.clone(), leads_to.get_untracked());
        let late = href.clone();
        set_timeout(move || go(&late), WAITS);
        spawn_local(async move {
            let _ = post(&action, &body).await;
            go(&href);
        });
    };
    let stay = move |_| {
        if let Some(question) = question.get_untracked() {
            question.close();
        }
    };
    view! {
        <dialog class="ask panel" node_ref=question aria-labelledby="unsent-title">
            <h2 id="unsent-title">{words.title}</h2>
            <p>{words.said}</p>
            <div class="row wrap">
                <button class="button main" form=form>{move || sends.get()}</button>
                <button class="button" type="button" on:click=leave>{words.leave}</button>
                <button class="button quiet" type="button" on:click=stay>{words.stay}</button>
            </div>
        </dialog>
        <p role="status">{move || is_sending.get().then(|| words.sending.clone())}</p>
        <p class="problem" role="alert" hidden=move || !is_offline.get()>{words.offline}</p>
    }
}

fn go(href: &str) {
    let _ = window().location().assign(href);
}

/// What was written and is not kept yet, as the form would send it.
fn unkept(form: &HtmlFormElement, kept: &RefCell<String>) -> Option<String> {
    let area = form.query_selector("textarea").ok()??;
    let is_written = !area
        .dyn_into::<HtmlTextAreaElement>()
        .ok()?
        .value()
        .trim()
        .is_empty();
    let body = body_of(form).filter(|body| is_written && *body != *kept.borrow())?;
    Some(body)
}

fn watch(
    form: HtmlFormElement,
    action: String,
    question: NodeRef<html::Dialog>,
    (leads_to, sends): (RwSignal<String>, RwSignal<String>),
    (is_sending, is_offline): (RwSignal<bool>, RwSignal<bool>),
) {
    // As it came from the server; afterwards as it was last kept or sent.
    let kept = Rc::new(RefCell::new(body_of(&form).unwrap_or_default()));
    // What is sent is kept first: where the server is not reached, the page and its words stay.
    let on_submit = {
        let (form, kept, action) = (form.clone(), kept.clone(), action.clone());
        move |event: Event| {
            let Some(body) = body_of(&form) else {
                return;
            };
            event.prevent_default();
            if let Some(question) = question.get_untracked() {
                question.close();
            }
            // A second press while it is on its way sends nothing more.
            if is_sending.get_untracked() {
                return;
            }
            is_sending.set(true);
            is_offline.set(false);
            let (form, kept, action) = (form.clone(), kept.clone(), action.clone());
            spawn_local(async move {
                let is_reached = post(&action, &body).await.is_ok();
                is_sending.set(is_reached);
                is_offline.set(!is_reached);
                if is_reached {
                    *kept.borrow_mut() = body_of(&form).unwrap_or_default();
                    let _ = form.submit();
                }
            });
        }
    };
    listen(form.as_ref(), "submit", on_submit);
    // The browser may bring back this very page.
    listen(window().as_ref(), "pageshow", move |_| {
        is_sending.set(false)
    });
    let on_hide = {
        let (form, kept) = (form.clone(), kept.clone());
        move |event: Event| {
            let leaves = event.type_() == "pagehide" || document().hidden();
            let Some(body) = unkept(&form, &kept).filter(|_| leaves) else {
                return;
            };
            *kept.borrow_mut() = body.clone();
            let action = action.clone();
            spawn_local(async move {
                let _ = post(&action, &body).await;
            });
        }
    };
    listen(document().as_ref(), "visibilitychange", on_hide.clone());
    listen(window().as_ref(), "pagehide", on_hide);
    let on_click = move |event: Event| {
        let Some(href) = leaves_by(&event).filter(|_| unkept(&form, &kept).is_some()) else {
            return;
        };
        if let Some(question) = question.get_untracked()
            && question.show_modal().is_ok()
        {
            event.prevent_default();
            leads_to.set(href);
            // The button says to whom, as the form's own does.
            if let Some(said) = form
                .query_selector(".send button.main")
                .ok()
                .flatten()
                .and_then(said)
            {
                sends.set(said);
            }
        }
    };
    listen(document().as_ref(), "click", on_click);
}

/// What is seen of a button's words.
fn said(button: Element) -> Option<String> {
    let said = button.dyn_into::<HtmlElement>().ok()?.inner_text();
    Some(said).filter(|said| !said.trim().is_empty())
}

/// Where a click leads away from this page in this window; a call is no way to leave.
fn leaves_by(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    if event.default_prevented() || click.ctrl_key() || click.meta_key() || click.shift_key() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let is_here = link.pathname() == window().location().pathname().ok()?;
    (link.protocol().starts_with("http") && !is_here).then(|| link.href())
}
