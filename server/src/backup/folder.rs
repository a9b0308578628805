//! The folder of nightly backups. The folder itself is what is known of them: a file has its name
//! only after its proof, and one that is gone is not counted.

use std::{
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::MetadataExt,
    path::Path,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    alert::Alert,
    backup::{Folder, Proven, is_due, name, surplus, taken_at},
};
use store::{StoreError, alerts, private_file::create_folders};

use super::{Schedule, Trouble, take, work};
use crate::State;

/// After a failure the next try waits this long.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// Takes a backup if one is due, removes those that are too many, and notes what the
/// administrator is to see.
///
/// # Errors
/// The backup failed; the alert is raised already.
pub async fn nightly(state: &State) -> Result<(), Trouble> {
    let Some(schedule) = &state.schedule else {
        return Ok(());
    };
    let now = state.clock.now();
    let seen = read_folder(state, schedule);
    let known = state.site().backups().folder.unwrap_or_default();
    let waits = |at: DateTime<Utc>| at <= now && now < at + PAUSE;
    if known.failed_at.is_some_and(waits) {
        return Ok(());
    }
    if !due(state, schedule, now) {
        return seen;
    }
    let done = make(state, schedule, now).await;
    note(state, |folder| {
        folder.failed_at = done.is_err().then_some(now);
    });
    if let Err(trouble) = &done {
        raise(state, trouble, now).await;
    }
    done?;
    read_folder(state, schedule)
}

/// Whether a backup is due by what was seen of the folder last.
fn due(state: &State, schedule: &Schedule, now: DateTime<Utc>) -> bool {
    let local = |at: DateTime<Utc>| at.with_timezone(&state.zone).naive_local();
    let known = state.site().backups().folder.unwrap_or_default();
    let last = known.proven.map(|last| local(last.taken_at));
    is_due(local(now), schedule.at, last)
}

/// The folder, for one server of the school at a time; `None`: another one is at work.
fn turn(folder: &Path) -> io::Result<Option<File>> {
    let file = File::open(folder)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Not every network disk can lock a folder: there each server makes its own.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

async fn make(state: &State, schedule: &Schedule, now: DateTime<Utc>) -> Result<(), Trouble> {
    let folder = &schedule.folder;
    create_folders(folder).map_err(|error| work::at(folder, &error))?;
    let Some(_turn) = turn(folder).map_err(|error| work::at(folder, &error))? else {
        return Ok(());
    };
    // Another server may have made it since it was looked for.
    read_folder(state, schedule)?;
    if !due(state, schedule, now) {
        return Ok(());
    }
    let proven = take(&state.db, &folder.join(name(now)), now).await?;
    tracing::info!(
        bytes = proven.bytes,
        rows = proven.manifest.content.rows(),
        "a backup was made, restored and found equal"
    );
    prune(folder, schedule.keep).map_err(|error| work::at(folder, &error))
}

/// Reads the folder anew into what the administrator sees.
fn read_folder(state: &State, schedule: &Schedule) -> Result<(), Trouble> {
    let now = state.clock.now();
    let found = match list(&schedule.folder) {
        // It is made with the first backup.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        found => found.map_err(|error| work::at(&schedule.folder, &error)),
    };
    let disk = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
    let database = store::backup::file(&state.db).and_then(|file| disk(&file));
    note(state, |folder| {
        folder.same_disk = database.is_some() && database == disk(&schedule.folder);
        let found = found.as_deref().unwrap_or_default();
        folder.kept = found.len();
        folder.proven = found
            .iter()
            .filter(|one| one.taken_at <= now)
            .max_by_key(|one| one.taken_at)
            .copied();
    });
    found.map(drop)
}

fn list(folder: &Path) -> io::Result<Vec<Proven>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if let Some(taken_at) = file.file_name().to_str().and_then(taken_at) {
            found.push(Proven {
                taken_at,
                bytes: file.metadata()?.len(),
            });
        }
    }
    Ok(found)
}

fn prune(folder: &Path, keep: usize) -> io::Result<()> {
    let taken = list(folder)?.iter().map(|one| one.taken_at).collect();
    for at in surplus(taken, keep) {
        fs::remove_file(folder.join(name(at)))?;
    }
    work::sweep(folder, |goal| taken_at(goal).is_some())
}

/// Changes what the administrator sees.
fn note(state: &State, change: impl FnOnce(&mut Folder)) {
    state.site().note_backups(|backups| {
        change(backups.folder.get_or_insert_default());
    });
}

async fn raise(state: &State, trouble: &Trouble, now: DateTime<Utc>) {
    let raised: Result<(), StoreError> = store::write!(state.db, tx =>
        alerts::raise(tx, Alert::BackupFailed, trouble.step.code(), now).await);
    if let Err(error) = raised {
        tracing::error!(%error, "an alert was not raised");
    }
}
