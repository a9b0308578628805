//! Students, by who may see them.

use chrono::NaiveDate;
use domain::{
    access::{Scope, Student},
    id::{ClassId, PersonId},
    name::PersonName,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{Conn, StoreError};

/// A student as lists show them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StudentLine {
    pub student: Student,
    pub name: PersonName,
    pub grade: u8,
    pub letter: String,
}

#[derive(FromRow)]
struct StudentRow {
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Uuid,
    grade_level: i64,
    class_letter: String,
}

/// Today's students in scope, by class and name.
///
/// # Errors
/// See [`StoreError`].
pub async fn students(
    conn: &mut Conn,
    me: PersonId,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<StudentLine>, StoreError> {
    let rows: Vec<StudentRow> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT person.id, surname, given, patronymic, membership.class_group_id, grade_level, class_letter FROM person \
             JOIN membership ON membership.person_id = person.id AND membership.role = 'student' \
             JOIN class_group ON class_group.id = membership.class_group_id WHERE membership.starts_on <= ");
        query.push_bind(today).push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(today).push(")");
        crate::scope::restrict(&mut query, me, scope);
        query.push(" ORDER BY grade_level, class_letter, sort_key, person.id");
        query.build_query_as().fetch_all(c).await
    })?;
    Ok(rows
        .into_iter()
        .map(|row| StudentLine {
            student: Student {
                person: PersonId(row.id),
                class: Some(ClassId(row.class_group_id)),
            },
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            grade: u8::try_from(row.grade_level).unwrap_or(0),
            letter: row.class_letter,
        })
        .collect())
}

/// One of today's students.
///
/// # Errors
/// See [`StoreError`].
pub async fn student(
    conn: &mut Conn,
    id: PersonId,
    today: NaiveDate,
) -> Result<Option<StudentLine>, StoreError> {
    Ok(students(conn, id, &Scope::own(), today)
        .await?
        .into_iter()
        .next())
}
