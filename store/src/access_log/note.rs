//! The line of one opening.

use domain::{access::Permit, id::EntryId};

use super::opening::Opening;
use crate::{
    StoreError, Tx,
    ledger::{Head, Line, append},
};

/// Writes the line of one opening: of a shown version, or of check-ins.
pub(super) async fn note(
    tx: &mut Tx,
    permit: &Permit,
    head: &Head,
    about: Option<(EntryId, i64)>,
    opening: &Opening<'_>,
) -> Result<(), StoreError> {
    let line = Line {
        kind: opening.way.kind(),
        entry: about.map(|(entry, _)| entry.0),
        reader: Some(permit.actor().0),
        role: Some(permit.role()),
        shown_version: about.map(|(_, version)| version),
        as_of: None,
        at: opening.now,
    };
    append(tx, opening.ledger, head, &line).await.map(drop)
}
