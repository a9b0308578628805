//! Tells the deputy head of requests to talk that wait beyond their promised day, each once, without
//! their words. Throws away what was not sent for a day.

use chrono::{DateTime, Utc};
use domain::{alert::Alert, calendar::year_on, id::TalkRequestId, talk_request::promised};
use store::{StoreError, Tx, alerts, talk_requests};

use super::Done;
use crate::State;

/// Raises the alerts.
///
/// # Errors
/// The store failed.
pub async fn run(state: &State) -> Done {
    told(state).await.map_err(|error| error.to_string())
}

async fn told(state: &State) -> Result<(), StoreError> {
    let now = state.clock.now();
    let purged: Result<(), StoreError> =
        store::write!(state.db, tx => talk_requests::purge_unsent(tx, now).await);
    purged?;
    let open = talk_requests::untold(&mut state.db.read().await?).await?;
    if open.is_empty() {
        return Ok(());
    }
    let site = state.site_at(&state.db, None).await;
    let local = |at: DateTime<Utc>| at.with_timezone(&state.zone).naive_local();
    for one in open {
        let year = year_on(&site.school.years, local(now).date());
        if promised(one.urgency, local(one.sent_at), year) < local(now).date() {
            let subject = one.id.to_string();
            let told: Result<(), StoreError> =
                store::write!(state.db, tx => tell(tx, one.id, &subject, now).await);
            told?;
        }
    }
    Ok(())
}

/// The alert, and that it was raised: both or neither.
async fn tell(
    tx: &mut Tx,
    id: TalkRequestId,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    alerts::raise(tx, Alert::TalkWaits, subject, now).await?;
    talk_requests::note_told(tx, id, now).await
}
