//! Entries that cannot be read, in a list.

use leptos::prelude::*;
use store::entries::{Entry, Part};

use super::titles::{link, page_of, title};
use crate::{Request, links, ui::unreadable::unreadable};

/// The entries that cannot be read, each with the way to it where there is one; nothing when all
/// can be.
#[must_use]
pub fn unreadable_ones(request: &Request, entries: &[Entry]) -> Option<AnyView> {
    let language = request.language();
    let lost: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.is_readable())
        .collect();
    if lost.is_empty() {
        return None;
    }
    let items = lost
        .into_iter()
        .filter_map(|entry| {
            let page = page_of(request, entry)?;
            let title = title(request, page, entry.occurrence, None);
            let line = match link(request, &entry.page_key, entry.occurrence) {
                Some(_) => unreadable_link(entry, title),
                None => title.into_any(),
            };
            Some(view! { <li>{line}</li> })
        })
        .collect_view();
    Some(
        view! { <section class="panel">{unreadable(language)}<ul class="list">{items}</ul></section> }
            .into_any(),
    )
}

/// The title of an entry that cannot be read, as a link to its page where its address is known.
#[must_use]
pub fn unreadable_link(entry: &Entry, title: String) -> AnyView {
    if entry.has_lost(Part::Occurrence) {
        return title.into_any();
    }
    let href = links::entry(&entry.page_key, entry.occurrence);
    view! { <a href=href>{title}</a> }.into_any()
}
