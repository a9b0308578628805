//! The hours of a week by activity, as wished and as they were.

use std::collections::BTreeMap;

use crate::{
    language::Text,
    number::{Hundredths, parse},
    text,
};

text! {
    WISH: "Как хочется" / "Ideal";
    REAL: "Как было" / "Actual";
}

/// 168 hours.
pub const WHOLE: Hundredths = Hundredths::whole(168);

/// One of the two weeks of a map.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Week {
    Wish,
    Real,
}

impl Week {
    pub const ALL: [Self; 2] = [Self::Wish, Self::Real];

    /// The first step of the paths of its hours: `wish.sleep`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wish => "wish",
            Self::Real => "real",
        }
    }

    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Wish => WISH,
            Self::Real => REAL,
        }
    }

    /// The hours that an answer gives to an activity. `None`: nothing, or no number.
    #[must_use]
    pub fn hours(self, map: &BTreeMap<String, String>, activity: &str) -> Option<Hundredths> {
        parse(map.get(&format!("{}.{activity}", self.key()))?)
    }
}

/// A bar of a week: its length in hundredths of an hour and, for each activity in order, where it
/// begins and how long it is. A week with more than 168 hours makes a longer bar, so that nothing
/// is hidden.
#[must_use]
pub fn bar(hours: &[Option<Hundredths>]) -> (i64, Vec<(i64, i64)>) {
    let mut from: i64 = 0;
    let pieces = hours
        .iter()
        .map(|hours| {
            let length = hours.map_or(0, |hours| hours.0.max(0));
            let piece = (from, length);
            from = from.saturating_add(length);
            piece
        })
        .collect();
    (from.max(WHOLE.0), pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn hours(number: i64) -> Option<Hundredths> {
        Some(Hundredths::whole(number))
    }

    #[test]
    fn pieces_follow_one_another_and_leave_the_rest_free() {
        assert_eq!(
            bar(&[hours(56), None, Some(Hundredths(1050)), hours(-4)]),
            (16800, vec![(0, 5600), (5600, 0), (5600, 1050), (6650, 0)])
        );
    }

    #[test]
    fn a_week_that_is_too_full_is_drawn_whole() {
        let (length, pieces) = bar(&[hours(100), hours(100)]);
        assert_eq!(length, 20000);
        assert_eq!(pieces, [(0, 10000), (10000, 10000)]);
    }

    #[test]
    fn hours_are_found_by_week_and_activity() {
        let map = BTreeMap::from([
            ("wish.sleep".to_owned(), "56,5".to_owned()),
            ("real.sleep".to_owned(), "мало".to_owned()),
        ]);
        assert_eq!(Week::Wish.hours(&map, "sleep"), Some(Hundredths(5650)));
        assert_eq!(Week::Real.hours(&map, "sleep"), None);
        assert_eq!(Week::Wish.hours(&map, "sport"), None);
    }
}
