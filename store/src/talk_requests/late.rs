//! Open requests of which the deputy head has not been told.

use chrono::{DateTime, Utc};
use domain::{id::TalkRequestId, talk_request::Urgency};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// An open request, as far as its promise goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Untold {
    pub id: TalkRequestId,
    pub urgency: Urgency,
    pub sent_at: DateTime<Utc>,
}

/// Open requests of which nobody was told that they wait too long.
///
/// # Errors
/// See [`StoreError`].
pub async fn untold(conn: &mut Conn) -> Result<Vec<Untold>, StoreError> {
    let rows: Vec<(Uuid, String, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT id, urgency, sent_at FROM talk_request WHERE closed_at IS NULL AND told_at IS NULL ORDER BY sent_at LIMIT 200")
        .fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, urgency, sent_at)| Untold {
            id: TalkRequestId(id),
            urgency: Urgency::parse(&urgency).unwrap_or(Urgency::Now),
            sent_at,
        })
        .collect())
}

/// Notes that the deputy head was told.
///
/// # Errors
/// See [`StoreError`].
pub async fn note_told(
    tx: &mut Tx,
    id: TalkRequestId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE talk_request SET told_at = $2 WHERE id = $1").bind(id.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}
