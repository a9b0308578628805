//! The page and the occasion that an address names.

use domain::{access::Act, occurrence::Occurrence, template::Page};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{
    Conn,
    entries::{self, Entry},
};

use super::open::{Open, open};
use crate::{Request, diary::occurrences, refusal::Answered};

/// A page of the own diary on one occasion.
pub struct Found<'a> {
    pub open: Open<'a>,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    /// `None`: nothing was written on it yet.
    pub entry: Option<Entry>,
}

/// What the names in an address stand for, as [`named`] gives them.
///
/// # Errors
/// [`Refusal::NotFound`]: there is no such page, or it has no such occasion.
pub async fn find<'a>(
    request: &'a Request,
    conn: &mut Conn,
    (key, occurrence): &(String, String),
) -> Answered<Found<'a>> {
    request.own(Act::ReadDiary)?;
    let open = open(request, conn).await?;
    let (_, page) = open.page(key)?;
    let occurrence = occurrences::read(request, page, occurrence)?;
    let entry = entries::find(conn, open.diary.id, key, occurrence).await?;
    let begun = entry.as_ref().map(|entry| entry.edition);
    let page = open.page_in(request, begun, key)?.page;
    Ok(Found {
        open,
        page,
        occurrence,
        entry,
    })
}

/// The latest day on which a page of this academic year asks to be looked at again, and that has
/// come.
#[must_use]
pub fn revisit(request: &Request, page: &Page, grade: u8) -> Option<Occurrence> {
    let year = request.year().filter(|_| page.has_dates_for(grade))?;
    let days = page
        .revisit
        .iter()
        .filter_map(|month| year.date_of(*month, 1));
    // The first time is the page itself.
    let come = days.filter(|day| *day <= request.today() && *day > year.starts_on);
    come.max().map(Occurrence::Revisit)
}

/// Page and occasion as the address names them.
#[must_use]
pub fn named() -> (String, String) {
    let params = use_params_map().read_untracked().clone();
    let part = |name: &str| params.get(name).unwrap_or_default();
    (part("page"), part("occurrence"))
}
