//! Why the ledger cannot be checked.

use std::io;

use store::StoreError;

/// Why the ledger could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the anchors at {name} cannot be read or written: {error}")]
    Anchors { name: String, error: io::Error },
}
