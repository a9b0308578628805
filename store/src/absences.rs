//! Days on which adults are away, and who stands in for them. Who stands in holds what the absent person
//! holds on those days, never what that person holds for a third one.

use chrono::NaiveDate;
use domain::{
    access::{Act, Permit},
    id::PersonId,
    name::PersonName,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// Days on which an adult is away; the last one is not part of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Absence {
    pub id: Uuid,
    pub absent: PersonId,
    /// `None`: nobody stands in.
    pub substitute: Option<PersonId>,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// What came of noting an absence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Noted {
    Done,
    /// The same person is away on some of these days already.
    Overlaps,
    /// A psychologist's notes are read by psychologists alone, and so is what they are asked.
    NotPsychologist,
}

/// Notes that somebody is away.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add(tx: &mut Tx, permit: &Permit, days: &Absence) -> Result<Noted, StoreError> {
    permit.school(Act::ManageSchool)?;
    // Two absences of one person are noted one after the other.
    on!(tx, c => sqlx::query("UPDATE person SET login = login WHERE id = $1").bind(days.absent.0).execute(c).await.map(drop))?;
    let (others,): (i64,) = on!(tx, c => sqlx::query_as(
        "SELECT COUNT(*) FROM absence WHERE absent_id = $1 AND starts_on < $3 AND ends_on > $2")
        .bind(days.absent.0).bind(days.starts_on).bind(days.ends_on).fetch_one(c).await)?;
    if others > 0 {
        return Ok(Noted::Overlaps);
    }
    if let Some(substitute) = days.substitute
        && is_psychologist(tx, days.absent, days).await?
        && !is_psychologist(tx, substitute, days).await?
    {
        return Ok(Noted::NotPsychologist);
    }
    on!(tx, c => sqlx::query("INSERT INTO absence (id, absent_id, substitute_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)")
        .bind(days.id).bind(days.absent.0).bind(days.substitute.map(|person| person.0)).bind(days.starts_on).bind(days.ends_on)
        .execute(c).await.map(drop))?;
    Ok(Noted::Done)
}

/// Whether somebody is a psychologist on any of these days.
async fn is_psychologist(
    conn: &mut Conn,
    person: PersonId,
    days: &Absence,
) -> Result<bool, StoreError> {
    let (found,): (i64,) = on!(conn, c => sqlx::query_as(
        "SELECT COUNT(*) FROM membership WHERE person_id = $1 AND role = 'psychologist' AND starts_on < $3 AND (ends_on IS NULL OR ends_on > $2)")
        .bind(person.0).bind(days.starts_on).bind(days.ends_on).fetch_one(c).await)?;
    Ok(found > 0)
}

/// Ends an absence before that day; one that has not begun is taken away. Ended twice it is ended once.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn end(tx: &mut Tx, permit: &Permit, id: Uuid, day: NaiveDate) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("DELETE FROM absence WHERE id = $1 AND starts_on >= $2").bind(id).bind(day).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("UPDATE absence SET ends_on = $2 WHERE id = $1 AND ends_on > $2").bind(id).bind(day).execute(c).await.map(drop))?;
    Ok(())
}

/// An absence with the names of both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AbsenceLine {
    pub days: Absence,
    pub absent: PersonName,
    pub substitute: Option<PersonName>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    absent_id: Uuid,
    substitute_id: Option<Uuid>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    surname: String,
    given: String,
    patronymic: String,
    sub_surname: Option<String>,
    sub_given: Option<String>,
    sub_patronymic: Option<String>,
}

/// Absences that last on that day or are to come, the next first. Who can sign in no more stands in for
/// nobody.
///
/// # Errors
/// See [`StoreError`].
pub async fn since(conn: &mut Conn, day: NaiveDate) -> Result<Vec<AbsenceLine>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT absence.id, absent_id, substitute_id, starts_on, ends_on, person.surname, person.given, person.patronymic, \
         stands.surname AS sub_surname, stands.given AS sub_given, stands.patronymic AS sub_patronymic \
         FROM absence JOIN person ON person.id = absent_id LEFT JOIN person AS stands ON stands.id = substitute_id AND stands.disabled = $2 \
         WHERE ends_on > $1 ORDER BY starts_on, person.sort_key, absence.id")
        .bind(day).bind(false).fetch_all(c).await)?;
    let line = |row: Row| AbsenceLine {
        days: Absence {
            id: row.id,
            absent: PersonId(row.absent_id),
            substitute: row.substitute_id.map(PersonId),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        },
        absent: PersonName {
            surname: row.surname,
            given: row.given,
            patronymic: row.patronymic,
        },
        substitute: row
            .sub_surname
            .zip(row.sub_given)
            .zip(row.sub_patronymic)
            .map(|((surname, given), patronymic)| PersonName {
                surname,
                given,
                patronymic,
            }),
    };
    Ok(rows.into_iter().map(line).collect())
}
