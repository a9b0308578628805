//! Buttons that move a choice up or down in a ranking made of selects.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventInit, HtmlElement, HtmlSelectElement, MouseEvent};

/// Wraps `<ol class="ranking">`; each item holds one select.
#[island]
pub fn Ranking(up: String, down: String, children: Children) -> impl IntoView {
    let wrapper = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(wrapper) = wrapper.get() else { return };
        let Some(document) = wrapper.owner_document() else {
            return;
        };
        let Ok(items) = wrapper.query_selector_all(".ranking > li") else {
            return;
        };
        let last = items.length().saturating_sub(1);
        for index in 0..items.length() {
            if let Some(item) = items
                .item(index)
                .and_then(|item| item.dyn_into::<Element>().ok())
            {
                let _ = moves(&document, &item, (&up, index == 0), (&down, index == last));
            }
        }
    });
    let on_click = move |event: MouseEvent| {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let Ok(Some(button)) = target.closest("button[data-move]") else {
            return;
        };
        let Ok(Some(item)) = button.closest("li") else {
            return;
        };
        let other = if button.get_attribute("data-move").as_deref() == Some("up") {
            item.previous_element_sibling()
        } else {
            item.next_element_sibling()
        };
        if let Some(other) = other {
            swap(&item, &other, &button);
        }
    };
    view! { <div node_ref=wrapper on:click=on_click>{children()}</div> }
}

fn moves(
    document: &Document,
    item: &Element,
    up: (&str, bool),
    down: (&str, bool),
) -> Result<(), wasm_bindgen::JsValue> {
    let span = document.create_element("span")?;
    span.set_class_name("moves");
    for (way, sign, (label, off)) in [("up", "↑", up), ("down", "↓", down)] {
        let button = document.create_element("button")?;
        button.set_attribute("type", "button")?;
        button.set_attribute("data-move", way)?;
        button.set_attribute("aria-label", label)?;
        if off {
            button.set_attribute("disabled", "")?;
        }
        button.set_text_content(Some(sign));
        span.append_child(&button)?;
    }
    item.append_child(&span)?;
    Ok(())
}

fn select_of(item: &Element) -> Option<HtmlSelectElement> {
    item.query_selector("select")
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

fn swap(item: &Element, other: &Element, button: &Element) {
    let (Some(here), Some(there)) = (select_of(item), select_of(other)) else {
        return;
    };
    let value = here.value();
    here.set_value(&there.value());
    there.set_value(&value);
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        let _ = here.dispatch_event(&event);
    }
    // The hand stays on what it moves.
    let way = button.get_attribute("data-move").unwrap_or_default();
    let next = other
        .query_selector(&format!("button[data-move={way}]:not([disabled])"))
        .ok()
        .flatten();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
