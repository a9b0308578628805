//! The file of the key: read and made for its owner alone.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use store::private_file::{create, is_open_to_others, sync_folder};

use super::LENGTH;
use crate::clock;

/// Why a key file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("{0} can be read by others: make it its owner's alone, with `chmod 600`")]
    Open(String),
    #[error("{0} is no key: a key is 32 bytes; bring it back from where you keep a copy")]
    Length(String),
    #[error("{name} cannot be read or made: {error}")]
    Io { name: String, error: io::Error },
}

/// The secret, if the file is there.
pub fn read(path: &Path) -> Result<Option<[u8; LENGTH]>, KeyFileError> {
    let name = || path.display().to_string();
    let failed = |error| KeyFileError::Io {
        name: name(),
        error,
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if is_open_to_others(&file.metadata().map_err(failed)?) {
        return Err(KeyFileError::Open(name()));
    }
    let mut bytes = Vec::with_capacity(LENGTH + 1);
    file.take(LENGTH as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    bytes
        .try_into()
        .map(Some)
        .map_err(|_| KeyFileError::Length(name()))
}

/// Makes a new secret and keeps it before anything is signed with it. Of two that make it at once
/// the second one takes what the first one made.
pub fn make(path: &Path) -> Result<[u8; LENGTH], KeyFileError> {
    let failed = |error| KeyFileError::Io {
        name: path.display().to_string(),
        error,
    };
    let secret = clock::secret();
    // Written aside and linked into its place: nobody ever reads half a key.
    let aside = path.with_extension(format!("{}.new", std::process::id()));
    let written = create(&aside).and_then(|mut file| {
        file.write_all(&secret)?;
        file.sync_all()?;
        std::fs::hard_link(&aside, path)
    });
    let _ = std::fs::remove_file(&aside);
    match written {
        Ok(()) => {
            sync_folder(path).map_err(failed)?;
            Ok(secret)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| failed(error))
        }
        Err(error) => Err(failed(error)),
    }
}
