//! Forgets ended sessions and kept posts after their day, and ends sessions nobody came back to.

use store::{StoreError, kept_posts, sessions};

use super::Done;
use crate::State;

/// One round.
///
/// # Errors
/// The store failed; the next round does it.
pub async fn run(state: &State) -> Done {
    let now = state.clock.now();
    let done: Result<(), StoreError> = store::write!(state.db, tx => {
        async {
            kept_posts::purge(tx, now).await?;
            sessions::purge(tx, now).await
        }
        .await
    });
    done.map_err(|error| error.to_string())
}
