//! Adds and removes rows of a table without asking the server.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlTemplateElement, MouseEvent};

/// Marks the index of the row in the `<template>`.
const BLANK: &str = "9999";

/// Wraps the rows of one table; `most` is how many rows it takes.
#[island]
pub fn Rows(key: String, most: usize, children: Children) -> impl IntoView {
    let next = StoredValue::new(10_000_usize);
    let on_click = move |event: MouseEvent| {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let Ok(Some(button)) = target.closest("button[data-add], button[data-remove]") else {
            return;
        };
        let Ok(Some(rows)) = button.closest(".rows") else {
            return;
        };
        event.prevent_default();
        if button.has_attribute("data-add") {
            next.update_value(|next| *next += 1);
            add(&rows, &button, &key, next.get_value());
        } else {
            remove(&rows, &button);
        }
        renumber(&rows, most);
    };
    view! { <div on:click=on_click>{children()}</div> }
}

fn add(rows: &Element, button: &Element, key: &str, index: usize) {
    let Ok(Some(template)) = rows.query_selector("template") else {
        return;
    };
    let Some(template) = template.dyn_ref::<HtmlTemplateElement>() else {
        return;
    };
    let html = template
        .inner_html()
        .replace(&format!("{key}.{BLANK}"), &format!("{key}.{index}"));
    if button.insert_adjacent_html("beforebegin", &html).is_err() {
        return;
    }
    let first = button
        .previous_element_sibling()
        .and_then(|row| row.query_selector("input, textarea, select").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

fn remove(rows: &Element, button: &Element) {
    let Ok(Some(row)) = button.closest(".row-item") else {
        return;
    };
    row.remove();
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        let _ = rows.dispatch_event(&event);
    }
    if let Ok(Some(add)) = rows.query_selector("button[data-add]")
        && let Ok(add) = add.dyn_into::<HtmlElement>()
    {
        let _ = add.focus();
    }
}

fn renumber(rows: &Element, most: usize) {
    let Ok(items) = rows.query_selector_all(".row-item") else {
        return;
    };
    for index in 0..items.length() {
        if let Some(item) = items
            .item(index)
            .and_then(|item| item.dyn_into::<Element>().ok())
        {
            number(&item, &(index + 1).to_string());
        }
    }
    if let Ok(Some(add)) = rows.query_selector("button[data-add]")
        && let Some(add) = add.dyn_ref::<HtmlElement>()
    {
        add.set_hidden(usize::try_from(items.length()).is_ok_and(|count| count >= most));
    }
}

/// Puts a row's number where it is seen and where it is read out.
fn number(item: &Element, number: &str) {
    if let Ok(Some(legend)) = item.query_selector("legend") {
        legend.set_text_content(Some(number));
    }
    if let Ok(Some(remove)) = item.query_selector("button[data-remove]")
        && let Some(label) = remove.get_attribute("aria-label")
    {
        let words = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let _ = remove.set_attribute("aria-label", &format!("{words}{number}"));
    }
}
