//! The adults of the school.

use chrono::NaiveDate;
use domain::{id::PersonId, name::PersonName};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError};

/// An adult of the school, with the name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Adult {
    pub person: PersonId,
    pub name: PersonName,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
}

/// Whoever holds a role of the school on that day and can sign in, in the order of their names.
///
/// # Errors
/// See [`StoreError`].
pub async fn adults(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Adult>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT id, surname, given, patronymic FROM person WHERE disabled = $1 AND EXISTS (SELECT 1 FROM membership \
         WHERE person_id = person.id AND role NOT IN ('student', 'guardian') AND starts_on <= $2 AND (ends_on IS NULL OR ends_on > $2)) \
         ORDER BY sort_key, id")
        .bind(false).bind(day).fetch_all(c).await)?;
    let adult = |row: Row| Adult {
        person: PersonId(row.id),
        name: PersonName {
            surname: row.surname,
            given: row.given,
            patronymic: row.patronymic,
        },
    };
    Ok(rows.into_iter().map(adult).collect())
}
