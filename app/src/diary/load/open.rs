//! The diary that is open, and who is around its student.

use domain::{
    id::EditionId,
    template::{Edition, Page, Section},
};
use store::{
    Conn,
    diaries::{self, Diary},
    people,
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
}

/// The adults around the signed-in student.
pub async fn circle(request: &Request, conn: &mut store::Conn) -> Answered<Circle> {
    let adults = people::circle(conn, request.student()?, request.today()).await?;
    Ok(Circle(adults))
}
