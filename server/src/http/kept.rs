//! `/kept`: what an ended session sent comes back as a filled form that asks.

use std::sync::Arc;

use app::Why;
use axum::{
    Extension, Form, Router,
    extract::State as Extract,
    http::{HeaderMap, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::role::Role;
use serde::Deserialize;
use store::{StoreError, kept_posts};

use super::{edge::keep, give_back::draw, notice, posted::read};
use crate::State;

/// The oldest post that waits for the signed-in person, on its own page. Nothing is done by looking.
pub async fn kept(
    Extract((state, school)): Extract<(State, Router)>,
    Extension(known): Extension<app::Request>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(me) = &known.me else {
        return to("/sign-in?next=/kept");
    };
    let found = match oldest(&known, me.actor.person()).await {
        Ok(found) => found,
        Err(error) => return notice::store_failed(&error),
    };
    let Some(post) = found else {
        return to("/");
    };
    let why = Why::Kept {
        id: keep::name(&post.id),
        at: post.at,
    };
    let typed = Arc::new(read(&post.path, post.body.as_bytes(), why));
    let path = typed.page(&post.place, me.actor.has(Role::Student));
    match draw(school, known.clone(), path, &typed, &headers).await {
        Some(page) => Html(page).into_response(),
        None => Html(app::words_page(known.look, &state.site, &typed)).into_response(),
    }
}

async fn oldest(
    known: &app::Request,
    person: domain::id::PersonId,
) -> Result<Option<kept_posts::KeptPost>, StoreError> {
    kept_posts::oldest(&mut known.db.read().await?, person, known.now).await
}

/// Which post.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    id: String,
}

/// Throws a post of the signed-in person away.
pub async fn discard(
    Extension(known): Extension<app::Request>,
    Form(named): Form<Named>,
) -> Response {
    let Some(person) = known.person() else {
        return to("/sign-in");
    };
    match keep::forget(&known.db, &named.id, person).await {
        Ok(()) => to("/kept"),
        Err(error) => notice::store_failed(&error),
    }
}

fn to(address: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}
