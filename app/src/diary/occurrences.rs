//! On which occasions a page can be written.

use chrono::{Datelike, NaiveDate};
use domain::{
    calendar::AcademicYear,
    occurrence::Occurrence,
    template::{Page, Repeat},
};

use crate::{Refusal, Request, refusal::Answered};

/// An occasion on which that page can be written.
///
/// # Errors
/// [`Refusal::NotFound`]: the page has no such occasion.
pub fn read(request: &Request, page: &Page, text: &str) -> Answered<Occurrence> {
    let occurrence: Occurrence = text.parse().map_err(|_| Refusal::NotFound)?;
    let fits = match (page.repeat, occurrence) {
        (Repeat::Once, Occurrence::Once) | (Repeat::Card | Repeat::Free, Occurrence::Card(_)) => {
            true
        }
        (Repeat::Once, Occurrence::Revisit(date)) => {
            page.revisit.contains(&date.month()) && date.day() == 1 && date <= request.today()
        }
        (Repeat::Month, Occurrence::Month { year, month }) => {
            let first = chrono::NaiveDate::from_ymd_opt(year, month, 1);
            first.is_some_and(|first| first <= request.today())
        }
        (Repeat::Week, Occurrence::Week { year, number }) => {
            has_begun(request, year, number, |of, today| {
                Some(of.week_on(today)?.number)
            })
        }
        (Repeat::Term, Occurrence::Term { year, number }) => {
            has_begun(request, year, number, AcademicYear::term_on)
        }
        (Repeat::HalfYear, Occurrence::HalfYear { year, number })
        | (Repeat::HalfYearCard, Occurrence::HalfYearCard { year, number, .. }) => {
            has_begun(request, year, number, AcademicYear::half_year_on)
        }
        _ => false,
    };
    fits.then_some(occurrence).ok_or(Refusal::NotFound)
}

/// Whether that part of that academic year has begun; whatever was in earlier years has.
fn has_begun(
    request: &Request,
    year: i32,
    number: u32,
    now: impl Fn(&AcademicYear, NaiveDate) -> Option<u32>,
) -> bool {
    request.year().is_some_and(|of| {
        let this = now(of, request.today());
        year < of.number() || (year == of.number() && this.is_some_and(|this| number <= this))
    })
}

/// The occasions of a page that come round by themselves and have begun in this academic year, the
/// latest first; of cards that belong to half-years, the half-years.
#[must_use]
pub fn begun(request: &Request, page: &Page) -> Vec<Occurrence> {
    let Some(of) = request.year() else {
        return Vec::new();
    };
    let (year, today) = (of.number(), request.today());
    let down_from = |last: Option<u32>| (1..=last.unwrap_or(0)).rev();
    match page.repeat {
        Repeat::Once | Repeat::Card | Repeat::Free => Vec::new(),
        Repeat::Week => down_from(of.week_on(today).map(|week| week.number))
            .map(|number| Occurrence::Week { year, number })
            .collect(),
        Repeat::Term => down_from(of.term_on(today))
            .map(|number| Occurrence::Term { year, number })
            .collect(),
        Repeat::HalfYear | Repeat::HalfYearCard => down_from(of.half_year_on(today))
            .map(|number| Occurrence::HalfYear { year, number })
            .collect(),
        Repeat::Month => of
            .months_begun(today)
            .into_iter()
            .map(|(year, month)| Occurrence::Month { year, month })
            .collect(),
    }
}
