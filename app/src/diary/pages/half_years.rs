//! Cards under the half-year they belong to.

use std::collections::BTreeSet;

use domain::{
    occurrence::Occurrence,
    template::{Page, Section},
};
use leptos::prelude::*;
use store::entries::{Entry, Part};

use super::line::entry_line;
use crate::{
    Request,
    diary::{occurrences, words},
    links,
    ui::occurrence,
};

/// Cards under the half-year they belong to, the latest first. An earlier half-year of this
/// academic year can be given another card.
pub(super) fn half_years(
    request: &Request,
    section: &Section,
    page: &Page,
    entries: &[Entry],
) -> AnyView {
    let language = request.language();
    let written = entries
        .iter()
        .filter_map(|entry| half_year(entry.occurrence));
    let begun = occurrences::begun(request, page);
    let halves: BTreeSet<Occurrence> = written.chain(begun.iter().copied()).collect();
    let draw = |half: Occurrence| {
        let title = occurrence::word(half, language).unwrap_or_default();
        let cards = entries
            .iter()
            .filter(|entry| half_year(entry.occurrence) == Some(half))
            .map(|entry| entry_line(request, section, page, entry))
            .collect::<Vec<_>>();
        let cards = (!cards.is_empty()).then(|| view! { <ul class="list contents">{cards}</ul> });
        let is_earlier = begun.iter().skip(1).any(|earlier| *earlier == half);
        let add = is_earlier.then(|| view! { <a class="small" href=links::new_entry_of(&page.key, half)>{words::NEW_CARD.of(language)}</a> });
        view! { <li><div class="row"><b class="grow small soft">{title}</b>{add}</div>{cards}</li> }
    };
    let lost = entries
        .iter()
        .filter(|entry| entry.has_lost(Part::Occurrence))
        .map(|entry| entry_line(request, section, page, entry))
        .collect_view();
    let halves = halves.into_iter().rev().map(draw).collect_view();
    view! { {halves}{lost} }.into_any()
}

const fn half_year(occurrence: Occurrence) -> Option<Occurrence> {
    match occurrence {
        Occurrence::HalfYearCard { year, number, .. } => {
            Some(Occurrence::HalfYear { year, number })
        }
        _ => None,
    }
}
