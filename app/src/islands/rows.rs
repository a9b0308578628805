//! Adds and removes rows of a table without asking the server.

use domain::answer::RowId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlTemplateElement, MouseEvent};

/// Wraps the rows of one table; `next` is the id of the row in the `<template>`, `most` is how many
/// rows the table takes.
#[island]
pub fn Rows(key: String, next: String, most: usize, children: Children) -> impl IntoView {
    let last = StoredValue::new(RowId::parse(&next));
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
            let Some(id) = last.get_value().map(|last| last.next()) else {
                return;
            };
            add(
                &rows,
                &button,
                [&next, id.as_str()].map(|id| format!("{key}.{id}")),
            );
            last.set_value(Some(id));
        } else {
            remove(&rows, &button);
        }
        renumber(&rows, most);
    };
    view! { <div on:click=on_click>{children()}</div> }
}

/// Adds a copy of the row in the `<template>`, under another path.
fn add(rows: &Element, button: &Element, [blank, path]: [String; 2]) {
    let Ok(Some(template)) = rows.query_selector("template") else {
        return;
    };
    let Some(template) = template.dyn_ref::<HtmlTemplateElement>() else {
        return;
    };
    let html = template.inner_html().replace(&blank, &path);
    if button.insert_adjacent_html("beforebegin", &html).is_err() {
        return;
    }
    let first = button.previous_element_sibling().and_then(|row| {
        row.query_selector("input:not([type=hidden]), textarea, select")
            .ok()
            .flatten()
    });
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

fn remove(rows: &Element, button: &Element) {
    let Ok(Some(row)) = button.closest(".row-item") else {
        return;
    };
    // The form goes on naming the row: without cells, that says that it is removed.
    if let Ok(Some(named)) = row.query_selector("input[data-row]") {
        let _ = row.insert_adjacent_element("beforebegin", &named);
    }
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
