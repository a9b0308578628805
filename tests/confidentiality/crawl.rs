//! Going wherever links lead.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tests::Browser;

/// Pages of one kind that are looked at: all that wait for somebody, and more.
const OF_A_KIND: usize = 100;

/// A page that was reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Page {
    pub path: String,
    pub status: u16,
    /// Without what differs from request to request.
    pub text: String,
}

/// Everything that can be reached by links, and enough of what is alike.
pub async fn crawled(browser: &mut Browser) -> Vec<Page> {
    let (mut done, mut next, mut pages) = (
        BTreeSet::new(),
        VecDeque::from(["/".to_owned()]),
        Vec::new(),
    );
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = next.pop_front() {
        let kind = kinds
            .entry(path.split('/').take(2).collect::<String>())
            .or_default();
        if *kind >= OF_A_KIND || !done.insert(path.clone()) {
            continue;
        }
        *kind += 1;
        let answer = browser.get(&path).await;
        next.extend(answer.location().map(str::to_owned));
        if answer.body.is_empty() {
            continue;
        }
        let text = without_ids(&answer.steady());
        let links = text
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '#']).next());
        next.extend(
            links
                .filter(|link| {
                    link.starts_with('/') && !link.starts_with("/pkg") && !link.ends_with("/new")
                })
                .map(|link| link.replace("&amp;", "&")),
        );
        let status = answer.status;
        pages.push(Page { path, status, text });
    }
    pages
}

/// A student's own forms hold new ids each time they are drawn: their own, and those of rows that are
/// added to tables.
fn without_ids(text: &str) -> String {
    let text = ["draft[client_id]", "talk[id]"]
        .iter()
        .fold(text.to_owned(), |text, name| {
            let name = format!("name=\"{name}\"");
            let mut parts = text.split(name.as_str());
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |text, part| {
                text + part.split_once('>').map_or(part, |(_, rest)| rest)
            })
        });
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for part in text.split("&quot;next&quot;:&quot;").skip(1) {
        let last = part.split('&').next().unwrap_or_default();
        ids.extend(made_with(last));
    }
    ids.iter().fold(text, |text, id| text.replace(id, "NEW"))
}

/// The id of the row that waits in the `<template>`, and of those that were drawn before it.
fn made_with(last: &str) -> impl Iterator<Item = String> {
    let last = u64::from_str_radix(last, 16).expect("an id of a new row");
    (0..=4).map(move |back| format!("{:016x}", last - (back << 20)))
}
