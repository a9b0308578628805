//! The ledger watched from outside the database: checked against its key and against the anchors
//! beside the key, and whatever is found told to those who must know.

mod anchoring;
mod anchors;
mod check;
mod error;
mod file;
mod finding;
mod tell;

use std::path::PathBuf;

use store::ledger::Key;

use crate::{keys::Keys, settings::Database};

pub use self::{
    error::LedgerError,
    finding::{Checked, Finding},
    tell::tell,
};

/// A school's ledger: its key and the file of its anchors.
#[derive(Clone, Debug)]
pub struct Watch {
    pub key: Key,
    pub anchors: PathBuf,
}

impl Watch {
    /// The ledger of the school whose key lies where the settings say.
    #[must_use]
    pub fn of(keys: &Keys, settings: &Database) -> Self {
        Self {
            key: keys.ledger.clone(),
            anchors: settings.key_file().with_extension("anchors"),
        }
    }
}
