//! Who may hash a password next.
//!
//! Hashing is what sign-in costs, and anybody may ask for it. So its turns are few, one account has
//! one at a time, and everybody who waits stands in the line of a [`Source`]: devices known to their
//! account are served first, account by account, then one address after the other, then addresses
//! from which many fail, then those from which very many do. Of four turns that known devices ask
//! for, an address gets one; of eight turns that addresses ask for, one goes to those from which many
//! fail. Whoever fills their own line waits longest in it.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::oneshot;

use crate::http::address::Address;

/// Longest wait for a slot.
const PATIENCE: Duration = Duration::from_secs(25);
/// Most who wait in one rank.
const PLACES: usize = 2_000;
/// Most who wait in one line.
const PLACES_OF_LINE: usize = 1_200;
/// Known devices have so many turns in a row while others wait.
const TURNS_IN_A_ROW: usize = 3;
/// Addresses from which few fail have so many turns in a row while those wait from which many do.
const TURNS_OF_FEW_FAILURES: usize = 7;

/// Too many people are signing in at this moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Busy;

/// From where a try comes: each source has a line of its own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Source {
    /// A device on which the owner of the account has signed in before.
    Known(Account),
    From(Address),
    /// An address from which many have failed.
    Doubted(Address),
    /// An address from which very many have failed: after everybody else.
    Last(Address),
}

impl Source {
    /// Sources of one rank take turns.
    const fn rank(self) -> usize {
        match self {
            Self::Known(_) => 0,
            Self::From(_) => 1,
            Self::Doubted(_) => 2,
            Self::Last(_) => 3,
        }
    }

    /// Who shares the places when all are taken: whoever has very many addresses of one site is one.
    fn site(self) -> Source {
        match self {
            Self::Known(_) => self,
            Self::From(address) => Self::From(address.site()),
            Self::Doubted(address) => Self::Doubted(address.site()),
            Self::Last(address) => Self::Last(address.site()),
        }
    }
}

/// An account, as its lanes name it.
pub type Account = [u8; 32];

/// Who waits to have a password hashed by this server. Cheap to clone.
#[derive(Clone)]
pub struct HashingQueue(Arc<Mutex<Lines>>);

struct Lines {
    free: usize,
    hashing: HashSet<Account>,
    ranks: [Rank; 4],
    /// Turns that known devices had in a row.
    in_a_row: usize,
    /// Turns in a row of addresses from which few fail.
    of_few_failures: usize,
}

/// The lines of one rank.
#[derive(Default)]
struct Rank {
    lines: HashMap<Source, Line>,
    /// Sources of which somebody waits, the next one first.
    order: VecDeque<Source>,
    places: usize,
}

#[derive(Default)]
struct Line {
    waiting: VecDeque<Waiter>,
    places: usize,
    /// Whether its source stands in [`Rank::order`].
    queued: bool,
}

struct Waiter {
    account: Account,
    call: oneshot::Sender<Slot>,
}

