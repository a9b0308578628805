//! Checking passwords with argon2id: bounded, and as slow for a wrong login as for a wrong
//! password.

use std::{sync::Arc, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

/// Longest wait for a turn.
const PATIENCE: Duration = Duration::from_secs(25);
/// Longest queue.
const QUEUE: usize = 2_000;

/// Memory in KiB, passes, lanes.
const STUDENT: (u32, u32, u32) = (19_456, 2, 1);
const STAFF: (u32, u32, u32) = (65_536, 3, 1);

/// Too many people are signing in at this moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Busy;

/// The checker. All but one core may hash at once; the rest of the school goes on.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// The hash of nobody's password, checked for a login that does not exist.
    nobody: Arc<str>,
}

impl Passwords {
    #[must_use]
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            turns: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
            queue: Arc::new(Semaphore::new(QUEUE)),
            nobody: hash("nobody", false).unwrap_or_default().into(),
        }
    }

    /// Whether the password fits the hash. `None` for the hash costs as much and never fits.
    ///
    /// # Errors
    /// [`Busy`] when the turn does not come in time.
    pub async fn fits(&self, password: &str, hash: Option<String>) -> Result<bool, Busy> {
        let _place = self.queue.try_acquire().map_err(|_| Busy)?;
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned())
            .await
            .map_err(|_| Busy)?
            .map_err(|_| Busy)?;
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let password = password.to_owned();
        let fits = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, even if nobody waits for it any more.
            let _turn = turn;
            PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            })
        });
        Ok(fits.await.unwrap_or(false) && known)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

/// The PHC string of a password. Staff pay more.
#[must_use]
pub fn hash(password: &str, staff: bool) -> Option<String> {
    let (memory, passes, lanes) = if staff { STAFF } else { STUDENT };
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
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let passwords = Passwords::new();
        let hash = hash("синий слон", false).unwrap();
        assert_eq!(
            passwords.fits("синий слон", Some(hash.clone())).await,
            Ok(true)
        );
        assert_eq!(passwords.fits("синий кит", Some(hash)).await, Ok(false));
        assert_eq!(passwords.fits("nobody", None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once() {
        let passwords = Passwords {
            queue: Arc::new(Semaphore::new(0)),
            ..Passwords::new()
        };
        assert_eq!(passwords.fits("x", None).await, Err(Busy));
    }
}
