//! What an engine's error code means for the one who waits.

use sqlx::sqlite::SqliteError;

/// What helps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// Beginning again at once.
    Raced,
    /// Trying later: the engine cannot do it now, for this reason.
    Unavailable(&'static str),
    /// Nothing: it is a mistake of the program, or damage.
    Other,
}

/// The deadline has passed.
pub(super) const TOO_SLOW: &str = "it did not answer in time";
/// Somebody else holds SQLite's lock.
pub(super) const LOCKED: &str = "another program holds a lock on it";

/// The connection cannot write; another one may.
pub(super) const READ_ONLY: &str = "its file can only be read";

/// The meaning of an error.
pub(super) fn of(error: &sqlx::Error) -> Fault {
    match error {
        sqlx::Error::Database(error) if error.is_unique_violation() => Fault::Raced,
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            if error.try_downcast_ref::<SqliteError>().is_some() {
                code.parse().map_or(Fault::Other, sqlite)
            } else {
                postgres(&code)
            }
        }
        sqlx::Error::PoolTimedOut => Fault::Unavailable(TOO_SLOW),
        sqlx::Error::Io(_) => Fault::Unavailable("the connection to it is broken"),
        sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            Fault::Unavailable("the connection to it has ended")
        }
        _ => Fault::Other,
    }
}

/// SQLite's extended result codes; the low byte is the primary code.
/// <https://www.sqlite.org/rescode.html>
pub(super) const fn sqlite(code: i32) -> Fault {
    match code & 0xff {
        // BUSY and LOCKED: the deadline says how often to begin again.
        5 | 6 => Fault::Raced,
        7 => Fault::Unavailable("it has no memory"),
        8 => Fault::Unavailable(READ_ONLY),
        10 => Fault::Unavailable("its disk fails"),
        13 => Fault::Unavailable("its disk is full"),
        14 => Fault::Unavailable("its file cannot be opened"),
        15 => Fault::Unavailable(LOCKED),
        _ => Fault::Other,
    }
}

/// PostgreSQL's SQLSTATE. <https://www.postgresql.org/docs/current/errcodes-appendix.html>
pub(super) fn postgres(state: &str) -> Fault {
    match state {
        // Serialization failure, deadlock.
        "40001" | "40P01" => Fault::Raced,
        "57014" | "55P03" | "25P03" | "57P05" => Fault::Unavailable(TOO_SLOW),
        "25006" => Fault::Unavailable("it can only be read"),
        "53100" => Fault::Unavailable("its disk is full"),
        "58030" => Fault::Unavailable("its disk fails"),
        "40003" | "57P01" | "57P02" | "57P03" => Fault::Unavailable("it stops or starts"),
        _ if state.starts_with("08") => Fault::Unavailable("the connection to it is broken"),
        // Out of memory, too many connections, a configured bound.
        _ if state.starts_with("53") => Fault::Unavailable("it has no room"),
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests;
