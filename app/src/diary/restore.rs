//! Putting an old revision back.

use domain::{
    access::Act,
    id::{EntryId, RevisionId},
};
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    entries::{self, Writing},
};
use uuid::Uuid;

use super::{
    load::{self, Placed},
    occurrences,
};
use crate::{
    Refusal, Request, links,
    refusal::{Answered, go},
};

/// Which revision of which entry.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Restore {
    pub page: String,
    pub occurrence: String,
    pub revision: Uuid,
}

/// Puts the words of a revision back into the draft.
#[server(endpoint = "v1/diary/restore", prefix = "/api")]
pub async fn restore_page(restore: Restore) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::SaveEntry)?;
    let address = store::write!(request.db, tx => put_back(&request, tx, &restore).await)?;
    go(&format!("{address}?restored=1"));
    Ok(())
}

async fn put_back(request: &Request, tx: &mut Tx, restore: &Restore) -> Answered<String> {
    let permit = request.own(Act::SaveEntry)?;
    let open = load::open(request, tx).await?;
    let (_, page) = open.page(&restore.page)?;
    let occurrence = occurrences::read(request, page, &restore.occurrence)?;
    let Placed {
        edition,
        section,
        page,
    } = open.place(request, tx, &page.key, occurrence).await?;
    let writing = Writing {
        diary: open.diary.id,
        edition,
        page,
        row: section.row,
        occurrence,
        client_id: (request.new_id)(),
        seq: 0,
        now: request.now,
        entry_id: EntryId((request.new_id)()),
        revision_id: RevisionId((request.new_id)()),
    };
    entries::restore(tx, &permit, &writing, RevisionId(restore.revision)).await?;
    Ok(links::entry(&page.key, occurrence))
}
