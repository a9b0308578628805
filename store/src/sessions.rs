//! Sign-ins that last. The database knows only hashes of tokens.
//!
//! The end of a session is noticed once, at the first look after it, and written for good: a clock
//! set back revives nothing. Its hash and its person stay a day longer, so that what it sends can
//! be kept for that person ([`crate::kept_posts`]).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use domain::{
    access::Membership,
    id::{EditionId, PersonId},
    name::PersonName,
    preferences::Preferences,
    session::{CLOCK_SKEW, SEEN_EVERY, SessionKind, WORDS_WAIT},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    memberships::{self, HeldRow, with_held},
};

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    pub kind: SessionKind,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// When its end was first noticed.
    pub ended_at: Option<DateTime<Utc>>,
    pub person: PersonId,
    pub name: PersonName,
    pub preferences: Preferences,
    pub memberships: Vec<Membership>,
    /// Whom the person stands in for, by name.
    pub absent: BTreeMap<PersonId, PersonName>,
    /// See [`crate::school::revision`].
    pub school_revision: i64,
    /// How many posts of ended sessions wait for the person's decision.
    pub kept_posts: i64,
    /// The edition in which the person's own diary is written now.
    pub edition: Option<EditionId>,
}

impl Session {
    #[must_use]
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && self.kind.is_alive(self.created_at, self.seen_at, now)
    }

    /// Whether its last use should be written again.
    #[must_use]
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        now >= self.seen_at + SEEN_EVERY
    }
}

#[derive(FromRow)]
struct SessionRow {
    kind: String,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    kept_posts: i64,
    school_revision: Option<i64>,
    edition_id: Option<Uuid>,
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    language: String,
    theme: String,
    cover: String,
    #[sqlx(flatten)]
    held: HeldRow,
}

/// The session with that token, alive or not, with the roles of that day in the school's `zone`, in
/// one statement.
///
/// # Errors
/// See [`StoreError`].
pub async fn find<Z: TimeZone>(
    conn: &mut Conn,
    token: &TokenHash,
    today: NaiveDate,
    now: DateTime<Utc>,
    zone: &Z,
) -> Result<Option<Session>, StoreError> {
    let rows: Vec<SessionRow> = on!(conn, c => sqlx::query_as(with_held!("$2",
        "SELECT person.id, kind, auth_session.created_at, seen_at, ended_at, surname, given, patronymic, language, theme, cover, \
         (SELECT COUNT(*) FROM kept_post WHERE kept_post.person_id = person.id AND kept_post.created_at > $4) AS kept_posts, \
         (SELECT revision FROM school) AS school_revision, \
         (SELECT edition_id FROM diary JOIN diary_edition ON diary_edition.diary_id = diary.id \
         WHERE student_id = person.id ORDER BY since DESC, edition_id DESC LIMIT 1) AS edition_id \
         FROM auth_session JOIN person ON person.id = auth_session.person_id WHERE token_hash = $1 AND disabled = $3", ""))
        .bind(token.as_slice()).bind(today).bind(false).bind(now - WORDS_WAIT).fetch_all(c).await)?;
    let held = || rows.iter().map(|row| &row.held);
    let memberships = memberships::gather(held(), memberships::midnight(zone));
    let absent = memberships::absent(held());
    Ok(rows.into_iter().next().and_then(|row| {
        Some(Session {
            kind: SessionKind::parse(&row.kind)?,
            created_at: row.created_at,
            seen_at: row.seen_at,
            ended_at: row.ended_at,
            kept_posts: row.kept_posts,
            edition: row.edition_id.map(EditionId),
            person: PersonId(row.id),
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            preferences: Preferences::parse(&row.language, &row.theme, &row.cover),
            memberships,
            absent,
            school_revision: row.school_revision.unwrap_or(0),
        })
    }))
}

