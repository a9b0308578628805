//! Taking back a word that was just sent.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{CommentId, EntryId},
};
use uuid::Uuid;

use super::seen::belongs;
use crate::{StoreError, Tx, waiting};

/// Makes a word that nobody else has seen a draft again; what it had answered waits again. A draft
/// that its author has begun at the same place since goes on after it. False: it is too late.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another entry, or it is not the author's word there.
pub async fn undo(
    tx: &mut Tx,
    permit: &Permit,
    entry: EntryId,
    id: CommentId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    belongs(tx, permit.student(Act::Comment)?, entry).await?;
    let author = permit.actor();
    let found: Option<(DateTime<Utc>,)> = on!(tx, c => sqlx::query_as(
        "SELECT visible_at FROM comment WHERE id = $1 AND entry_id = $2 AND author_id = $3 AND sent_at IS NOT NULL")
        .bind(id.0).bind(entry.0).bind(author.0).fetch_optional(c).await)?;
    let (visible_at,) = found.ok_or(StoreError::NotFound)?;
    if visible_at <= now {
        return Ok(false);
    }
    let begun: Option<(Uuid, String)> = on!(tx, c => sqlx::query_as(
        "SELECT draft.id, draft.body FROM comment AS draft JOIN comment AS sent ON sent.id = $1 \
         WHERE draft.entry_id = sent.entry_id AND draft.author_id = sent.author_id AND draft.sent_at IS NULL \
         AND COALESCE(draft.field_key, '') = COALESCE(sent.field_key, '') \
         AND COALESCE(draft.reply_to, $2) = COALESCE(sent.reply_to, $2)")
        .bind(id.0).bind(Uuid::nil()).fetch_optional(c).await)?;
    let more = begun
        .as_ref()
        .map_or_else(String::new, |(_, body)| format!("\n\n{body}"));
    if let Some((draft, _)) = begun {
        on!(tx, c => sqlx::query("DELETE FROM comment WHERE id = $1").bind(draft).execute(c).await.map(drop))?;
    }
    on!(tx, c => sqlx::query("UPDATE comment SET sent_at = NULL, visible_at = NULL, body = body || $2, updated_at = $3 WHERE id = $1")
        .bind(id.0).bind(more).bind(now).execute(c).await.map(drop))?;
    waiting::unanswered(tx, author, entry).await?;
    Ok(true)
}
