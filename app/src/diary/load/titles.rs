//! Titles, addresses and days of entries.

use chrono::NaiveDate;
use domain::{occurrence::Occurrence, template::Page};
use store::entries::Entry;

use crate::{Request, diary::words, links, ui::occurrence};

/// The address of an entry of the own diary; `None` for one of an earlier edition whose page the
/// edition that is written now does not have.
#[must_use]
pub fn link(request: &Request, page_key: &str, occurrence: Occurrence) -> Option<String> {
    let is_there = request.edition()?.page(page_key).is_some();
    is_there.then(|| links::entry(page_key, occurrence))
}

/// What an entry is called: a card by its name, a week by its number, a page by its title.
#[must_use]
pub fn title(request: &Request, page: &Page, occurrence: Occurrence, name: Option<&str>) -> String {
    occurrence::title(page, occurrence, name, request.language())
}

/// The page an entry was written on, in the edition it was written in.
pub fn page_of<'a>(request: &'a Request, entry: &Entry) -> Option<&'a Page> {
    let edition = request.site.school.editions.get(entry.edition)?;
    edition.page(&entry.page_key).map(|(_, page)| page)
}

/// The study week an occurrence belongs to.
#[must_use]
pub const fn week(occurrence: Occurrence) -> Option<u32> {
    match occurrence {
        Occurrence::Week { number, .. } => Some(number),
        _ => None,
    }
}

/// The order in which a page that is looked at again was written: first the page itself.
#[must_use]
pub fn order(occurrence: Occurrence) -> Option<NaiveDate> {
    match occurrence {
        Occurrence::Revisit(date) => Some(date),
        _ => None,
    }
}

/// When an entry was last written, as the owner reads it.
#[must_use]
pub fn when(request: &Request, entry: &Entry) -> String {
    let day = request.local(entry.updated_at).date();
    domain::format::recent_day(day, request.today(), request.language())
}

/// «с 1 ноября» for a page whose day in this academic year is still to come. It can be opened all
/// the same.
#[must_use]
pub fn opens(request: &Request, page: &Page) -> Option<String> {
    let (month, day) = page.opens?;
    let on = request.year()?.date_of(month, day)?;
    let language = request.language();
    (on > request.today())
        .then(|| words::FROM_DAY.with(language, &[("day", &domain::format::day(on, language))]))
}