/// Begins a session. Sessions of the person that are over, or that exceed `keep` (the longest unused
/// first), end with it.
///
/// # Errors
/// See [`StoreError`].
pub async fn begin(
    tx: &mut Tx,
    token: &TokenHash,
    person: PersonId,
    kind: SessionKind,
    keep: usize,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    type Use = (Vec<u8>, String, DateTime<Utc>, DateTime<Utc>);
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE person_id = $1 AND ended_at <= $2")
        .bind(person.0).bind(now - WORDS_WAIT).execute(c).await.map(drop))?;
    let rows: Vec<Use> = on!(tx, c => sqlx::query_as(
        "SELECT token_hash, kind, created_at, seen_at FROM auth_session WHERE person_id = $1 AND ended_at IS NULL ORDER BY seen_at DESC")
        .bind(person.0).fetch_all(c).await)?;
    let mut alive = 0;
    for (token, kind, created, seen) in rows {
        let lives = SessionKind::parse(&kind).is_some_and(|kind| kind.is_alive(created, seen, now));
        alive += usize::from(lives);
        if !lives || alive >= keep {
            on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $2 WHERE token_hash = $1")
                .bind(token).bind(now).execute(c).await.map(drop))?;
        }
    }
    on!(tx, c => sqlx::query(
        "INSERT INTO auth_session (token_hash, person_id, kind, created_at, seen_at) VALUES ($1, $2, $3, $4, $4)")
        .bind(token.as_slice()).bind(person.0).bind(kind.code()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes a use. Never goes back: a clock set back revives nothing.
///
/// # Errors
/// See [`StoreError`].
pub async fn touch(tx: &mut Tx, token: &TokenHash, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2 AND ended_at IS NULL")
        .bind(token.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes that a session is over, at the first look after it; later looks change nothing.
///
/// # Errors
/// See [`StoreError`].
pub async fn note_end(
    tx: &mut Tx,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL")
        .bind(token.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Whose session ended within a day, for keeping what it sends. Notes the end of one that is over.
///
/// # Errors
/// See [`StoreError`].
pub async fn ended(
    tx: &mut Tx,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    type Row = (
        Uuid,
        String,
        DateTime<Utc>,
        DateTime<Utc>,
        Option<DateTime<Utc>>,
    );
    let found: Option<Row> = on!(tx, c => sqlx::query_as(
        "SELECT person_id, kind, created_at, seen_at, ended_at FROM auth_session \
         JOIN person ON person.id = auth_session.person_id WHERE token_hash = $1 AND disabled = $2")
        .bind(token.as_slice()).bind(false).fetch_optional(c).await)?;
    let Some((person, kind, created, seen, ended_at)) = found else {
        return Ok(None);
    };
    let lives = || SessionKind::parse(&kind).is_some_and(|kind| kind.is_alive(created, seen, now));
    match ended_at {
        Some(at) if at + WORDS_WAIT <= now => Ok(None),
        None if lives() => Ok(None),
        None => {
            note_end(tx, token, now).await?;
            Ok(Some(PersonId(person)))
        }
        Some(_) => Ok(Some(PersonId(person))),
    }
}

/// Ends a session because its person says so: nothing of it stays.
///
/// # Errors
/// See [`StoreError`].
pub async fn end(tx: &mut Tx, token: &TokenHash) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE token_hash = $1").bind(token.as_slice()).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends all that a person is signed in with, and forgets what was kept for them: for an account that
/// is shut and for a password that is set anew.
///
/// # Errors
/// See [`StoreError`].
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM kept_post WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that ended more than a day ago, and those that nobody came back to. An end that
/// lies in the future, because the clock went back, is now.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $1 WHERE ended_at > $2")
        .bind(now).bind(now + CLOCK_SKEW).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE ended_at <= $1").bind(now - WORDS_WAIT).execute(c).await.map(drop))?;
    for kind in SessionKind::ALL {
        on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $4 WHERE ended_at IS NULL AND kind = $1 AND (created_at <= $2 OR seen_at <= $3)")
            .bind(kind.code()).bind(now - kind.absolute()).bind(now - kind.idle()).bind(now).execute(c).await.map(drop))?;
    }
    Ok(())
}
