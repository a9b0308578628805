//! The form in the document: what it holds, and what an answer changes in it.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    UrlSearchParams,
};

use crate::islands::save_patch::SavePatch;

pub(in crate::islands) fn body_of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let parameters = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(parameters.to_string()))
}

pub(super) fn belongs(form: &HtmlFormElement, event: &Event) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return false;
    };
    // A control names its form; what is no control (a table whose row went) stands in it.
    let found = js_sys::Reflect::get(&target, &"form".into())
        .ok()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
        .or_else(|| target.closest("form").ok().flatten()?.dyn_into().ok());
    found.is_some_and(|found| found == *form)
}

/// Whether somebody typed before the island woke up.
pub(super) fn was_touched(form: &HtmlFormElement) -> bool {
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

/// Presses the button that waited for the save.
pub(super) fn press(form: &HtmlFormElement, button: &HtmlElement) {
    // A control that is gone meanwhile cannot be pressed.
    if form.request_submit_with_submitter(Some(button)).is_err() {
        let _ = form.request_submit();
    }
}

pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

pub(super) fn apply(form: &HtmlFormElement, patch: &SavePatch) {
    let controls = form.elements();
    for (name, value) in &patch.set {
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
    for (id, text) in &patch.say {
        if let Some(element) = document.get_element_by_id(id) {
            say(&element, text);
        }
    }
    for id in &patch.ask {
        if let Some(element) = document
            .get_element_by_id(id)
            .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            element.set_hidden(false);
        }
    }
    for (id, mark) in &patch.mark {
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
