//! Noting that a session is used, and that it is over. It is housekeeping and belongs to no page:
//! where it cannot be written, the page is drawn all the same, and the session ends by its last noted
//! use.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use store::{Db, StoreError, sessions, sessions::TokenHash};

use crate::State;

/// A request waits no longer for it; the rest of its time is for what was asked.
const WAITS: Duration = Duration::from_millis(500);
/// After a failure it is left alone for so long, for everybody, and said once in the log.
const PAUSE: Duration = Duration::from_secs(10);

/// When it last failed.
#[derive(Debug, Default)]
pub struct Touches(Mutex<Option<Instant>>);

impl Touches {
    fn pause(&self) -> bool {
        let mut failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = failed.is_none_or(|at| at.elapsed() >= PAUSE);
        if is_new {
            *failed = Some(Instant::now());
        }
        is_new
    }

    fn is_paused(&self) -> bool {
        let failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_some_and(|at| at.elapsed() < PAUSE)
    }
}

/// Notes a use of the session with that token now.
pub async fn touch(state: &State, db: &Db, token: &TokenHash, now: DateTime<Utc>) {
    if state.touches.is_paused() {
        return;
    }
    let db = db.at_most(WAITS);
    heard(
        state,
        store::write!(db, tx => sessions::touch(tx, token, now).await),
    );
}

/// Notes that the session with that token is over. Where that cannot be written it is over all the
/// same, and noted at the next look.
pub async fn note_end(state: &State, db: &Db, token: &TokenHash, now: DateTime<Utc>) {
    if state.touches.is_paused() {
        return;
    }
    let db = db.at_most(WAITS);
    heard(
        state,
        store::write!(db, tx => sessions::note_end(tx, token, now).await),
    );
}

fn heard(state: &State, noted: Result<(), StoreError>) {
    if let Err(error) = noted
        && state.touches.pause()
    {
        tracing::warn!(%error, "the use of sessions cannot be noted");
    }
}
