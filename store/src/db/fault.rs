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
mod tests {
    use super::*;

    fn waits(fault: Fault) -> bool {
        matches!(fault, Fault::Unavailable(_))
    }

    #[test]
    fn what_passes_by_itself_on_sqlite_is_told_from_mistakes_and_damage() {
        // FULL, CANTOPEN, PROTOCOL, NOMEM; READONLY and IOERR with their extended codes: DBMOVED,
        // DIRECTORY, WRITE, FSYNC, TRUNCATE, LOCK, SHMMAP.
        for code in [
            13, 14, 15, 7, 8, 1032, 1544, 10, 778, 1034, 1546, 3850, 5386,
        ] {
            assert!(waits(sqlite(code)), "{code}");
        }
        // BUSY, LOCKED, BUSY_RECOVERY, LOCKED_SHAREDCACHE, BUSY_SNAPSHOT, BUSY_TIMEOUT.
        for code in [5, 6, 261, 262, 517, 773] {
            assert_eq!(sqlite(code), Fault::Raced, "{code}");
        }
        // ERROR, CORRUPT, CONSTRAINT_FOREIGNKEY, NOTADB, MISUSE.
        for code in [1, 11, 787, 26, 21] {
            assert_eq!(sqlite(code), Fault::Other, "{code}");
        }
    }

    #[test]
    fn what_passes_by_itself_on_postgres_is_told_from_mistakes_and_damage() {
        for state in [
            "57P01", "57P02", "57P03", "57P05", "57014", "53100", "53200", "53300", "25006",
            "25P03", "08000", "08003", "08006", "55P03", "40003", "58030",
        ] {
            assert!(waits(postgres(state)), "{state}");
        }
        for state in ["40001", "40P01"] {
            assert_eq!(postgres(state), Fault::Raced, "{state}");
        }
        for state in ["42601", "23503", "25P02", "XX001", "28P01", "3D000", ""] {
            assert_eq!(postgres(state), Fault::Other, "{state}");
        }
    }

    #[test]
    fn a_pool_or_a_connection_that_is_gone_passes_by_itself() {
        for error in [
            sqlx::Error::PoolTimedOut,
            sqlx::Error::PoolClosed,
            sqlx::Error::WorkerCrashed,
            sqlx::Error::Io(std::io::ErrorKind::ConnectionRefused.into()),
        ] {
            assert!(waits(of(&error)), "{error}");
        }
        assert_eq!(of(&sqlx::Error::RowNotFound), Fault::Other);
    }
}
