//! What somebody sent with a session that had ended, kept until they sign in again and decide.
//!
//! Only a session whose end was noticed within a day keeps anything, and little for one person. A
//! kept post is never done: it is handed back to its person, who saves it or discards it, on
//! whatever device they sign in. Who else signs in on the device it came from neither sees nor
//! removes it.

use chrono::{DateTime, Utc};
use domain::{
    id::PersonId,
    session::{CLOCK_SKEW, WORDS_WAIT},
};
use uuid::Uuid;

use crate::{
    Conn, Sealed, StoreError, Tx,
    sessions::{self, TokenHash},
};

/// Posts kept for one person …
pub const POSTS_MAX: i64 = 5;
/// … and their bytes together.
pub const BYTES_MAX: i64 = 1024 * 1024;

/// A hash of the session, the path and the body: the same post sent twice is one.
pub type PostId = [u8; 32];

/// A form as it was posted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptPost {
    pub id: PostId,
    /// Where the form goes.
    pub path: String,
    /// The page on which it stood.
    pub place: String,
    /// `application/x-www-form-urlencoded`
    pub body: String,
    pub at: DateTime<Utc>,
}

/// Keeps what an ended session sent; whether it is kept now. It is not where no session of that
/// token ended within a day, where its account was shut, and where the person's posts would become
/// too many or too large.
///
/// # Errors
/// See [`StoreError`].
pub async fn keep(tx: &mut Tx, session: &TokenHash, post: &KeptPost) -> Result<bool, StoreError> {
    purge(tx, post.at).await?;
    let Some(person) = sessions::ended(tx, session, post.at).await? else {
        return Ok(false);
    };
    let body = Sealed::seal(&post.body)?;
    let known: Option<(Uuid,)> = on!(tx, c => sqlx::query_as("SELECT person_id FROM kept_post WHERE id = $1")
        .bind(post.id.as_slice()).fetch_optional(c).await)?;
    if known.is_some() {
        return Ok(true);
    }
    // Of posts sent at one moment each counts those before it.
    on!(tx, c => sqlx::query("UPDATE person SET disabled = disabled WHERE id = $1")
        .bind(person.0).execute(c).await.map(drop))?;
    let (posts, bytes): (i64, i64) = on!(tx, c => sqlx::query_as(
        "SELECT COUNT(*), COALESCE(SUM(LENGTH(sealed_body)), 0) FROM kept_post WHERE person_id = $1")
        .bind(person.0).fetch_one(c).await)?;
    let size = i64::try_from(body.0.len()).unwrap_or(i64::MAX);
    if posts >= POSTS_MAX || bytes.saturating_add(size) > BYTES_MAX {
        return Ok(false);
    }
    on!(tx, c => sqlx::query(
        "INSERT INTO kept_post (id, session_hash, person_id, path, place, sealed_body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(post.id.as_slice()).bind(session.as_slice()).bind(person.0).bind(&post.path).bind(&post.place).bind(body.0).bind(post.at)
        .execute(c).await.map(drop))?;
    Ok(true)
}

/// The newest post that waits for somebody's decision and can be read.
///
/// # Errors
/// See [`StoreError`].
pub async fn newest(
    conn: &mut Conn,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<KeptPost>, StoreError> {
    type Row = (Vec<u8>, String, String, Vec<u8>, DateTime<Utc>);
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT id, path, place, sealed_body, created_at FROM kept_post WHERE person_id = $1 AND created_at > $2 \
         ORDER BY created_at DESC, id")
        .bind(person.0).bind(now - WORDS_WAIT).fetch_all(c).await)?;
    let mut posts = rows.into_iter().filter_map(|(id, path, place, body, at)| {
        let body = conn.noted("kept_post", person.0, Sealed::open(&body));
        Some(KeptPost {
            id: id.try_into().ok()?,
            path,
            place,
            body: body.ok()?,
            at,
        })
    });
    Ok(posts.next())
}

/// Takes a post of that person out: it is saved in this transaction, or they do not want it. Whether
/// it was still there: of two decisions at once one finds it.
///
/// # Errors
/// See [`StoreError`].
pub async fn take(tx: &mut Tx, id: &PostId, person: PersonId) -> Result<bool, StoreError> {
    let taken = on!(tx, c => sqlx::query("DELETE FROM kept_post WHERE id = $1 AND person_id = $2")
        .bind(id.as_slice()).bind(person.0).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(taken > 0)
}

/// Whether anything waits for the person's decision.
///
/// # Errors
/// See [`StoreError`].
pub async fn waits(
    conn: &mut Conn,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (waiting,): (i64,) = on!(conn, c => sqlx::query_as(
        "SELECT COUNT(*) FROM kept_post WHERE person_id = $1 AND created_at > $2")
        .bind(person.0).bind(now - WORDS_WAIT).fetch_one(c).await)?;
    Ok(waiting > 0)
}

/// Forgets what waited for a day. What lies in the future, because the clock went back, waits a day
/// from now.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM kept_post WHERE created_at <= $1").bind(now - WORDS_WAIT).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("UPDATE kept_post SET created_at = $1 WHERE created_at > $2")
        .bind(now).bind(now + CLOCK_SKEW).execute(c).await.map(drop))?;
    Ok(())
}
