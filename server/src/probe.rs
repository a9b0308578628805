//! Whether the school can be written to, learned by writing.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use store::StoreError;
use tokio::sync::Mutex;

use crate::State;

/// A result answers for so long. Whoever asks more often buys no more writes by it.
const FRESH: Duration = Duration::from_secs(5);

/// The last result, and when its write began. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Probe(Arc<Mutex<Option<(Instant, bool)>>>);

/// Whether a write that began at most five seconds ago was kept. One writes, all who ask meanwhile
/// wait for the same result.
pub async fn can_write(state: &State) -> bool {
    let mut last = state.probe.0.clone().lock_owned().await;
    if let Some((began, kept)) = *last
        && began.elapsed() < FRESH
    {
        return kept;
    }
    // A task of its own: somebody who asks and hangs up at once would leave no result, and the next
    // one would write again.
    let state = state.clone();
    let write = tokio::spawn(async move {
        let began = Instant::now();
        let outcome = write(&state).await;
        if let Err(error) = &outcome {
            tracing::error!(%error, "nothing can be written");
        }
        *last = Some((began, outcome.is_ok()));
        outcome.is_ok()
    });
    write.await.unwrap_or(false)
}

async fn write(state: &State) -> Result<(), StoreError> {
    let now = state.clock.now();
    store::school::find(&mut state.db.read().await?).await?;
    store::write!(state.db, tx => store::probe::write(tx, now).await)
}
