//! What was found that cannot be read, until somebody is told of it. A page that meets it goes on
//! with everything else and writes nothing: telling is a job's work.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use uuid::Uuid;

use crate::Unreadable;

/// So many are remembered at once; of more the log knows.
const MOST: usize = 200;

/// A row with something unreadable: its table and its id.
pub type Place = (&'static str, Uuid);

/// The rows of one database that nobody was told of yet.
#[derive(Clone, Debug, Default)]
pub struct Damage(Arc<Mutex<BTreeSet<Place>>>);

impl Damage {
    /// Remembers a row and logs it, without anything of its content.
    pub(crate) fn note(&self, table: &'static str, id: Uuid, why: Unreadable) {
        tracing::error!(table, %id, %why, "something kept cannot be read");
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() < MOST {
            places.insert((table, id));
        }
    }

    /// Takes all that is remembered.
    #[must_use]
    pub fn take(&self) -> BTreeSet<Place> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Remembers again what could not be told.
    pub fn put_back(&self, places: BTreeSet<Place>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let free = MOST.saturating_sub(kept.len());
        kept.extend(places.into_iter().take(free));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_remembered_than_a_job_can_tell() {
        let damage = Damage::default();
        let note = |from: usize| {
            for number in from..from + MOST + 50 {
                damage.note("entry", Uuid::from_u128(number as u128), Unreadable::Empty);
            }
        };
        note(0);
        let places = damage.take();
        assert_eq!(places.len(), MOST);
        note(10_000);
        damage.put_back(places);
        assert_eq!(damage.take().len(), MOST, "nor when it is put back");
    }
}
