//! What becomes of a page, and on which occasion.

use chrono::{DateTime, Utc};
use domain::{
    occurrence::Occurrence,
    template::{Page, Section},
};

use crate::dice::Dice;

/// How far a page gets.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Fate {
    Unfinished,
    Kept,
    Shown,
}

impl Fate {
    pub fn by_chance(dice: &mut Dice, rich: bool) -> Self {
        let (unfinished, kept) = if rich { (6, 4) } else { (32, 6) };
        match dice.between(1, 100) {
            found if found <= unfinished => Self::Unfinished,
            found if found <= unfinished + kept => Self::Kept,
            _ => Self::Shown,
        }
    }
}

/// Which page is written, and when.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    pub section: &'a Section,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    pub at: DateTime<Utc>,
}
