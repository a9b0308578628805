//! Classes as they are listed.

use chrono::NaiveDate;
use domain::{
    access::{Act, Permit, Scope},
    id::{ClassId, PersonId},
    name::PersonName,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// A class as it is listed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClassLine {
    pub id: ClassId,
    pub grade: u8,
    pub letter: String,
    pub students: u64,
    pub tutors: Vec<PersonName>,
    /// Keys and numbers of the editions its students write in.
    pub editions: Vec<(String, u32)>,
}

/// Adds a class to an academic year.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add_class(
    tx: &mut Tx,
    permit: &Permit,
    id: ClassId,
    year: Uuid,
    grade: u8,
    letter: &str,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO class_group (id, academic_year_id, grade_level, class_letter) VALUES ($1, $2, $3, $4)")
        .bind(id.0).bind(year).bind(i64::from(grade)).bind(letter).execute(c).await.map(drop))?;
    Ok(())
}

#[derive(FromRow)]
struct ClassRow {
    id: Uuid,
    grade_level: i64,
    class_letter: String,
    students: i64,
}

#[derive(FromRow)]
struct TutorRow {
    class_group_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
}

#[derive(FromRow)]
struct EditionRow {
    class_group_id: Uuid,
    template_key: String,
    number: i64,
}

/// The classes in scope, by grade and letter.
///
/// # Errors
/// See [`StoreError`].
pub async fn classes(
    conn: &mut Conn,
    me: PersonId,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<ClassLine>, StoreError> {
    let rows: Vec<ClassRow> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT class_group.id, grade_level, class_letter, COUNT(person.id) AS students FROM class_group \
             LEFT JOIN membership ON membership.class_group_id = class_group.id AND membership.role = 'student' \
             AND membership.starts_on <= ");
        query.push_bind(today).push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(today)
            .push(") LEFT JOIN person ON person.id = membership.person_id WHERE 1 = 1");
        crate::scope::restrict(&mut query, me, scope);
        query.push(" GROUP BY class_group.id, grade_level, class_letter ORDER BY grade_level, class_letter");
        query.build_query_as().fetch_all(c).await
    })?;
    let tutors: Vec<TutorRow> = on!(conn, c => sqlx::query_as(
        "SELECT membership.class_group_id, surname, given, patronymic FROM membership \
         JOIN person ON person.id = membership.person_id \
         WHERE membership.role = 'class_tutor' AND membership.starts_on <= $1 \
         AND (membership.ends_on IS NULL OR membership.ends_on > $1) ORDER BY sort_key")
        .bind(today).fetch_all(c).await)?;
    let editions: Vec<EditionRow> = on!(conn, c => sqlx::query_as(
        "SELECT DISTINCT membership.class_group_id, template_key, number FROM membership \
         JOIN diary ON diary.student_id = membership.person_id \
         JOIN diary_edition ON diary_edition.diary_id = diary.id \
         JOIN template_edition ON template_edition.id = diary_edition.edition_id \
         WHERE membership.role = 'student' AND membership.starts_on <= $1 \
         AND (membership.ends_on IS NULL OR membership.ends_on > $1) ORDER BY template_key, number").bind(today).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|row| ClassLine {
            id: ClassId(row.id),
            grade: u8::try_from(row.grade_level).unwrap_or(0),
            letter: row.class_letter,
            students: u64::try_from(row.students).unwrap_or(0),
            tutors: tutors
                .iter()
                .filter(|tutor| tutor.class_group_id == row.id)
                .map(|tutor| PersonName {
                    surname: tutor.surname.clone(),
                    given: tutor.given.clone(),
                    patronymic: tutor.patronymic.clone(),
                })
                .collect(),
            editions: editions
                .iter()
                .filter(|edition| edition.class_group_id == row.id)
                .map(|edition| {
                    (
                        edition.template_key.clone(),
                        u32::try_from(edition.number).unwrap_or(0),
                    )
                })
                .collect(),
        })
        .collect())
}
