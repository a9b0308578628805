//! Dealing texts: two students of one class never say the same thing in the same place.

use std::collections::BTreeMap;

use super::dice::Dice;

/// The texts that a class has not used yet.
pub struct Decks {
    class: String,
    left: BTreeMap<String, Vec<usize>>,
    orders: BTreeMap<String, Vec<usize>>,
}

impl Decks {
    #[must_use]
    pub fn of_class(class: &str) -> Self {
        Self {
            class: class.to_owned(),
            left: BTreeMap::new(),
            orders: BTreeMap::new(),
        }
    }

    /// Takes one of the `length` texts under `key` that nobody in the class has: the best by
    /// `rank` (`None`: does not fit at all). `None` when none is left.
    pub fn take(
        &mut self,
        key: &str,
        length: usize,
        rank: impl Fn(usize) -> Option<u8>,
    ) -> Option<usize> {
        let left = self
            .left
            .entry(key.to_owned())
            .or_insert_with(|| shuffled(&self.class, key, length));
        let ranked = left
            .iter()
            .enumerate()
            .filter_map(|(place, index)| Some((rank(*index)?, place)));
        let (_, place) = ranked.min()?;
        Some(left.remove(place))
    }

    /// The text for the student on `seat` (of `seats`) in study week `week`: different for all
    /// seats in one week, and for one seat as many weeks as there are texts.
    pub fn of_week(
        &mut self,
        key: &str,
        length: usize,
        (seat, seats): (usize, usize),
        week: usize,
    ) -> Option<usize> {
        /// Prime to the lengths of all lists.
        const STEP: usize = 7;
        if seat >= length {
            return None;
        }
        let stride = (length / seats.max(1)).max(1);
        let order = self
            .orders
            .entry(key.to_owned())
            .or_insert_with(|| shuffled(&self.class, key, length));
        order.get((seat * stride + week * STEP) % length).copied()
    }
}

fn shuffled(class: &str, key: &str, length: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    Dice::of(&["deck", class, key]).shuffle(&mut order);
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nothing_is_dealt_twice() {
        let mut decks = Decks::of_class("9А");
        let dealt: Vec<usize> =
            std::iter::from_fn(|| decks.take("start.why_diary", 24, |_| Some(0))).collect();
        assert_eq!(dealt.iter().collect::<BTreeSet<_>>().len(), 24);
        assert_eq!(dealt.len(), 24);
        for week in 1..=34 {
            let said: BTreeSet<usize> = (0..20)
                .filter_map(|seat| decks.of_week("week.done", 80, (seat, 20), week))
                .collect();
            assert_eq!(said.len(), 20);
        }
    }

    #[test]
    fn what_fits_best_is_dealt_first_and_what_does_not_fit_never() {
        let mut decks = Decks::of_class("9А");
        let rank = |index: usize| (index != 3).then_some(u8::from(index != 5));
        assert_eq!(decks.take("any", 8, rank), Some(5));
        assert!(std::iter::from_fn(|| decks.take("any", 8, rank)).all(|index| index != 3));
    }
}
