//! Who may hash a password next.
//!
//! Hashing is what sign-in costs, and anybody may ask for it. So its turns are few, one account has
//! one at a time, and everybody who waits stands in the line of a [`Source`]: devices known to their
//! account are served first, account by account, then one address after the other, then addresses
//! from which many fail, then those from which very many do. Of four turns that known devices ask
//! for, an address gets one; of eight turns that addresses ask for, one goes to those from which many
//! fail. Whoever fills their own line waits longest in it.

mod lines;
mod place;
mod rank;
mod source;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use self::lines::Lines;

pub use self::source::{Account, Source};

/// Who waits to have a password hashed by this server. Cheap to clone.
#[derive(Clone)]
pub struct HashingQueue(Arc<Mutex<Lines<Slot>>>);

/// Leave to hash one password, given back when dropped.
pub struct Slot {
    queue: Option<HashingQueue>,
    account: Account,
}

impl HashingQueue {
    /// So many hash at once.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Mutex::new(Lines {
            free: at_once,
            hashing: HashSet::new(),
            ranks: Default::default(),
            in_a_row: 0,
            of_few_failures: 0,
        })))
    }

    fn lines(&self) -> MutexGuard<'_, Lines<Slot>> {
        // Nothing below panics between two changes that belong together.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn call(&self) {
        let mut lines = self.lines();
        while lines.free > 0 {
            let Some(waiter) = lines.next() else { return };
            let account = waiter.account;
            let slot = Slot {
                queue: Some(self.clone()),
                account,
            };
            match waiter.call.send(slot) {
                Ok(()) => {
                    lines.free -= 1;
                    lines.hashing.insert(account);
                }
                // Gone meanwhile: this slot was never used, and must not be given back.
                Err(mut slot) => slot.queue = None,
            }
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(queue) = self.queue.take() {
            let mut lines = queue.lines();
            lines.free += 1;
            lines.hashing.remove(&self.account);
            drop(lines);
            queue.call();
        }
    }
}

#[cfg(test)]
mod tests;
