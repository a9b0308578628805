//! What was chosen on shown pages, and of which of it an adult has said what they think.

use std::collections::{BTreeMap, BTreeSet};

use domain::{id::EntryId, shown::Shown, stance::Stances};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{Conn, StoreError, loose::Loose};

/// A shown page and the options that adults have marked, by field. Nothing of it is for a screen: it was
/// not opened.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Chosen {
    /// Empty when it cannot be read.
    pub shown: Shown,
    pub marked: BTreeMap<String, BTreeSet<String>>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    shown: Loose<Shown>,
    field_key: Option<String>,
    stances: Option<Loose<Stances>>,
}

/// What was chosen on these pages.
///
/// # Errors
/// See [`StoreError`].
pub async fn chosen(
    conn: &mut Conn,
    entries: &[EntryId],
) -> Result<BTreeMap<EntryId, Chosen>, StoreError> {
    if entries.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT entry.id, shown, field_key, stances FROM entry LEFT JOIN comment ON comment.entry_id = entry.id \
             AND comment.sent_at IS NOT NULL AND comment.field_key IS NOT NULL WHERE shown IS NOT NULL AND entry.id IN (");
        let mut listed = query.separated(", ");
        for entry in entries {
            listed.push_bind(entry.0);
        }
        query.push(")");
        query.build_query_as().fetch_all(c).await
    })?;
    let mut found: BTreeMap<EntryId, Chosen> = BTreeMap::new();
    for row in rows {
        let of = found.entry(EntryId(row.id)).or_insert_with(|| Chosen {
            shown: conn
                .noted("entry", row.id, row.shown.readable())
                .unwrap_or_default(),
            ..Chosen::default()
        });
        let stances = row.stances.and_then(|stances| stances.readable().ok());
        if let (Some(field), Some(stances)) = (row.field_key, stances) {
            let marked = of.marked.entry(field).or_default();
            marked.extend(stances.into_keys());
        }
    }
    Ok(found)
}
