//! `/kept`: what an ended session sent comes back as a filled form that asks.

use std::sync::Arc;

use app::Why;
use axum::{
    Extension, Form, Router,
    extract::{Query, State as Extract},
    http::{HeaderMap, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{id::PersonId, role::Role};
use serde::Deserialize;
use store::{StoreError, kept_posts};

use super::{error_mapping::keep, give_back::draw, notice, posted::read};
use crate::{State, auth::sign_in_local};

/// What the question before this one came to.
#[derive(Default, Deserialize)]
pub struct Before {
    discarded: Option<String>,
    settled: Option<String>,
}

/// The newest post that waits for the signed-in person, with a question. Nothing is done by looking.
pub async fn kept(
    Extract((state, school)): Extract<(State, Router)>,
    Extension(known): Extension<app::Request>,
    Query(before): Query<Before>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(me) = &known.me else {
        return to("/sign-in?next=/kept");
    };
    let found = match newest(&known, me.actor.person()).await {
        Ok(found) => found,
        Err(error) => return notice::store_failed(&error),
    };
    let Some(post) = found else {
        return to("/");
    };
    let why = Why::Kept {
        id: keep::name(&post.id),
        at: post.at,
        more: u64::try_from(me.kept_posts - 1).unwrap_or(0),
    };
    let typed = Arc::new(read(&post.path, post.body.as_bytes(), why));
    let mut path = typed.page(&post.place, me.actor.has(Role::Student));
    let said = if before.discarded.is_some() {
        Some(Discarded::Now)
    } else {
        before.settled.map(|_| Discarded::Settled)
    };
    if let Some(said) = said {
        path = said.on(&path);
    }
    match draw(school, known.clone(), path, &typed, &headers).await {
        Some(page) => Html(page).into_response(),
        None => Html(app::words_page(known.preferences, &state.site(), &typed)).into_response(),
    }
}

async fn newest(
    known: &app::Request,
    person: PersonId,
) -> Result<Option<kept_posts::KeptPost>, StoreError> {
    kept_posts::newest(&mut known.db.read().await?, person, known.now).await
}

/// Which post, and the page it was written for.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    id: String,
    #[serde(default)]
    to: String,
    /// There was nothing left to decide: nothing is said of it.
    #[serde(default)]
    silent: String,
}

/// What came of throwing a post away.
enum Discarded {
    Now,
    /// It was saved or thrown away before.
    Settled,
}

impl Discarded {
    /// The address of a page that says so.
    fn on(&self, path: &str) -> String {
        let said = match self {
            Self::Now => app::DISCARDED,
            Self::Settled => app::SETTLED,
        };
        format!("{path}?{said}=1")
    }
}

/// Throws a post of the signed-in person away. The next one that waits is asked about; after the
/// last one follows the page that it was written for.
pub async fn discard(
    Extension(known): Extension<app::Request>,
    Form(named): Form<Named>,
) -> Response {
    let Some(person) = known.person() else {
        return to("/sign-in");
    };
    let (discarded, next) = match take(&known, &named, person).await {
        Ok(done) => done,
        Err(error) => return notice::store_failed(&error),
    };
    let page = match (&next, sign_in_local(&named.to)) {
        (Some(_), _) => "/kept",
        (None, page) => page.split(['?', '#']).next().unwrap_or("/"),
    };
    if named.silent.is_empty() {
        to(&discarded.on(page))
    } else {
        to(page)
    }
}

async fn take(
    known: &app::Request,
    named: &Named,
    person: PersonId,
) -> Result<(Discarded, Option<kept_posts::KeptPost>), StoreError> {
    let was_there = match keep::read_name(&named.id) {
        Some(id) => store::write!(known.db, tx => kept_posts::take(tx, &id, person).await)?,
        None => false,
    };
    let discarded = match was_there {
        true => Discarded::Now,
        false => Discarded::Settled,
    };
    Ok((discarded, newest(known, person).await?))
}

fn to(address: &str) -> Response {
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, address.to_owned())],
    )
        .into_response()
}
