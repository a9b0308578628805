//! Accounts are added, changed and shut.

use chrono::NaiveDate;
use domain::{
    access::{Act, Permit},
    id::{ClassId, PersonId},
    name::PersonName,
    preferences::Preferences,
};

use crate::{StoreError, Tx};

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: PersonId,
    pub name: PersonName,
    /// As [`domain::credential::login`] makes it.
    pub login: String,
    /// A PHC string.
    pub password_hash: String,
    pub preferences: Preferences,
}

/// Adds a person.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add(tx: &mut Tx, permit: &Permit, person: &NewPerson) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO person (id, surname, given, patronymic, sort_key, login, password_hash, language, theme, cover, disabled) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(person.id.0).bind(&person.name.surname).bind(&person.name.given).bind(&person.name.patronymic)
        .bind(person.name.sort_key()).bind(&person.login).bind(&person.password_hash)
        .bind(person.preferences.language.tag()).bind(person.preferences.theme.code()).bind(person.preferences.cover.code())
        .bind(false).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends the roles somebody holds in a class.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn end_memberships(
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    class: ClassId,
    on: NaiveDate,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query(
        "UPDATE membership SET ends_on = $3 WHERE person_id = $1 AND class_group_id = $2 AND ends_on IS NULL")
        .bind(person.0).bind(class.0).bind(on).execute(c).await.map(drop))?;
    Ok(())
}

/// Changes how the person's own pages look.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn set_preferences(
    tx: &mut Tx,
    permit: &Permit,
    preferences: Preferences,
) -> Result<(), StoreError> {
    let person = permit.own(Act::SetPreferences)?;
    on!(tx, c => sqlx::query("UPDATE person SET language = $2, theme = $3, cover = $4 WHERE id = $1")
        .bind(person.0).bind(preferences.language.tag()).bind(preferences.theme.code()).bind(preferences.cover.code())
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Shuts an account: its sessions and known devices end with it.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn disable(tx: &mut Tx, permit: &Permit, person: PersonId) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("UPDATE person SET disabled = $2 WHERE id = $1").bind(person.0).bind(true).execute(c).await.map(drop))?;
    crate::sessions::end_all(tx, person).await?;
    on!(tx, c => sqlx::query("DELETE FROM known_device WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    Ok(())
}
