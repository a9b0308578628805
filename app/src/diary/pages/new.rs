//! A new card gets its own address before anything is typed.

use domain::{
    access::Act,
    occurrence::Occurrence,
    template::{PagePurpose, Repeat},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    Refusal, Request,
    diary::{load, occurrences},
    links,
    refusal::{Answered, go},
    ui::page::answer,
};

/// `/diary/{page}/new`: a new card gets its own address before anything is typed.
#[component]
pub fn NewEntry() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("page")
        .unwrap_or_default();
    let of = use_query_map().read_untracked().get("of");
    answer(move |request| new(request, key, of))
}

/// `of` names the half-year of the new card; without it, the one that has begun last.
async fn new(request: Request, key: String, of: Option<String>) -> Answered<AnyView> {
    request.own(Act::SaveEntry)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (_, page) = open.page(&key)?;
    // Whoever wants to talk writes no page: they send a request.
    if page.purpose == Some(PagePurpose::Talk) {
        go(links::TALK);
        return Ok(().into_any());
    }
    let id = (request.new_id)();
    let occurrence = match page.repeat {
        Repeat::Card | Repeat::Free => Occurrence::Card(id),
        Repeat::HalfYearCard => {
            let mut begun = occurrences::begun(&request, page).into_iter();
            let found = match of {
                Some(of) => begun.find(|half| half.to_string() == of),
                None => begun.next(),
            };
            match found {
                Some(Occurrence::HalfYear { year, number }) => {
                    Occurrence::HalfYearCard { year, number, id }
                }
                _ => return Err(Refusal::NotFound),
            }
        }
        _ => return Err(Refusal::NotFound),
    };
    go(&links::entry(&key, occurrence));
    Ok(().into_any())
}
