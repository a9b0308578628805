//! Chance that falls the same way each time: every question about the demo school («which text
//! did Varya write in week 3») has dice of its own, so that a new page elsewhere changes nothing
//! here.

use chrono::{DateTime, Utc};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use uuid::Uuid;

/// Changing it makes another school.
const SEED: &str = "lyceum-2";

/// Dice for one question.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of the thing that these words name.
    #[must_use]
    pub fn of(words: &[&str]) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for word in [SEED].iter().chain(words) {
            for byte in word.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(ChaCha8Rng::seed_from_u64(hash))
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to.saturating_sub(from))
            .unwrap_or(0)
            .saturating_add(1);
        from.saturating_add(i64::try_from(self.0.next_u64() % span).unwrap_or(0))
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// An index into something of that length; 0 when it is empty.
    pub fn below(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(0).saturating_sub(1).max(0);
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// One of them.
    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// Puts them into a chance order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }

    /// An identifier such as the server would have made at that moment.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut chance = [0; 10];
        self.0.fill_bytes(&mut chance);
        uuid::Builder::from_unix_timestamp_millis(
            u64::try_from(at.timestamp_millis()).unwrap_or(0),
            &chance,
        )
        .into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer_and_another_question_another() {
        let throw = |words: &[&str]| {
            let mut dice = Dice::of(words);
            [(); 8].map(|()| dice.between(1, 1_000_000))
        };
        assert_eq!(throw(&["varya", "week"]), throw(&["varya", "week"]));
        assert_ne!(throw(&["varya", "week"]), throw(&["varyaweek"]));
    }
}
