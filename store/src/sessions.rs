//! Sign-ins that last. The database knows only hashes of tokens.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Membership,
    id::{ClassId, PersonId},
    name::PersonName,
    role::Role,
    session::{SEEN_EVERY, SessionKind},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, people::Look};

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    pub kind: SessionKind,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub person: PersonId,
    pub name: PersonName,
    pub look: Look,
    pub memberships: Vec<Membership>,
}

impl Session {
    #[must_use]
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        self.kind.is_alive(self.created_at, self.seen_at, now)
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
    person_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    language: String,
    theme: String,
    cover: String,
    role: Option<String>,
    class_group_id: Option<Uuid>,
}

/// The session with that token, alive or not, in one statement.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    token: &TokenHash,
    today: NaiveDate,
) -> Result<Option<Session>, StoreError> {
    let rows: Vec<SessionRow> = on!(conn, c => sqlx::query_as(
        "SELECT kind, auth_session.created_at, seen_at, auth_session.person_id, surname, given, patronymic, \
         language, theme, cover, role, class_group_id FROM auth_session \
         JOIN person ON person.id = auth_session.person_id \
         LEFT JOIN membership ON membership.person_id = person.id AND membership.starts_on <= $2 \
         AND (membership.ends_on IS NULL OR membership.ends_on > $2) \
         WHERE token_hash = $1 AND disabled = $3")
        .bind(token.as_slice()).bind(today).bind(false).fetch_all(c).await)?;
    let memberships = rows
        .iter()
        .filter_map(|row| {
            let role = row.role.as_deref().and_then(Role::parse)?;
            Some(Membership {
                role,
                class: row.class_group_id.map(ClassId),
            })
        })
        .collect();
    Ok(rows.into_iter().next().and_then(|row| {
        Some(Session {
            kind: SessionKind::parse(&row.kind)?,
            created_at: row.created_at,
            seen_at: row.seen_at,
            person: PersonId(row.person_id),
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            look: crate::people::look(&row.language, &row.theme, &row.cover),
            memberships,
        })
    }))
}

/// Begins a session. Sessions of the person that have ended, or that exceed `keep`, go: the
/// longest unused first.
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
    let rows: Vec<Use> = on!(tx, c => sqlx::query_as(
        "SELECT token_hash, kind, created_at, seen_at FROM auth_session WHERE person_id = $1 ORDER BY seen_at DESC")
        .bind(person.0).fetch_all(c).await)?;
    let mut alive = 0;
    for (token, kind, created, seen) in rows {
        let lives = SessionKind::parse(&kind).is_some_and(|kind| kind.is_alive(created, seen, now));
        alive += usize::from(lives);
        if !lives || alive >= keep {
            on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE token_hash = $1").bind(token).execute(c).await.map(drop))?;
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
    on!(tx, c => sqlx::query("UPDATE auth_session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2")
        .bind(token.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// See [`StoreError`].
pub async fn end(tx: &mut Tx, token: &TokenHash) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE token_hash = $1").bind(token.as_slice()).execute(c).await.map(drop))?;
    Ok(())
}
