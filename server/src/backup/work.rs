//! A folder for what is not finished: beside its goal, so that the last step is a change of name.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use store::private_file::{beside, create_folder, rename};

use super::{STALE, Step, Trouble};

const ENDING: &str = ".part";

/// Removed when dropped. While it is there, nobody else begins the same work.
pub struct Work(PathBuf);

impl Work {
    /// Makes `GOAL.part`, for its owner alone.
    pub fn begin(goal: &Path) -> Result<Self, Trouble> {
        let folder = beside(goal, ENDING);
        if fs::metadata(&folder).is_ok_and(|found| is_stale(&found)) {
            fs::remove_dir_all(&folder).map_err(|error| at(&folder, &error))?;
        }
        create_folder(&folder).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Step::Files.failed(format!(
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

/// Removes what was broken off in a folder, where the name of the goal is one of ours.
pub fn sweep(folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<()> {
    for left in fs::read_dir(folder)?.flatten() {
        let name = left.file_name();
        let goal = name.to_str().and_then(|name| name.strip_suffix(ENDING));
        if goal.is_some_and(&is_ours) && left.metadata().is_ok_and(|found| is_stale(&found)) {
            fs::remove_dir_all(left.path())?;
        }
    }
    Ok(())
}

/// Whether it belongs to nobody who is still at work.
fn is_stale(found: &fs::Metadata) -> bool {
    let changed = found.modified();
    changed.is_ok_and(|at| at + STALE < SystemTime::now())
}

/// Gives a finished file its name, on the disk.
pub fn place(finished: &Path, goal: &Path) -> Result<(), Trouble> {
    rename(finished, goal).map_err(|error| at(goal, &error))
}

/// What went wrong with a file.
pub fn at(file: &Path, error: &io::Error) -> Trouble {
    Step::Files.failed(format!("{}: {error}", file.display()))
}
