//! A folder for what is not finished: beside its goal, so that the last step is a change of name.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use store::private_file::{beside, create_folder, rename};

use super::{Step, Trouble};

/// A folder this old belongs to nobody who is still at work.
const STALE: Duration = Duration::from_secs(6 * 60 * 60);

/// Removed when dropped. While it is there, nobody else begins the same work.
pub struct Work(PathBuf);

impl Work {
    /// Makes `GOAL.part`, for its owner alone.
    pub fn begin(goal: &Path) -> Result<Self, Trouble> {
        let folder = beside(goal, ".part");
        let is_stale = fs::metadata(&folder)
            .and_then(|found| found.modified())
            .is_ok_and(|at| at + STALE < SystemTime::now());
        if is_stale {
            fs::remove_dir_all(&folder).map_err(|error| at(&folder, &error))?;
        }
        create_folder(&folder).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Step::Files.failed(format!(
                "{} is there: another backup or restore is at work, or was broken off (then remove it)",
                folder.display()
            )),
            _ => at(&folder, &error),
        })?;
        Ok(Self(folder))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a temporary folder was not removed");
        }
    }
}

/// Gives a finished file its name, on the disk.
pub fn place(finished: &Path, goal: &Path) -> Result<(), Trouble> {
    rename(finished, goal).map_err(|error| at(goal, &error))
}

/// What went wrong with a file.
pub fn at(file: &Path, error: &std::io::Error) -> Trouble {
    Step::Files.failed(format!("{}: {error}", file.display()))
}
