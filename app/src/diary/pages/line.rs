//! One entry in a list.

use domain::{
    format::recent_day,
    shown::is_private,
    template::{Page, Section},
};
use leptos::prelude::*;
use store::entries::Entry;

use crate::{
    Request,
    diary::{load, words},
    links,
    ui::unreadable::in_a_list,
};

pub(super) fn entry_line(
    request: &Request,
    section: &Section,
    page: &Page,
    entry: &Entry,
) -> AnyView {
    let language = request.language();
    let name = page
        .name_of(&entry.draft, language)
        .unwrap_or_else(|| words::WITHOUT_NAME.of(language).to_owned());
    if !entry.is_readable() {
        return view! { <li>{load::unreadable_link(entry, in_a_list(language).to_owned())}</li> }
            .into_any();
    }
    let when = recent_day(
        request.local(entry.updated_at).date(),
        request.today(),
        language,
    );
    let state = match entry.shown_at {
        Some(_) => Some(words::SHOWN),
        None if is_draft_for_nobody(section, page, entry) => None,
        None => Some(words::DRAFT),
    };
    view! {
        <li>
            <a class="row" href=links::entry(&page.key, entry.occurrence)>
                <span class="grow hand">{name}</span>
                <span class="soft small">{state.map(|state| format!("{} · ", state.of(language)))}{when}</span>
            </a>
        </li>
    }
    .into_any()
}

pub(super) fn is_draft_for_nobody(section: &Section, page: &Page, entry: &Entry) -> bool {
    let week = load::week(entry.occurrence);
    is_private(page, section.row, week, &entry.draft, &entry.choices)
}
