//! Finding a page of the signed-in student's diary.

use domain::{
    id::EditionId,
    occurrence::Occurrence,
    template::{Edition, Page, Repeat, Section},
};
use store::{Conn, diaries, diaries::Diary};

use super::words;
use crate::{Refusal, Request, refusal::Answered};

/// The student's diary with the edition that is written now.
pub struct Open<'a> {
    pub diary: Diary,
    pub edition_id: EditionId,
    pub edition: &'a Edition,
}

/// The diary of the signed-in student.
///
/// # Errors
/// [`Refusal::NotFound`]: there is none.
pub async fn open<'a>(request: &'a Request, conn: &mut Conn) -> Answered<Open<'a>> {
    let student = request.student()?.person;
    let diary = diaries::of_student(conn, student)
        .await?
        .ok_or(Refusal::NotFound)?;
    let edition_id = *diary.editions.last().ok_or(Refusal::NotFound)?;
    let edition = request
        .site
        .editions
        .get(edition_id)
        .ok_or(Refusal::NotFound)?;
    Ok(Open {
        diary,
        edition_id,
        edition,
    })
}

impl<'a> Open<'a> {
    /// A page with its section.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]
    pub fn page(&self, key: &str) -> Answered<(&'a Section, &'a Page)> {
        self.edition.page(key).ok_or(Refusal::NotFound)
    }
}

/// An occasion on which that page can be written.
///
/// # Errors
/// [`Refusal::NotFound`]: the page has no such occasion.
pub fn occasion(request: &Request, page: &Page, text: &str) -> Answered<Occurrence> {
    let occurrence: Occurrence = text.parse().map_err(|_| Refusal::NotFound)?;
    let fits = match (page.repeat, occurrence) {
        (Repeat::Once, Occurrence::Once)
        | (Repeat::Month, Occurrence::Month { .. })
        | (Repeat::Card | Repeat::Free, Occurrence::Card(_)) => true,
        (Repeat::Once, Occurrence::Revisit(_)) => !page.revisit.is_empty(),
        (Repeat::Week, Occurrence::Week { year, number }) => {
            let this = request
                .site
                .year
                .as_ref()
                .and_then(|year| year.week_on(request.today()));
            this.is_some_and(|this| {
                year < this.year || (year == this.year && number <= this.number)
            })
        }
        _ => false,
    };
    fits.then_some(occurrence).ok_or(Refusal::NotFound)
}

/// The address of an entry.
#[must_use]
pub fn address(page_key: &str, occurrence: Occurrence) -> String {
    format!("/diary/{page_key}/{occurrence}")
}

/// What an entry is called: a card by its name, a week by its number, a page by its title.
#[must_use]
pub fn title(request: &Request, page: &Page, occurrence: Occurrence, name: Option<&str>) -> String {
    let language = request.language();
    match (occurrence, name) {
        (Occurrence::Week { number, .. }, _) => {
            words::WEEK.with(language, &[("number", &number.to_string())])
        }
        (Occurrence::Card(_), Some(name)) => name.to_owned(),
        _ => page.title.of(language).to_owned(),
    }
}

/// The study week an occurrence belongs to.
#[must_use]
pub const fn week(occurrence: Occurrence) -> Option<u32> {
    match occurrence {
        Occurrence::Week { number, .. } => Some(number),
        _ => None,
    }
}
