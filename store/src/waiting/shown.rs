//! What «Показать» and a narrower audience do to what waits.

use chrono::{DateTime, Utc};
use domain::{access::SectionKind, audience::Audience, id::EntryId, waiting::Kind};
use sqlx::QueryBuilder;

use crate::{StoreError, Tx};

/// A version was shown: it waits for everybody it was shown to. What waited already goes on waiting
/// since then.
pub(crate) async fn shown(
    tx: &mut Tx,
    entry: EntryId,
    row: SectionKind,
    audience: &Audience,
    version: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for reader in audience.iter() {
        let Some(kind) = Kind::of(row, reader) else {
            continue;
        };
        on!(tx, c => sqlx::query(
            "INSERT INTO waiting (entry_id, capacity, kind, since, shown_version) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (entry_id, capacity) DO UPDATE SET shown_version = excluded.shown_version, until = NULL, postponed_by = NULL, \
             kind = CASE WHEN waiting.settled_at IS NULL AND waiting.kind = 'replied' THEN waiting.kind ELSE excluded.kind END, \
             since = CASE WHEN waiting.settled_at IS NULL THEN waiting.since ELSE excluded.since END, \
             settled_at = NULL, settled_by = NULL, settled_how = NULL")
            .bind(entry.0).bind(reader.code()).bind(kind.code()).bind(now).bind(version)
            .execute(c).await.map(drop))?;
    }
    narrowed(tx, entry, audience).await
}

/// Fewer may read it: it waits for nobody else any more.
pub(crate) async fn narrowed(
    tx: &mut Tx,
    entry: EntryId,
    audience: &Audience,
) -> Result<(), StoreError> {
    on!(tx, c => {
        let mut query = QueryBuilder::new("DELETE FROM waiting WHERE entry_id = ");
        query.push_bind(entry.0);
        if !audience.is_only_owner() {
            query.push(" AND capacity NOT IN (");
            let mut codes = query.separated(", ");
            for reader in audience.iter() {
                codes.push_bind(reader.code());
            }
            query.push(")");
        }
        query.build().execute(c).await.map(drop)
    })?;
    Ok(())
}
