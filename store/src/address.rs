//! Addresses of databases: read here and nowhere else.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use sqlx::sqlite::SqliteConnectOptions;

use crate::{StoreError, server::Server};

/// `sqlite://FILE` or `postgres://…`
#[derive(Clone)]
pub enum Address {
    Sqlite(File),
    Postgres(Server),
}

/// A SQLite file, and how it is to be opened.
#[derive(Clone)]
pub struct File(pub(crate) Box<SqliteConnectOptions>);

impl File {
    /// Where it lies; `None`: in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        let path = self.0.get_filename();
        // Names of databases in memory are no paths.
        let name = path.to_string_lossy();
        (!name.is_empty() && !name.starts_with(':') && !name.starts_with("file:")).then_some(path)
    }
}

impl FromStr for Address {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let wrong = || StoreError::Address(without_password(text));
        match text.split_once(':') {
            Some(("sqlite", _)) => {
                let options = text.parse().map_err(|_| wrong())?;
                Ok(Self::Sqlite(File(Box::new(options))))
            }
            Some(("postgres" | "postgresql", _)) => {
                let options = text.parse().map_err(|_| wrong())?;
                Ok(Self::Postgres(Server::new(Arc::new(options))))
            }
            _ => Err(wrong()),
        }
    }
}

/// The file that an address names; `None` for other engines and for databases in memory.
#[must_use]
pub fn file_of(address: &str) -> Option<PathBuf> {
    match address.parse().ok()? {
        Address::Sqlite(file) => file.path().map(Path::to_owned),
        Address::Postgres(_) => None,
    }
}

/// The address of a file.
#[must_use]
pub fn of_file(file: &Path) -> String {
    let path = file.display().to_string();
    format!("sqlite://{}", path.replace('%', "%25").replace('?', "%3F"))
}

/// An address as it may stand in a message.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests;
