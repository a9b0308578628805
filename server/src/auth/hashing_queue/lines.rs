//! The lines of one server, and who is next.

use std::collections::HashSet;

use super::{
    rank::{Rank, Waiter},
    source::Account,
};

/// Known devices have so many turns in a row while others wait.
const TURNS_IN_A_ROW: usize = 3;

/// Addresses from which few fail have so many turns in a row while those wait from which many do.
const TURNS_OF_FEW_FAILURES: usize = 7;

pub(super) struct Lines<S> {
    pub(super) free: usize,
    pub(super) hashing: HashSet<Account>,
    pub(super) ranks: [Rank<S>; 4],
    /// Turns that known devices had in a row.
    pub(super) in_a_row: usize,
    /// Turns in a row of addresses from which few fail.
    pub(super) of_few_failures: usize,
}

impl<S> Lines<S> {
    /// Takes out who is next: by rank, then source by source. Whose account is being hashed waits.
    pub(super) fn next(&mut self) -> Option<Waiter<S>> {
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
fn shared<T>(
    in_a_row: &mut usize,
    most: usize,
    first: impl FnOnce() -> Option<T>,
    second: &mut impl FnMut() -> Option<T>,
) -> Option<T> {
    let early = (*in_a_row >= most).then(&mut *second).flatten();
    let first = early.is_none().then(first).flatten();
    *in_a_row = match first {
        Some(_) => in_a_row.saturating_add(1),
        None => 0,
    };
    early.or(first).or_else(second)
}
