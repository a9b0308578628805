//! The school itself: its name, limits, telephone numbers, academic years and classes.
//!
//! A server keeps what is the same for everybody and reads it again when [`revision`] is another
//! one; every write here and in [`crate::editions`] that changes such a thing notes it by
//! [`changed`].

use chrono::NaiveDate;
use domain::{
    access::Scope,
    access::{Act, Permit},
    calendar::{AcademicYear, Break, SchoolDate, Term},
    id::{ClassId, PersonId},
    name::PersonName,
};
use serde::de::DeserializeOwned;
use sqlx::{FromRow, QueryBuilder, types::Json};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, loose::Loose};

/// The one school of this database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct School {
    pub name: String,
    /// Holds invented people only.
    pub demo: bool,
    /// The most hours a student's week may hold.
    pub weekly_load: u16,
}

/// Whom one can call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Phone {
    pub name: String,
    /// As it is written, for example `8-800-2000-122`.
    pub number: String,
    /// When somebody answers, in words.
    pub hours: String,
}

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

/// The school, if this database has one already.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(conn: &mut Conn) -> Result<Option<School>, StoreError> {
    let found: Option<(String, bool, i64)> = on!(conn, c => sqlx::query_as(
        "SELECT name, demo, weekly_load FROM school").fetch_optional(c).await)?;
    Ok(found.map(|(name, demo, load)| School {
        name,
        demo,
        weekly_load: u16::try_from(load).unwrap_or(u16::MAX),
    }))
}

/// The number of the last change of what is the same for the whole school. It only grows. `None`:
/// there is no school.
///
/// # Errors
/// See [`StoreError`].
pub async fn revision(conn: &mut Conn) -> Result<Option<i64>, StoreError> {
    let found: Option<(i64,)> =
        on!(conn, c => sqlx::query_as("SELECT revision FROM school").fetch_optional(c).await)?;
    Ok(found.map(|(revision,)| revision))
}

/// Notes in a transaction that it changes what is the same for the whole school.
///
/// # Errors
/// See [`StoreError`].
pub(crate) async fn changed(tx: &mut Tx) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE school SET revision = revision + 1").execute(c).await.map(drop))?;
    Ok(())
}

/// Changes the name and the limits of the school.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn change(
    tx: &mut Tx,
    permit: &Permit,
    name: &str,
    weekly_load: u16,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("UPDATE school SET name = $1, weekly_load = $2")
        .bind(name).bind(i64::from(weekly_load)).execute(c).await.map(drop))?;
    changed(tx).await
}

/// Whom one can call, in the order of the school.
///
/// # Errors
/// See [`StoreError`].
pub async fn phones(conn: &mut Conn) -> Result<Vec<Phone>, StoreError> {
    let rows: Vec<(String, String, String)> = on!(conn, c => sqlx::query_as(
        "SELECT name, number, hours FROM school_phone ORDER BY position").fetch_all(c).await)?;
    let phones = rows.into_iter().map(|(name, number, hours)| Phone {
        name,
        number,
        hours,
    });
    Ok(phones.collect())
}

/// Replaces all telephone numbers.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn set_phones(tx: &mut Tx, permit: &Permit, phones: &[Phone]) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("DELETE FROM school_phone").execute(c).await.map(drop))?;
    for (position, phone) in (1_i64..).zip(phones) {
        on!(tx, c => sqlx::query("INSERT INTO school_phone (position, name, number, hours) VALUES ($1, $2, $3, $4)")
            .bind(position).bind(&phone.name).bind(&phone.number).bind(&phone.hours).execute(c).await.map(drop))?;
    }
    changed(tx).await
}

/// Founds the school of an empty database.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn found(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    school: &School,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("INSERT INTO school (id, name, demo, weekly_load) VALUES ($1, $2, $3, $4)")
        .bind(id).bind(&school.name).bind(school.demo).bind(i64::from(school.weekly_load)).execute(c).await.map(drop))?;
    Ok(())
}

#[derive(FromRow)]
struct YearRow {
    id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    breaks: Loose<Vec<Break>>,
    terms: Loose<Vec<Term>>,
    dates: Loose<Vec<SchoolDate>>,
}

/// All academic years, the first one first.
///
/// # Errors
/// See [`StoreError`].
pub async fn years(conn: &mut Conn) -> Result<Vec<AcademicYear>, StoreError> {
    let rows: Vec<YearRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, starts_on, ends_on, breaks, terms, dates FROM academic_year ORDER BY starts_on").fetch_all(c).await)?;
    let years = rows.into_iter().map(|row| AcademicYear {
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        breaks: listed(conn, row.id, row.breaks),
        terms: listed(conn, row.id, row.terms),
        dates: listed(conn, row.id, row.dates),
    });
    Ok(years.collect())
}

/// A list of the calendar; without one that cannot be read the school goes on.
fn listed<T: DeserializeOwned>(conn: &Conn, year: Uuid, list: Loose<Vec<T>>) -> Vec<T> {
    conn.noted("academic_year", year, list.readable())
        .unwrap_or_default()
}

/// Adds an academic year.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add_year(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    year: &AcademicYear,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("INSERT INTO academic_year (id, starts_on, ends_on, breaks, terms, dates) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id).bind(year.starts_on).bind(year.ends_on).bind(Json(&year.breaks)).bind(Json(&year.terms))
        .bind(Json(&year.dates)).execute(c).await.map(drop))?;
    changed(tx).await
}

/// Changes the days of the academic year that has begun, or begins, on `begins`.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
/// [`StoreError::NotFound`]: no year begins on that day.
pub async fn change_year(
    tx: &mut Tx,
    permit: &Permit,
    begins: NaiveDate,
    year: &AcademicYear,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    let rows = on!(tx, c => sqlx::query(
        "UPDATE academic_year SET starts_on = $2, ends_on = $3, breaks = $4, terms = $5, dates = $6 WHERE starts_on = $1")
        .bind(begins).bind(year.starts_on).bind(year.ends_on).bind(Json(&year.breaks)).bind(Json(&year.terms))
        .bind(Json(&year.dates)).execute(c).await.map(|done| done.rows_affected()))?;
    if rows == 0 {
        return Err(StoreError::NotFound);
    }
    changed(tx).await
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
