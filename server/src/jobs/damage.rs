//! Now and then: the administrator is told of what pages found that cannot be read.

use domain::alert::Alert;
use store::{StoreError, alerts};

use super::Done;
use crate::State;

/// Raises an alert for each row; what cannot be written now is told the next time.
pub async fn run(state: &State) -> Done {
    let places = state.db.damage().take();
    if places.is_empty() {
        return Ok(());
    }
    let now = state.clock.now();
    let told: Result<(), StoreError> = store::write!(state.db, tx => {
        let mut told = Ok(());
        for (table, id) in &places {
            let subject = format!("{table} {id}");
            told = alerts::raise(tx, Alert::Damaged, &subject, now).await;
            if told.is_err() {
                break;
            }
        }
        told
    });
    told.map_err(|error| {
        state.db.damage().put_back(places);
        error.to_string()
    })
}
