//! Writing a word, as a draft or for good.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    audience::Audience,
    id::{CommentId, EntryId},
    role::Role,
    stance::Stances,
    waiting::{How, UNDO},
};
use sqlx::types::Json;
use uuid::Uuid;

use super::seen::belongs;
use crate::{
    Conn, StoreError, Tx,
    waiting::{self, Seen},
};

/// Longest word on a margin, in characters.
pub const MAX: usize = 4_000;

/// Where a word is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    pub entry: EntryId,
    pub field: Option<String>,
    pub reply_to: Option<CommentId>,
    pub shown_version: i64,
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub body: &'a str,
    pub stances: &'a Stances,
    /// Otherwise it stays a draft.
    pub send: bool,
    /// In which capacities its author reads the page besides the one of the permit: sent, it answers
    /// what waits for them too.
    pub also: &'a Audience,
}

static NO_STANCES: Stances = Stances::new();
static NOBODY_ELSE: Audience = Audience::only_owner();

impl<'a> Said<'a> {
    /// A text without stances, sent.
    #[must_use]
    pub const fn sent(body: &'a str) -> Self {
        Self {
            body,
            stances: &NO_STANCES,
            send: true,
            also: &NOBODY_ELSE,
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.body.trim().is_empty() && self.stances.is_empty()
    }
}

/// Whether whoever settles a page has begun a comment on it and not sent it.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn has_draft(
    conn: &mut Conn,
    permit: &Permit,
    entry: EntryId,
) -> Result<bool, StoreError> {
    permit.student(Act::SettleShown)?;
    let (drafts,): (i64,) = on!(conn, c => sqlx::query_as(
        "SELECT COUNT(*) FROM comment WHERE entry_id = $1 AND author_id = $2 AND sent_at IS NULL")
        .bind(entry.0).bind(permit.actor().0).fetch_one(c).await)?;
    Ok(drafts > 0)
}

/// Writes the author's draft at a place, or sends it. One draft a place: a second save changes the
/// first; one that says nothing goes. Sent by an adult, it settles what waited for that capacity; by
/// the student, the page waits again for whoever it answers. The student
/// sees an adult's after [`UNDO`]; until then it can be taken back.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit,
    new: CommentId,
    place: &Place,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    belongs(tx, permit.student(Act::Comment)?, place.entry).await?;
    let author = permit.actor().0;
    let draft: Option<(Uuid,)> = on!(tx, c => sqlx::query_as(
        "SELECT id FROM comment WHERE entry_id = $1 AND author_id = $2 AND sent_at IS NULL \
         AND COALESCE(field_key, '') = $3 AND COALESCE(reply_to, $4) = $4 AND (reply_to IS NULL) = $5")
        .bind(place.entry.0).bind(author).bind(place.field.as_deref().unwrap_or(""))
        .bind(place.reply_to.map_or(Uuid::nil(), |id| id.0)).bind(place.reply_to.is_none())
        .fetch_optional(c).await)?;
    let sent_at = said.send.then_some(now);
    let visible_at = sent_at.map(|at| match permit.role() {
        Role::Student => at,
        _ => at + UNDO,
    });
    let stances = Json(said.stances);
    match draft {
        Some((id,)) if said.is_nothing() => {
            on!(tx, c => sqlx::query("DELETE FROM comment WHERE id = $1").bind(id).execute(c).await.map(drop))?;
        }
        Some((id,)) => {
            on!(tx, c => sqlx::query("UPDATE comment SET body = $2, sent_at = $3, shown_version = $4, updated_at = $5, stances = $6, visible_at = $7 WHERE id = $1")
                .bind(id).bind(said.body).bind(sent_at).bind(place.shown_version).bind(now).bind(stances).bind(visible_at).execute(c).await.map(drop))?;
        }
        None if said.is_nothing() => {}
        None => {
            on!(tx, c => sqlx::query(
                "INSERT INTO comment (id, entry_id, field_key, reply_to, author_id, role, body, sent_at, shown_version, updated_at, stances, visible_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
                .bind(new.0).bind(place.entry.0).bind(place.field.as_deref()).bind(place.reply_to.map(|id| id.0)).bind(author)
                .bind(permit.role().code()).bind(said.body).bind(sent_at).bind(place.shown_version).bind(now).bind(stances).bind(visible_at)
                .execute(c).await.map(drop))?;
        }
    }
    match (
        said.send && !said.is_nothing(),
        permit.role(),
        place.reply_to,
    ) {
        (false, ..) | (true, Role::Student, None) => Ok(()),
        (true, Role::Student, Some(first)) => waiting::replied(tx, place.entry, first, now).await,
        (true, role, _) => {
            let seen = Seen {
                entry: place.entry,
                version: place.shown_version,
                readers: &said.also.or(&role.reader().into_iter().collect()),
            };
            waiting::settled(tx, permit.actor(), &seen, How::Comment, now).await
        }
    }
}
