//! Published editions of the templates. Once published, an edition never changes.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::EditionId,
    template,
};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// An edition as it lies in the database.
#[derive(Clone, Debug)]
pub struct Published {
    pub id: EditionId,
    pub edition: template::Edition,
    pub published_at: DateTime<Utc>,
}

/// All published editions, by key and number.
///
/// # Errors
/// [`StoreError::Damaged`] when the program can no longer read one.
pub async fn all(conn: &mut Conn) -> Result<Vec<Published>, StoreError> {
    let rows: Vec<(Uuid, String, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT id, source, published_at FROM template_edition ORDER BY template_key, number").fetch_all(c).await)?;
    rows.into_iter()
        .map(|(id, source, published_at)| {
            let edition = template::parse_published(&source)
                .map_err(|error| StoreError::Damaged(format!("edition {id}: {error}")))?;
            Ok(Published {
                id: EditionId(id),
                edition,
                published_at,
            })
        })
        .collect()
}

/// Publishes a template's text under the key and number it names.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
/// [`StoreError::Damaged`] when it is not an edition; [`StoreError::Raced`] when that number of
/// that template is published already.
pub async fn publish(
    tx: &mut Tx,
    permit: &Permit,
    id: EditionId,
    source: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    let edition =
        template::parse(source).map_err(|error| StoreError::Damaged(error.to_string()))?;
    on!(tx, c => sqlx::query(
        "INSERT INTO template_edition (id, template_key, number, source, published_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.0).bind(&edition.key).bind(i64::from(edition.number)).bind(source).bind(now).execute(c).await.map(drop))?;
    crate::school::changed(tx).await
}
