//! Backups: taken of a running school, restored into a temporary place and compared before they
//! count, brought back.
//!
//! A backup is one file, a plain `tar` with two members: `manifest.json` (see [`Manifest`]) and the
//! database, `school.sqlite` (a whole SQLite file) or `school.pgdump` (`pg_dump -Fc`). Both engines
//! share it, and with `tar` and the engine's own tools a backup can be read without this program.
//! It holds everything but `diary.key`.

mod archive;
mod folder;
mod ledger;
mod place;
mod prove;
mod restore;
mod take;
mod tools;
mod work;

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use store::{
    StoreError,
    backup::{Content, Kind},
};

pub use folder::nightly;
pub use place::Place;
pub use prove::verify;
pub use restore::{Brought, Target, restore};
pub use take::take;

/// What is left of work that was begun so long ago was broken off.
const STALE: Duration = Duration::from_hours(6);

/// What a school's nightly backups are set to.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub folder: PathBuf,
    /// How many are kept; at least 1.
    pub keep: usize,
    /// On the school's clock.
    pub at: NaiveTime,
}

/// What stands beside the database in a backup.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Manifest {
    /// Of this file: 1.
    pub format: u32,
    /// The version of the program that took it.
    pub program: String,
    pub engine: Kind,
    /// The number of the last migration.
    pub schema: i64,
    pub taken_at: DateTime<Utc>,
    /// The name of the other member, its length and its SHA-256 in hex.
    pub member: String,
    pub bytes: u64,
    pub sha256: String,
    pub content: Content,
}

/// A backup that was restored and found equal to what was backed up.
#[derive(Clone, Debug)]
pub struct Proven {
    pub manifest: Manifest,
    /// Of the whole file.
    pub bytes: u64,
}

/// At which step a backup or a restore failed, and why, in one sentence without anybody's words.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct Trouble {
    pub step: Step,
    pub why: String,
}

/// The steps; spelled in an alert as in [`Step::code`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Files and folders.
    Files,
    /// Copying the database.
    Copy,
    /// Reading the backup's file.
    Read,
    /// Comparing what was restored.
    Proof,
}

impl Step {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Copy => "copy",
            Self::Read => "read",
            Self::Proof => "proof",
        }
    }

    fn failed(self, why: impl ToString) -> Trouble {
        Trouble {
            step: self,
            why: why.to_string(),
        }
    }
}

/// A failure of the store at that step.
fn stored(step: Step) -> impl Fn(StoreError) -> Trouble {
    move |error| step.failed(error)
}
