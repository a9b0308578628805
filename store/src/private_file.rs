//! Files that only their owner may read.

use std::{io, path::Path};

/// Makes the file of a database before the engine opens it, readable and writable by its owner
/// alone; the engine gives its journals the same mode. The folder is made too when only it is
/// missing. What exists already is left as it is, and told when others can read it.
///
/// # Errors
/// The file or the folder cannot be made.
pub fn prepare(file: &Path) -> io::Result<()> {
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        match create_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
    }
    match create_file(file) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            tell_if_open_to_others(file);
            Ok(())
        }
        made => made,
    }
}

#[cfg(unix)]
fn create_file(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(file).map(drop)
}

#[cfg(unix)]
fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(unix)]
fn tell_if_open_to_others(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let open = std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    if open {
        tracing::warn!(
            file = %file.display(),
            "other users of this machine can read the database: `chmod 600` it, its -wal and its -shm"
        );
    }
}

#[cfg(not(unix))]
fn create_file(file: &Path) -> io::Result<()> {
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .map(drop)
}

#[cfg(not(unix))]
fn create_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir(folder)
}

#[cfg(not(unix))]
fn tell_if_open_to_others(_: &Path) {}
