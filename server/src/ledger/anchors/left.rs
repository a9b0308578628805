//! The anchor that a restore leaves in the database.

use chrono::{DateTime, Utc};
use store::{
    hex,
    ledger::{Head, Key},
};

use super::line::said;

/// The anchor that a restore leaves in the database it made: `TIME DIARY=LINES=HASH,…`. Whoever
/// serves that database takes it into the file. So a restore touches no file of anchors, which may
/// be that of a school that runs; and because it is signed and says where every chain ended, it
/// covers nothing that is cut off in the database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Left(pub(super) String);

impl Left {
    pub fn new(now: DateTime<Utc>, heads: &[Head]) -> Self {
        Self(said(now, heads.iter()))
    }

    /// As it stands in the database.
    pub fn signed(&self, key: &Key) -> String {
        format!("{} {}", self.0, self.signature(key))
    }

    /// `None`: it was not signed with this key.
    pub fn read(text: &str, key: &Key) -> Option<Self> {
        let (said, signature) = text.rsplit_once(' ')?;
        let left = Self(said.to_owned());
        (left.signature(key) == signature).then_some(left)
    }

    /// The first byte keeps it apart from everything else that is signed with this key.
    pub(super) fn signature(&self, key: &Key) -> String {
        hex::write(&key.sign(&[b"restored ", self.0.as_bytes()]))
    }
}
