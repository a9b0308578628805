//! What somebody posted after their session had ended, kept until they sign in again.

use chrono::{DateTime, Duration, Utc};
use domain::id::PersonId;
use uuid::Uuid;

use crate::{Sealed, StoreError, Tx, sessions::TokenHash};

/// Kept that long, then forgotten.
const KEPT_FOR: Duration = Duration::hours(24);

/// A form as it was posted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptPost {
    pub person: PersonId,
    pub path: String,
    /// `application/x-www-form-urlencoded`
    pub body: String,
}

/// Keeps a post and forgets old ones.
///
/// # Errors
/// See [`StoreError`].
pub async fn keep(
    tx: &mut Tx,
    token: &TokenHash,
    post: &KeptPost,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let body = Sealed::seal(&post.body)?;
    on!(tx, c => sqlx::query("DELETE FROM kept_post WHERE created_at < $1").bind(now - KEPT_FOR).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "INSERT INTO kept_post (token_hash, person_id, path, sealed_body, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(token.as_slice()).bind(post.person.0).bind(&post.path).bind(body.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Takes a kept post out, whoever asks: what belongs to another person is dropped by that.
///
/// # Errors
/// See [`StoreError`].
pub async fn take(
    tx: &mut Tx,
    token: &TokenHash,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<KeptPost>, StoreError> {
    let found: Option<(Uuid, String, Vec<u8>, DateTime<Utc>)> = on!(tx, c => sqlx::query_as(
        "DELETE FROM kept_post WHERE token_hash = $1 RETURNING person_id, path, sealed_body, created_at")
        .bind(token.as_slice()).fetch_optional(c).await)?;
    match found {
        Some((owner, path, body, at)) if owner == person.0 && now < at + KEPT_FOR => {
            // What cannot be read keeps nobody from signing in.
            let Ok(body) = tx.noted("kept_post", owner, Sealed::open(&body)) else {
                return Ok(None);
            };
            Ok(Some(KeptPost { person, path, body }))
        }
        _ => Ok(None),
    }
}
