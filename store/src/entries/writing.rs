//! What a write of a page is about.

use chrono::{DateTime, Utc};
use domain::{
    access::SectionKind,
    id::{DiaryId, EditionId, EntryId, RevisionId},
    occurrence::Occurrence,
    template::Page,
};
use uuid::Uuid;

/// Which page of which diary is written, when and from where.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    pub diary: DiaryId,
    pub edition: EditionId,
    pub page: &'a Page,
    pub row: SectionKind,
    pub occurrence: Occurrence,
    /// The open page that writes: one load of the form in one browser window.
    pub client_id: Uuid,
    /// Counts that page's saves from 1; 0 where nobody counts.
    pub seq: i64,
    pub now: DateTime<Utc>,
    /// Used if the entry is new.
    pub entry_id: EntryId,
    /// Used if a revision is added.
    pub revision_id: RevisionId,
}

impl Writing<'_> {
    /// The study week the page belongs to.
    #[must_use]
    pub const fn week(&self) -> Option<u32> {
        match self.occurrence {
            Occurrence::Week { number, .. } => Some(number),
            _ => None,
        }
    }
}
