//! The diary that is open, and who is around its student.

use domain::{
    id::EditionId,
    occurrence::Occurrence,
    template::{Edition, Page, Section},
};
use store::{
    Conn,
    diaries::{self, Diary},
    entries, people,
};

use crate::{Refusal, Request, refusal::Answered, ui::readers::Circle};

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
        .school
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
    /// The student's grade; the diary's first one for who is in no class.
    #[must_use]
    pub fn grade(&self) -> u8 {
        let first = || self.edition.grades.first().copied().unwrap_or(9);
        self.diary.grade.unwrap_or_else(first)
    }

    /// A page with its section.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]
    pub fn page(&self, key: &str) -> Answered<(&'a Section, &'a Page)> {
        self.edition.page(key).ok_or(Refusal::NotFound)
    }

    /// A page in the edition in which its entry was begun; in the one that is written now where nothing
    /// is written on it yet.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]: the edition that is written now has no such page.
    pub fn page_in(
        &self,
        request: &'a Request,
        begun: Option<EditionId>,
        key: &str,
    ) -> Answered<Placed<'a>> {
        let (section, page) = self.page(key)?;
        let now = Placed {
            edition: self.edition_id,
            section,
            page,
        };
        let before = begun.filter(|begun| *begun != self.edition_id);
        let before = before.and_then(|edition| {
            let found = request.site.school.editions.get(edition)?;
            let (section, page) = found.page(key)?;
            Some(Placed {
                edition,
                section,
                page,
            })
        });
        Ok(before.unwrap_or(now))
    }

    /// The same, of an entry that is not read yet: asked for only where there can be another edition.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]: the edition that is written now has no such page.
    pub async fn place(
        &self,
        request: &'a Request,
        conn: &mut Conn,
        key: &str,
        occurrence: Occurrence,
    ) -> Answered<Placed<'a>> {
        let begun = if self.diary.editions.len() > 1 {
            entries::begun_in(conn, self.diary.id, key, occurrence).await?
        } else {
            None
        };
        self.page_in(request, begun, key)
    }
}

/// A page with its section, and of which edition.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub edition: EditionId,
    pub section: &'a Section,
    pub page: &'a Page,
}

/// The adults around the signed-in student.
pub async fn circle(request: &Request, conn: &mut store::Conn) -> Answered<Circle> {
    let adults = people::circle(conn, request.student()?, request.today()).await?;
    Ok(Circle(adults))
}
