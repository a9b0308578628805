//! Where a page of the own diary lives, by its entry.

use domain::access::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::entries;

use crate::{Request, diary::load, links, refusal::go, ui::page::answer};

/// `/entries/{entry}`: where a page of the own diary lives, by its entry.
#[component]
pub fn EntryAddress() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("entry")
        .unwrap_or_default();
    answer(move |request: Request| async move {
        request.own(Act::ReadDiary)?;
        let mut conn = request.db.read().await?;
        let open = load::open(&request, &mut conn).await?;
        let lines = entries::lines(&mut conn, open.diary.id).await?;
        let line = lines
            .iter()
            .find(|line| line.id.to_string() == id)
            .ok_or(crate::Refusal::NotFound)?;
        go(&links::entry(&line.page_key, line.occurrence));
        Ok(().into_any())
    })
}
