//! What is the matter with the ledger, and what a check came to.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::id::DiaryId;
use store::ledger::Fault;

/// What is the matter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Finding {
    /// A diary's lines are not as they were written.
    Diary(DiaryId, Fault),
    /// This line of the anchors' file is not as it was written.
    Anchor(u64),
    /// Anchors were written, and the file is not there.
    NoAnchors,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Diary(diary, fault) => write!(out, "diary {diary}: {fault}"),
            Self::Anchor(line) => write!(
                out,
                "line {line} of the anchors was changed, removed, added or moved"
            ),
            Self::NoAnchors => out.write_str("the file of the anchors is gone"),
        }
    }
}

impl Finding {
    /// What an alert about it names.
    pub(super) fn subject(&self) -> String {
        match self {
            Self::Diary(diary, _) => diary.to_string(),
            Self::Anchor(_) | Self::NoAnchors => "anchors".to_owned(),
        }
    }
}

/// What a check came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub diaries: usize,
    pub lines: i64,
    /// When the last anchor was written; what was cut off after it cannot be seen.
    pub anchored_at: Option<DateTime<Utc>>,
}
