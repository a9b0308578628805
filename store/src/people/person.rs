//! A person with what they hold.

use chrono::NaiveDate;
use domain::{access::Membership, id::PersonId, name::PersonName, preferences::Preferences};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Conn, StoreError,
    memberships::{self, HeldRow, with_held},
};

/// A person with what they are today.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub login: String,
    pub preferences: Preferences,
    pub disabled: bool,
    pub memberships: Vec<Membership>,
}

/// The account behind a login: who, the password's PHC string, whether it is shut.
///
/// # Errors
/// See [`StoreError`].
pub async fn by_login(
    conn: &mut Conn,
    login: &str,
) -> Result<Option<(PersonId, String, bool)>, StoreError> {
    let found: Option<(Uuid, String, bool)> = on!(conn, c => sqlx::query_as(
        "SELECT id, password_hash, disabled FROM person WHERE login = $1").bind(login).fetch_optional(c).await)?;
    Ok(found.map(|(id, hash, disabled)| (PersonId(id), hash, disabled)))
}

#[derive(FromRow)]
struct PersonRow {
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    login: String,
    language: String,
    theme: String,
    cover: String,
    disabled: bool,
    #[sqlx(flatten)]
    held: HeldRow,
}

/// One person with their own roles of that day.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    id: PersonId,
    today: NaiveDate,
) -> Result<Option<Person>, StoreError> {
    let rows: Vec<PersonRow> = on!(conn, c => sqlx::query_as(with_held!("$2",
        "SELECT id, surname, given, patronymic, login, language, theme, cover, disabled FROM person WHERE id = $1", ""))
        .bind(id.0).bind(today).fetch_all(c).await)?;
    Ok(gather(rows).into_iter().next())
}

/// Everybody with their own roles of that day, by name.
///
/// # Errors
/// See [`StoreError`].
pub async fn all(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Person>, StoreError> {
    let rows: Vec<PersonRow> = on!(conn, c => sqlx::query_as(with_held!("$1",
        "SELECT id, surname, given, patronymic, login, language, theme, cover, disabled, sort_key FROM person",
        " ORDER BY sort_key, known.id"))
        .bind(today).fetch_all(c).await)?;
    Ok(gather(rows))
}

fn gather(rows: Vec<PersonRow>) -> Vec<Person> {
    let people = rows.chunk_by(|one, other| one.id == other.id);
    let person = |rows: &[PersonRow]| {
        let row = rows.first()?;
        let held = rows.iter().map(|row| &row.held);
        Some(Person {
            id: PersonId(row.id),
            name: PersonName {
                surname: row.surname.clone(),
                given: row.given.clone(),
                patronymic: row.patronymic.clone(),
            },
            login: row.login.clone(),
            preferences: Preferences::parse(&row.language, &row.theme, &row.cover),
            disabled: row.disabled,
            memberships: memberships::own(held),
        })
    };
    people.filter_map(person).collect()
}
