//! How much of a section is done, where it has a natural whole.
//!
//! Open-ended and sensitive sections have no count at all; nothing reproaches for what was
//! skipped.

use crate::template::{Repeat, Section};

/// `done` of `of`, both in pages; `of` is never 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress {
    pub done: u32,
    pub of: u32,
}

/// Counts once-pages and cards with a goal. `done_of(page)` is how many entries of the page
/// count; cards beyond their goal do not count twice. Pages of other grades do not count.
#[must_use]
pub fn of_section(section: &Section, grade: u8, done_of: impl Fn(&str) -> u32) -> Option<Progress> {
    if !section.whole {
        return None;
    }
    let (mut done, mut of) = (0, 0);
    for page in section.pages.iter().filter(|page| page.is_for(grade)) {
        let whole = match page.repeat {
            Repeat::Once => 1,
            Repeat::Card | Repeat::HalfYearCard => page.goal.unwrap_or(0),
            _ => 0,
        };
        of += whole;
        done += done_of(&page.key).min(whole);
    }
    (of > 0).then_some(Progress { done, of })
}
