//! `diary.key`: 32 random bytes that lie outside the database and its backups, and the keys that
//! are made of them. Who holds only the database can sign nothing with them.

mod file;

use chrono::{DateTime, Utc};
use hkdf::Hkdf;
use sha2::Sha256;
use store::{Db, StoreError, ledger};

use crate::settings::Database;

pub use file::KeyFileError;

/// Length of the key, in bytes.
pub const LENGTH: usize = 32;

/// The keys of a school, each for one purpose.
#[derive(Clone, Debug)]
pub struct Keys {
    pub ledger: ledger::Key,
    /// Tells one school's key from another's and nothing else.
    fingerprint: [u8; LENGTH],
}

/// Why a server cannot start with the key it has.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error(transparent)]
    File(#[from] KeyFileError),
    #[error(
        "this school's ledger is kept with a key, and {0} is not there: bring back `diary.key` from where you keep it, or name it with --key-file"
    )]
    Missing(String),
    #[error(
        "{0} is the key of another school: all servers of one database need the key that was made at its first start"
    )]
    Another(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Keys {
    /// Derives the keys.
    #[must_use]
    pub fn of(secret: &[u8; LENGTH]) -> Self {
        Self {
            ledger: ledger::Key::new(derived(secret, "ledger")),
            fingerprint: derived(secret, "fingerprint"),
        }
    }

    /// The keys of the school in that database. At its first start the file is made, and the
    /// ledger that was kept without a key goes on under it.
    ///
    /// # Errors
    /// See [`KeysError`].
    pub async fn settle(
        db: &Db,
        settings: &Database,
        now: DateTime<Utc>,
    ) -> Result<Self, KeysError> {
        let db = &db.unhurried();
        if let Some(keys) = Self::known(db, settings).await? {
            return Ok(keys);
        }
        let file = settings.key_file();
        let secret = match file::read(&file)? {
            Some(secret) => secret,
            None => file::make(&file)?,
        };
        let keys = Self::of(&secret);
        if keys.begin(db, now).await? {
            return Ok(keys);
        }
        // Another server was first, with a key of its own.
        Err(KeysError::Another(file.display().to_string()))
    }

    /// The keys of the school in that database; `None`: it has none yet.
    ///
    /// # Errors
    /// See [`KeysError`].
    pub async fn known(db: &Db, settings: &Database) -> Result<Option<Self>, KeysError> {
        let Some(expected) = ledger::fingerprint(&mut db.read().await?).await? else {
            return Ok(None);
        };
        let file = settings.key_file();
        let name = file.display().to_string();
        let secret = file::read(&file)?.ok_or_else(|| KeysError::Missing(name.clone()))?;
        let keys = Self::of(&secret);
        if keys.fingerprint == expected[..] {
            Ok(Some(keys))
        } else {
            Err(KeysError::Another(name))
        }
    }

    /// Puts the ledger of a database that has no key yet under this one. `false`: it is under
    /// another key meanwhile.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn begin(&self, db: &Db, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let begun: Result<Option<Vec<u8>>, StoreError> = store::write!(db, tx => {
            match ledger::fingerprint(tx).await {
                Ok(None) => ledger::begin(tx, &self.ledger, &self.fingerprint, now).await.map(|()| None),
                found => found,
            }
        });
        Ok(begun?.is_none_or(|found| found == self.fingerprint[..]))
    }
}

/// HKDF-SHA256 of the secret; the label names the purpose.
fn derived(secret: &[u8; LENGTH], label: &str) -> [u8; LENGTH] {
    let mut key = [0; LENGTH];
    // Fails only for outputs longer than 255 hashes.
    Hkdf::<Sha256>::new(None, secret)
        .expand_multi_info(&[b"diary/", label.as_bytes()], &mut key)
        .expect("one hash long");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_a_key_of_its_own_and_none_is_printed() {
        let (one, other) = (Keys::of(&[1; LENGTH]), Keys::of(&[2; LENGTH]));
        assert_ne!(one.fingerprint, other.fingerprint);
        assert_ne!(
            derived(&[1; LENGTH], "ledger"),
            derived(&[1; LENGTH], "totp")
        );
        assert_ne!(derived(&[1; LENGTH], "ledger"), one.fingerprint);
        assert_ne!(one.ledger.sign(&[b"a"]), other.ledger.sign(&[b"a"]));
    }
}
