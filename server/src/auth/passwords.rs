//! Checking passwords with argon2id: everybody's alike, one turn at a time, and as slow for a wrong
//! login as for a wrong password.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};

use super::hashing_queue::{HashingQueue, Slot};

/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// How a PHC string of these costs begins.
const CURRENT: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// The checker. All but one core may hash at once; the rest of the school goes on.
#[derive(Clone)]
pub struct Passwords {
    pub queue: HashingQueue,
    /// The hash of nobody's password, checked for a login that does not exist.
    nobody: Arc<str>,
    checked: Arc<AtomicU64>,
}

/// What came out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checked {
    pub fits: bool,
    /// The password hashed anew, when its hash was made by older rules.
    pub renewed: Option<String>,
}

impl Passwords {
    #[must_use]
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            // The system shares the cores: a save waits some milliseconds for one, while with a core
            // less a school of a thousand waits a third longer to get in.
            queue: HashingQueue::new(cores),
            nobody: hash("nobody").unwrap_or_default().into(),
            checked: Arc::default(),
        }
    }

    /// Whether the password fits the hash. `None` for the hash costs as much and never fits.
    pub async fn check(&self, slot: Slot, password: &str, hash: Option<String>) -> Checked {
        self.checked.fetch_add(1, Ordering::Relaxed);
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let password = password.to_owned();
        let checked = tokio::task::spawn_blocking(move || {
            // The slot is given back with the work, even if nobody waits for it any more.
            let _slot = slot;
            check(&password, &hash)
        });
        let checked = checked.await.unwrap_or_default();
        if known { checked } else { Checked::default() }
    }

    /// How many passwords this server has checked.
    #[must_use]
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

fn check(password: &str, hash: &str) -> Checked {
    let fits = PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    });
    let is_old = fits && !hash.starts_with(CURRENT);
    Checked {
        fits,
        renewed: is_old.then(|| self::hash(password)).flatten(),
    }
}

/// The PHC string of a password.
#[must_use]
pub fn hash(password: &str) -> Option<String> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).ok()?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let salt = crate::clock::secret();
    Some(
        argon2
            .hash_password_with_salt(password.as_bytes(), &salt[..16])
            .ok()?
            .to_string(),
    )
}

#[cfg(test)]
mod tests;
