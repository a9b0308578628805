//! What people type is never anything but text, wherever it is drawn.

mod elsewhere;
mod own;
mod payloads;

use std::collections::BTreeSet;

use domain::{
    decision::{NAME_MAX, VOICE_MAX},
    field::{self, ColumnKind, FieldKind},
    template::{Page, Repeat},
};
use scraper::Selector;
use tests::Answer;

/// Every element of a page with the names of its attributes.
fn elements(page: &Answer) -> Vec<String> {
    let all = Selector::parse("*").expect("a selector");
    let describe = |element: scraper::ElementRef<'_>| {
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        format!("{} {}", element.value().name(), names.join(" "))
    };
    page.html().select(&all).map(describe).collect()
}

/// The kinds of elements of a page; lists may grow.
fn kinds(page: &Answer) -> BTreeSet<String> {
    elements(page).into_iter().collect()
}

const ADDRESSES: [&str; 7] = [
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "srcdoc",
];
const WILD: [&str; 6] = ["iframe", "object", "embed", "base", "marquee", "math"];

/// Nothing on the page leads to a script.
fn assert_calm(page: &Answer) {
    let all = Selector::parse("*").expect("a selector");
    for element in page.html().select(&all).map(|element| element.value()) {
        assert!(
            !WILD.contains(&element.name()),
            "{}: {element:?}",
            page.path
        );
        for (name, value) in element.attrs() {
            assert!(
                !name.starts_with("on") && name != "style" && name != "http-equiv",
                "{}: {element:?}",
                page.path
            );
            let calm = value.starts_with('/')
                || value.starts_with('#')
                || value == "data:,"
                || (name == "href" && value.starts_with("tel:"));
            assert!(
                calm || !ADDRESSES.contains(&name),
                "{}: {element:?}",
                page.path
            );
        }
    }
}

/// The text controls of a page: path and how much fits.
fn controls(page: &Page, dates: bool) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for field in &page.fields {
        match &field.kind {
            FieldKind::ShortText(field::ShortText { max })
            | FieldKind::LongText(field::LongText { max })
            | FieldKind::Question(field::Questions { max, .. }) => {
                found.push((field.key.clone(), *max))
            }
            FieldKind::Matrix(_) => found.extend([
                (format!("{}.option.1", field.key), NAME_MAX),
                (format!("{}.own.1", field.key), NAME_MAX),
                (format!("{}.voice.1", field.key), VOICE_MAX),
            ]),
            FieldKind::Letter(field::Letter { max, .. }) => {
                found.push((format!("{}.text", field.key), *max))
            }
            FieldKind::Date(_) if dates => found.push((field.key.clone(), usize::MAX)),
            FieldKind::Table(field::Table { columns, .. }) => {
                found.extend(columns.iter().filter_map(|column| match column.kind {
                    ColumnKind::ShortText { max } | ColumnKind::LongText { max } => {
                        Some((format!("{}.0.{}", field.key, column.key), max))
                    }
                    ColumnKind::Date if dates => {
                        Some((format!("{}.0.{}", field.key, column.key), usize::MAX))
                    }
                    _ => None,
                }))
            }
            _ => {}
        }
    }
    found
}

const HARMLESS: &str = "снег";

/// The payload wherever it fits, else something harmless.
fn values<'a>(controls: &'a [(String, usize)], payload: &'a str) -> Vec<(&'a str, &'a str)> {
    let fits = |max: usize| {
        if payload.chars().count() <= max {
            payload
        } else {
            HARMLESS
        }
    };
    controls
        .iter()
        .map(|(path, max)| (path.as_str(), fits(*max)))
        .collect()
}

/// Pages whose every kind of repetition is covered by few.
const fn repeats(page: &Page) -> bool {
    !matches!(page.repeat, Repeat::Once)
}
