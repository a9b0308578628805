//! Makes requests of unanswered pages of before. Tells the deputy head of requests to talk that wait
//! beyond their promised day, each once, without their words. Throws away what was not sent for a day.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, operator},
    alert::Alert,
    audience::Reader,
    calendar::year_on,
    id::TalkRequestId,
    language::Language,
    talk_request::{Urgency, promised, words_of_page},
    template::PagePurpose,
};
use store::{
    StoreError, Tx, alerts, people,
    talk_requests::{self, Sending},
};

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
    adopted(state, now).await?;
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

/// Makes requests of the pages with which students asked to talk before, as far as nobody answered them.
/// Whoever cannot be asked any more has the psychologists in their place, as with every request.
async fn adopted(state: &State, now: DateTime<Utc>) -> Result<(), StoreError> {
    let site = state.site_at(&state.db, None).await;
    let editions = &site.school.editions;
    let pages = editions
        .0
        .values()
        .flat_map(|edition| edition.page_for(PagePurpose::Talk));
    let keys: BTreeSet<&str> = pages.map(|page| page.key.as_str()).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let today = now.with_timezone(&state.zone).date_naive();
    let mut conn = state.db.read().await?;
    for page in talk_requests::unanswered_pages(&mut conn, &keys, today).await? {
        let found = editions
            .get(page.edition)
            .and_then(|edition| edition.page(&page.page_key));
        let (Some((_, written)), Ok(shown)) = (found, &page.shown) else {
            continue;
        };
        let circle = people::circle(&mut conn, page.student, today).await?;
        let readers = shown.audience();
        let is_for_all = readers.contains(Reader::Psychologist);
        let addressee = circle
            .iter()
            .find(|adult| !is_for_all && readers.contains(adult.reader))
            .map(|adult| adult.person);
        let answers = shown
            .0
            .iter()
            .map(|(key, field)| (key.clone(), field.answer.clone()));
        let words = words_of_page(written, &answers.collect(), Language::Ru);
        let sending = Sending {
            id: TalkRequestId(page.entry.0),
            addressee,
            // It waits beyond every promise already: the deputy head is told.
            urgency: Urgency::Week,
            words: &words,
            now,
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the program itself carries over what was asked before"
        )]
        let permit = operator(Act::ManageSchool)?;
        let made: Result<(), StoreError> =
            store::write!(state.db, tx => talk_requests::adopt(tx, &permit, &page, &sending).await);
        made?;
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
