//! The ladder of waits after wrong passwords. It belongs to an account (or to a device that has
//! signed in to it before), never to an address: a whole school sits behind one.

use chrono::Duration;

/// How long the next try waits after `failures` wrong ones in a row.
#[must_use]
pub const fn wait_after(failures: i64) -> Wait {
    match failures {
        ..=0 => Wait::For(Duration::zero()),
        1..=2 => Wait::For(Duration::seconds(1)),
        3..=8 => Wait::For(Duration::seconds(3)),
        9..=24 => Wait::For(Duration::seconds(5)),
        25..=99 => Wait::For(Duration::seconds(10)),
        _ => Wait::UntilTomorrow,
    }
}

/// See [`wait_after`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wait {
    For(Duration),
    /// Until the school's next midnight.
    UntilTomorrow,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_the_hundredth_failure_closes_the_day() {
        let seconds = |failures| match wait_after(failures) {
            Wait::For(wait) => wait.num_seconds(),
            Wait::UntilTomorrow => i64::MAX,
        };
        assert_eq!(
            [0, 1, 2, 3, 8, 9, 24, 25, 99].map(seconds),
            [0, 1, 1, 3, 3, 5, 5, 10, 10]
        );
        assert_eq!(wait_after(100), Wait::UntilTomorrow);
    }
}
