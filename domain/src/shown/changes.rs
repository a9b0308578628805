//! What a shown version says otherwise than an earlier one, as one reader sees both.

use crate::{
    answer::{Answer, Answers, Row},
    template::{Field, Page},
};

/// What is different, in the order of the page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes<'a> {
    pub fields: Vec<Change<'a>>,
    /// Fields that are answered as before.
    pub same: Vec<&'a Field>,
}

/// One field that says something else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change<'a> {
    pub field: &'a Field,
    pub what: Difference<'a>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Difference<'a> {
    /// The whole answer; `None`: there was none, or there is none now.
    Answer(Option<&'a Answer>, Option<&'a Answer>),
    /// Rows of a table that are not as they were, and how many are.
    Rows(Vec<RowChange<'a>>, usize),
}

/// A row that was changed, added (nothing before) or removed (nothing after).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowChange<'a> {
    pub was: Option<&'a Row>,
    pub now: Option<&'a Row>,
}

impl<'a> Changes<'a> {
    /// Compares what a reader sees now with what they saw of an earlier version. A field that can be
    /// kept for oneself and is not shown now is left out: nothing of it is said any more.
    #[must_use]
    pub fn between(page: &'a Page, was: &'a Answers, now: &'a Answers) -> Self {
        let mut changes = Self::default();
        for field in &page.fields {
            let (before, after) = (was.get(&field.key), now.get(&field.key));
            let what = match (before, after) {
                (None, None) => continue,
                (Some(_), None) if !field.locked => continue,
                (Some(before), Some(after)) if says_same(before, after) => {
                    changes.same.push(field);
                    continue;
                }
                (Some(Answer::Rows(before)), Some(Answer::Rows(after))) => rows(before, after),
                (before, after) => Difference::Answer(before, after),
            };
            changes.fields.push(Change { field, what });
        }
        changes
    }
}

fn says_same(was: &Answer, now: &Answer) -> bool {
    Answer::fingerprint(Some(was)) == Answer::fingerprint(Some(now))
}

/// Rows are the same ones by their ids: one that was moved or had others added above is no other.
fn rows<'a>(was: &'a [Row], now: &'a [Row]) -> Difference<'a> {
    let of = |rows: &'a [Row], row: &Row| rows.iter().find(|one| one.id == row.id);
    let mut changed = Vec::new();
    let mut same = 0;
    for row in now {
        let before = of(was, row);
        if before.is_some_and(|before| before.cells == row.cells) {
            same += 1;
        } else {
            changed.push(RowChange {
                was: before,
                now: Some(row),
            });
        }
    }
    let removed = was.iter().filter(|row| of(now, row).is_none());
    changed.extend(removed.map(|row| RowChange {
        was: Some(row),
        now: None,
    }));
    Difference::Rows(changed, same)
}

#[cfg(test)]
mod tests;
