//! Hours of a week by hand: a slider beside each figure, arrow keys in it, and bars that follow.

use domain::{
    language::Language,
    number::{Hundredths, parse},
    time_map::{Week, bar},
};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventInit, HtmlInputElement, KeyboardEvent};

/// The end of a slider: twelve hours of every day. A figure may be larger.
const SLIDER_END: &str = "84";

/// Wraps the bars and the table of figures; both carry `data-week`.
#[island]
pub fn Hours(children: Children) -> impl IntoView {
    let wrapper = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(wrapper) = wrapper.get() {
            for figure in figures(&wrapper, "") {
                let _ = slider(&figure);
            }
        }
    });
    let on_input = move |event: Event| {
        let Some(input) = input_of(&event) else {
            return;
        };
        if input.type_() == "range" {
            // The event goes on to the form, which is saved with the figure.
            let figure = input
                .previous_element_sibling()
                .and_then(|figure| figure.dyn_into::<HtmlInputElement>().ok());
            if let Some(figure) = figure {
                figure.set_value(&input.value());
            }
        } else {
            follow(&input);
        }
        if let Some(wrapper) = wrapper.get_untracked() {
            draw(&wrapper);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        let Some(figure) = input_of(&event).filter(|input| input.type_() == "text") else {
            return;
        };
        let text = figure.value();
        let hours = if text.trim().is_empty() {
            Some(Hundredths(0))
        } else {
            parse(&text)
        };
        let Some(hours) = hours else { return };
        event.prevent_default();
        // The mark of decimals stays as its author writes it.
        let language = if text.contains('.') {
            Language::En
        } else {
            Language::Ru
        };
        let next = Hundredths((hours.0 + step * 100).max(0));
        type_in(&figure, &next.format(language));
    };
    view! { <div class="stack" node_ref=wrapper on:input=on_input on:keydown=on_key>{children()}</div> }
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// The figures of a week, from the first activity to the last; of all weeks if it has no name.
fn figures(wrapper: &Element, week: &str) -> Vec<HtmlInputElement> {
    let selector = if week.is_empty() {
        "input[data-week]".to_owned()
    } else {
        format!("input[data-week={week}]")
    };
    let Ok(found) = wrapper.query_selector_all(&selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// The slider is for the hand alone: keys and screen readers have the figure.
fn slider(figure: &HtmlInputElement) -> Result<(), JsValue> {
    let Some(document) = figure.owner_document() else {
        return Ok(());
    };
    let slider = document.create_element("input")?;
    for (name, value) in [
        ("type", "range"),
        ("min", "0"),
        ("max", SLIDER_END),
        ("tabindex", "-1"),
        ("aria-hidden", "true"),
        ("autocomplete", "off"),
    ] {
        slider.set_attribute(name, value)?;
    }
    figure.insert_adjacent_element("afterend", &slider)?;
    follow(figure);
    Ok(())
}

fn follow(figure: &HtmlInputElement) {
    let slider = figure
        .next_element_sibling()
        .and_then(|slider| slider.dyn_into::<HtmlInputElement>().ok());
    if let Some(slider) = slider {
        let hours = parse(&figure.value()).map_or(0, |hours| hours.0 / 100);
        slider.set_value(&hours.to_string());
    }
}

/// As if it had been typed, so that the page is saved.
fn type_in(figure: &HtmlInputElement, text: &str) {
    figure.set_value(text);
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        let _ = figure.dispatch_event(&event);
    }
}

fn draw(wrapper: &Element) {
    for week in Week::ALL {
        let hours: Vec<_> = figures(wrapper, week.key())
            .iter()
            .map(|figure| parse(&figure.value()))
            .collect();
        let (length, pieces) = bar(&hours);
        let Ok(Some(drawn)) = wrapper.query_selector(&format!("svg[data-week={}]", week.key()))
        else {
            continue;
        };
        let _ = drawn.set_attribute("viewBox", &format!("0 0 {length} 100"));
        let parts = drawn.children();
        for (index, (from, width)) in pieces.into_iter().enumerate() {
            if let Some(part) = u32::try_from(index)
                .ok()
                .and_then(|index| parts.item(index))
            {
                let _ = part.set_attribute("x", &from.to_string());
                let _ = part.set_attribute("width", &width.to_string());
            }
        }
    }
}
