//! A place in the line of a source.

use std::time::Duration;

use tokio::sync::oneshot;

use super::{
    HashingQueue, Slot,
    rank::{Busy, PLACES, Waiter},
    source::{Account, Source},
};

/// Longest wait for a slot.
const PATIENCE: Duration = Duration::from_secs(25);

/// Most who wait in one line.
pub(super) const PLACES_OF_LINE: usize = 1_200;

/// A place in a line, given up when dropped.
pub struct Place {
    queue: HashingQueue,
    source: Source,
}

impl HashingQueue {
    /// A place in the line of a source. When all are taken, whoever came last to the longest line of
    /// the site with most places gives theirs to somebody from a site with fewer.
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
