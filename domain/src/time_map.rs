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
mod tests;
