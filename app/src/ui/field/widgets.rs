//! Pieces that the rooms of several types share.

use domain::language::{Language, OwnedText};
use leptos::prelude::*;

pub fn name(path: &str) -> String {
    format!("draft[fields][{path}]")
}

pub fn id(path: &str) -> String {
    format!("c-{path}")
}

/// A line of text that offers the names of the list with that id.
pub fn line(path: &str, text: &str, list: String) -> AnyView {
    view! { <input type="text" class="line" id=id(path) name=name(path) value=text.to_owned() list=list autocomplete="off" /> }
        .into_any()
}

/// Names to offer to the controls that point at `id`.
pub fn names<'a>(id: String, names: impl Iterator<Item = &'a str>) -> AnyView {
    let options = names
        .map(|name| view! { <option value=name.to_owned()></option> })
        .collect_view();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// A short number, with a comma or a point.
pub fn numeric(
    path: &str,
    text: &str,
    label: Option<String>,
    invalid: Option<&'static str>,
    described: Option<String>,
) -> AnyView {
    view! {
        <input type="text" class="num" id=id(path) name=name(path) value=text.to_owned() inputmode="decimal"
            aria-label=label aria-invalid=invalid aria-describedby=described autocomplete="off" />
    }
    .into_any()
}

pub fn group(class: &'static str, legend: &str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <fieldset class=class>
            <legend class="visually-hidden">{legend.to_owned()}</legend>
            {content}
        </fieldset>
    }
    .into_any()
}

pub fn labelled(
    class: &'static str,
    path: &str,
    label: String,
    hint: impl IntoView + 'static,
    control: AnyView,
) -> AnyView {
    view! { <div class=class><label r#for=id(path)>{label}</label>{hint}{control}</div> }.into_any()
}

/// The prompt under a label, if there is one.
pub fn hint(text: &OwnedText, language: Language) -> Option<impl IntoView + use<>> {
    let text = text.of(language).to_owned();
    (!text.is_empty()).then(|| view! { <p class="hint">{text}</p> })
}

/// What a person wrote, to be read.
pub fn words(text: String) -> AnyView {
    view! { <p class="hand">{text}</p> }.into_any()
}

/// A list to be read.
pub fn list(items: Vec<String>) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> })
        .collect_view();
    view! { <ul class="hand list">{items}</ul> }.into_any()
}