/// A place in a line, given up when dropped.
pub struct Place {
    queue: HashingQueue,
    source: Source,
}

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

    fn lines(&self) -> MutexGuard<'_, Lines> {
        // Nothing below panics between two changes that belong together.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place in the line of a source. When all are taken, whoever came last to the longest line of the site with
    /// most places gives theirs to somebody from a site with fewer.
    ///
    /// # Errors
    /// [`Busy`] when there is none.
    pub fn join(&self, source: Source) -> Result<Place, Busy> {
        let mut lines = self.lines();
        let rank = &mut lines.ranks[source.rank()];
        let own = rank.lines.get(&source).map_or(0, |line| line.places);
        if own >= PLACES_OF_LINE {
            return Err(Busy);
        }
        if rank.places >= PLACES {
            rank.make_room(source)?;
        }
        rank.places += 1;
        rank.lines.entry(source).or_default().places += 1;
        Ok(Place {
            queue: self.clone(),
            source,
        })
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

impl Lines {
    /// Takes out who is next: by rank, then source by source. Whose account is being hashed waits.
    fn next(&mut self) -> Option<Waiter> {
        let Self {
            hashing,
            ranks: [known, from, doubted, last],
            in_a_row,
            of_few_failures,
            ..
        } = self;
        let mut address = || {
            shared(
                of_few_failures,
                TURNS_OF_FEW_FAILURES,
                || from.next(hashing),
                &mut || doubted.next(hashing),
            )
        };
        let next = shared(
            in_a_row,
            TURNS_IN_A_ROW,
            || known.next(hashing),
            &mut address,
        );
        next.or_else(|| last.next(hashing))
    }
}

/// Who is next of two: the first, but after so many turns in a row the second, where one waits.
fn shared(
    in_a_row: &mut usize,
    most: usize,
    first: impl FnOnce() -> Option<Waiter>,
    second: &mut impl FnMut() -> Option<Waiter>,
) -> Option<Waiter> {
    let early = (*in_a_row >= most).then(&mut *second).flatten();
    let first = early.is_none().then(first).flatten();
    *in_a_row = match first {
        Some(_) => in_a_row.saturating_add(1),
        None => 0,
    };
    early.or(first).or_else(second)
}

impl Rank {
    /// Takes a place from the site that has most of them, when that is more than the site of `source`
    /// would have.
    fn make_room(&mut self, source: Source) -> Result<(), Busy> {
        let mut sites: HashMap<Source, usize> = HashMap::new();
        for (source, line) in &self.lines {
            *sites.entry(source.site()).or_default() += line.places;
        }
        let own = sites.get(&source.site()).copied().unwrap_or_default();
        let most = sites.into_iter().max_by_key(|(_, places)| *places);
        let (site, _) = most.filter(|(_, places)| *places > own + 1).ok_or(Busy)?;
        let of_site = self
            .lines
            .iter_mut()
            .filter(|(source, _)| source.site() == site);
        let lines = of_site.map(|(_, line)| line);
        let longest = lines.max_by_key(|line| line.waiting.len()).ok_or(Busy)?;
        longest.waiting.pop_back().ok_or(Busy)?;
        Ok(())
    }

    fn next(&mut self, hashing: &HashSet<Account>) -> Option<Waiter> {
        for _ in 0..self.order.len() {
            let source = self.order.pop_front()?;
            let line = self.lines.entry(source).or_default();
            line.queued = false;
            line.waiting.retain(|waiter| !waiter.call.is_closed());
            let next = line
                .waiting
                .iter()
                .position(|waiter| !hashing.contains(&waiter.account))
                .and_then(|at| line.waiting.remove(at));
            if !line.waiting.is_empty() {
                line.queued = true;
                self.order.push_back(source);
            } else if line.places == 0 {
                self.lines.remove(&source);
            }
            if next.is_some() {
                return next;
            }
        }
        None
    }
}

impl Place {
    /// Waits for a slot for that account.
    ///
    /// # Errors
    /// [`Busy`] when it does not come in time, or the place went to somebody else.
    pub async fn slot(&self, account: Account) -> Result<Slot, Busy> {
        let (call, called) = oneshot::channel();
        {
            let mut lines = self.queue.lines();
            let rank = &mut lines.ranks[self.source.rank()];
            let line = rank.lines.entry(self.source).or_default();
            line.waiting.push_back(Waiter { account, call });
            if !line.queued {
                line.queued = true;
                rank.order.push_back(self.source);
            }
        }
        self.queue.call();
        match tokio::time::timeout(PATIENCE, called).await {
            Ok(Ok(slot)) => Ok(slot),
            _ => Err(Busy),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lines = self.queue.lines();
        let rank = &mut lines.ranks[self.source.rank()];
        rank.places = rank.places.saturating_sub(1);
        if let Some(line) = rank.lines.get_mut(&self.source) {
            line.places = line.places.saturating_sub(1);
            if line.places == 0 && !line.queued {
                rank.lines.remove(&self.source);
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
