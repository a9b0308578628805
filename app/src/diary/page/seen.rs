//! Noting that the words on a page were seen.

use std::time::Duration;

use domain::{access::Permit, id::EntryId};
use store::comments;

use crate::{Refusal, Request, refusal::Answered};

/// Notes that the words on a page were seen. Where nothing can be written they are new once more, and
/// the page is drawn all the same.
pub(super) async fn seen(request: &Request, permit: &Permit, entry: EntryId) -> Answered<()> {
    /// A page waits no longer for it.
    const WAITS: Duration = Duration::from_millis(500);
    let db = request.db.at_most(WAITS);
    let noted = store::write!(db, tx => comments::seen(tx, permit, entry, request.now).await.map_err(Refusal::from));
    match noted {
        Err(Refusal::Unavailable | Refusal::Busy) => Ok(()),
        noted => noted,
    }
}
