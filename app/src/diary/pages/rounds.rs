//! Weeks, months and terms of a page, the latest first.

use domain::{
    language::Text,
    occurrence::Occurrence,
    template::{Page, Section},
};
use leptos::prelude::*;
use store::entries::{Entry, Part};

use super::line::{entry_line, is_draft_for_nobody};
use crate::{
    Request,
    diary::{occurrences, words},
    links,
    ui::{occurrence, unreadable::IN_A_LIST},
};

/// Weeks, months, terms: this one and the one before, and whatever was written; the latest first.
/// Others have closed: they are folded away, and can be written all the same.
pub(super) fn rounds(
    request: &Request,
    section: &Section,
    page: &Page,
    entries: &[Entry],
) -> AnyView {
    let begun = occurrences::begun(request, page);
    let is_written =
        |occurrence: &Occurrence| entries.iter().any(|entry| entry.occurrence == *occurrence);
    let earlier = entries
        .iter()
        .filter(|entry| !entry.has_lost(Part::Occurrence))
        .map(|entry| entry.occurrence)
        .filter(|occurrence| !begun.contains(occurrence));
    let lost = entries
        .iter()
        .filter(|entry| entry.has_lost(Part::Occurrence))
        .map(|entry| entry_line(request, section, page, entry))
        .collect_view();
    let (open, closed): (Vec<_>, Vec<_>) = begun
        .iter()
        .copied()
        .enumerate()
        .partition(|(age, occurrence)| *age < STAYS_OPEN || is_written(occurrence));
    let draw = |(age, occurrence): (usize, Occurrence)| {
        let entry = entries.iter().find(|entry| entry.occurrence == occurrence);
        let state = match entry {
            None if age == 0 => Some(words::NOW),
            None => None,
            Some(entry) if !entry.is_readable() => Some(IN_A_LIST),
            Some(entry) if entry.shown_at.is_some() => Some(words::SHOWN),
            Some(entry) if is_draft_for_nobody(section, page, entry) => Some(words::WRITTEN),
            Some(_) => Some(words::DRAFT),
        };
        round(request, page, occurrence, state)
    };
    let open = open.into_iter().map(draw).collect_view();
    let earlier = earlier
        .map(|occurrence| draw((usize::MAX, occurrence)))
        .collect_view();
    let others = (!closed.is_empty()).then(|| {
        let lines = closed.into_iter().map(draw).collect_view();
        let title = words::OTHER_TIMES.of(request.language());
        view! { <li><details class="unfold"><summary>{title}</summary><ul class="list contents">{lines}</ul></details></li> }
    });
    view! { {open}{earlier}{lost}{others} }.into_any()
}

/// How many of the latest times are offered though nothing is written on them.
const STAYS_OPEN: usize = 2;

fn round(
    request: &Request,
    page: &Page,
    occurrence: Occurrence,
    state: Option<Text>,
) -> impl IntoView + use<> {
    let language = request.language();
    let state = state.map(|state| state.of(language));
    let title = occurrence::word(occurrence, language).unwrap_or_default();
    let from = match occurrence {
        Occurrence::Week { year, number } => match request.year() {
            Some(of) if of.number() == year => of
                .week(number)
                .map(|week| domain::format::day(week.monday, language)),
            _ => Some(domain::format::academic_year(year)),
        },
        _ => None,
    };
    view! {
        <li>
            <a class="row" href=links::entry(&page.key, occurrence)>
                <span class="grow"><b>{title}</b>" "<span class="soft small">{from}</span></span>
                <span class="soft small">{state}</span>
            </a>
        </li>
    }
}
