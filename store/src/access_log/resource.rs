//! A shown page before it is known whether somebody may do something with it.

use chrono::NaiveDate;
use domain::{
    access::{Resource, SectionKind, ShownPage},
    id::{EditionId, EntryId},
    shown::Shown,
};

use super::shown_page::shown_row;
use crate::{Conn, StoreError};

/// A shown page before it is known whether somebody may do something with it.
#[derive(Clone, Debug)]
pub struct Judged {
    pub page: ShownPage,
    pub shown_version: i64,
    pub shown: Shown,
    pub edition: EditionId,
    pub page_key: String,
}

impl Judged {
    /// What an act on it is judged by.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::Shown(self.page.clone())
    }
}

/// The facts about a shown page, for judging a comment on it.
///
/// # Errors
/// [`StoreError::NotFound`]: it was never shown.
pub async fn resource(
    conn: &mut Conn,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    today: NaiveDate,
) -> Result<Judged, StoreError> {
    let found = shown_row(conn, entry, today).await?;
    let row =
        row_of(EditionId(found.row.edition_id), &found.row.page_key).ok_or(StoreError::NotFound)?;
    let shown = conn.noted("entry", entry.0, found.row.shown.clone().readable());
    Ok(Judged {
        page: found.page(row, &shown),
        shown_version: found.row.shown_version,
        edition: EditionId(found.row.edition_id),
        page_key: found.row.page_key,
        shown: shown.unwrap_or_default(),
    })
}
