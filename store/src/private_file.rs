//! Files that only their owner may read: everything that is kept lies in such.

use std::{
    fs::{self, DirBuilder, File, Metadata, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

const FILE: u32 = 0o600;
const FOLDER: u32 = 0o700;

/// Makes the file of a database before the engine opens it; the engine gives its journals the same
/// mode. The folder is made too when only it is missing. What exists already is left as it is, and
/// told when others can read it.
///
/// # Errors
/// The file or the folder cannot be made.
pub(crate) fn prepare(file: &Path) -> io::Result<()> {
    unless_there(create_folder(folder_of(file)))?;
    unless_there(create(file).map(drop))?;
    if fs::metadata(file).is_ok_and(|found| is_open_to_others(&found)) {
        tracing::warn!(
            file = %file.display(),
            "other users of this machine can read the database: `chmod 600` it, its -wal and its -shm"
        );
    }
    Ok(())
}

fn unless_there(made: io::Result<()>) -> io::Result<()> {
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// A new file.
///
/// # Errors
/// It is there already, or cannot be made.
pub fn create(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(FILE).open(file)
}

/// A file to read and write, made when it is missing.
///
/// # Errors
/// It cannot be opened or made.
pub fn open(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.mode(FILE).open(file)
}

/// A new folder.
///
/// # Errors
/// It is there already, or cannot be made.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(FOLDER).create(folder)
}

/// A folder and those above it, as far as they are missing.
///
/// # Errors
/// One of them cannot be made.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER)
        .create(folder)
}

/// Whether anybody but the owner may do anything with it.
#[must_use]
pub fn is_open_to_others(found: &Metadata) -> bool {
    found.permissions().mode() & 0o077 != 0
}

/// The name of a new file lasts once its folder is written.
///
/// # Errors
/// The disk fails.
pub fn sync_folder(file: &Path) -> io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

/// Gives a finished file its name; after that it lasts.
///
/// # Errors
/// It cannot have that name, or the disk fails.
pub fn rename(finished: &Path, name: &Path) -> io::Result<()> {
    File::open(finished)?.sync_all()?;
    fs::rename(finished, name)?;
    sync_folder(name)
}

/// The name with something behind it: `-wal`, `.part`.
#[must_use]
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The folder in which a file lies.
fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
