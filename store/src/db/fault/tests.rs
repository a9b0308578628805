//! What errors of both engines and of the pool mean.

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
        "57P01", "57P02", "57P03", "57P05", "57014", "53100", "53200", "53300", "25006", "25P03",
        "08000", "08003", "08006", "55P03", "40003", "58030",
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
