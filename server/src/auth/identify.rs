//! From a cookie to an actor, for every request. Nothing is remembered between requests: a role
//! that ended a moment ago is gone.
#![expect(
    clippy::disallowed_methods,
    reason = "the one place that makes an Actor"
)]

use axum::{
    Router,
    body::Body,
    extract::{Request, State as Extract},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use domain::{
    access::Actor,
    language::Language,
    look::{Cover, Theme},
};
use store::{
    Db, StoreError, kept_posts::KeptPost, people::Look, readings::Way, sessions, sessions::Session,
};

use tower::ServiceExt;

use super::{Jar, Token, touch};
use crate::{
    State, clock,
    http::{ahead, headers::Nonce, notice},
};

/// A form that was posted after its session had ended, and the session that may now do it.
#[derive(Clone)]
pub struct Kept {
    pub post: KeptPost,
    pub session: Token,
}

/// Puts an [`app::Request`] into every request's extensions; after a sign-in that has a kept form,
/// does what that form asked.
pub async fn identify(
    Extract((state, school)): Extract<(State, Router)>,
    mut request: Request,
    next: Next,
) -> Response {
    let jar = Jar::of(request.headers());
    let token = jar
        .get(state.origin.cookies().session())
        .map(Token::from_cookie);
    let nonce = request
        .extensions()
        .get::<Nonce>()
        .map(|nonce| nonce.0.clone())
        .unwrap_or_default();
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let known = match known(&state, &jar, token.as_ref(), path, nonce.clone()).await {
        Ok(known) => app::Request {
            way: ahead::way(request.headers()),
            ..known
        },
        Err(error) => return notice::store_failed(&error),
    };
    request.extensions_mut().insert(known.clone());
    let mut response = next.run(request).await;
    response
        .extensions_mut()
        .insert(known.db.statements().clone());
    response.extensions_mut().insert(known.look);
    if let Some(kept) = response.extensions_mut().remove::<Kept>()
        && let Ok(known) = self::known(
            &state,
            &jar,
            Some(&kept.session),
            kept.post.path.clone(),
            nonce,
        )
        .await
        && let Some(address) = replay(school, known, &kept.post).await
    {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

/// Asks the whole school: what follows in the layers is only the way to the door's own form.
async fn replay(
    school: Router,
    known: app::Request,
    post: &KeptPost,
) -> Option<header::HeaderValue> {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(&post.path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .body(Body::from(post.body.clone()))
        .ok()?;
    request.extensions_mut().insert(known);
    let response = school.oneshot(request).await.ok()?;
    response.headers().get(header::LOCATION).cloned()
}

async fn known(
    state: &State,
    jar: &Jar,
    token: Option<&Token>,
    path: String,
    nonce: String,
) -> Result<app::Request, StoreError> {
    let db = state.db.counted();
    let now = state.clock.now();
    let session = match token {
        Some(token) => alive(state, &db, token, now).await?,
        None => None,
    };
    let look = match &session {
        Some(session) => session.look,
        None => look_of(jar.get(state.origin.cookies().look())),
    };
    let me = session.map(|session| app::Me {
        actor: Actor::signed_in(session.person, session.memberships),
        name: session.name,
    });
    Ok(app::Request {
        db,
        me,
        now,
        zone: state.zone,
        look,
        site: state.site.clone(),
        path,
        nonce,
        way: Way::default(),
        new_id: clock::new_id,
    })
}

async fn alive(
    state: &State,
    db: &Db,
    token: &Token,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Session>, StoreError> {
    let today = now.with_timezone(&state.zone).date_naive();
    let found = sessions::find(&mut db.read().await?, &token.hash(), today).await?;
    let Some(session) = found.filter(|session| session.is_alive(now)) else {
        return Ok(None);
    };
    if session.is_stale(now) {
        // Once a minute.
        touch::touch(state, &token.hash(), now).await;
    }
    Ok(Some(session))
}

/// `ru.dark.ink`; whatever is missing is the default.
fn look_of(cookie: Option<&str>) -> Look {
    let mut parts = cookie.unwrap_or("").split('.');
    Look {
        language: parts.next().and_then(Language::parse).unwrap_or_default(),
        theme: parts.next().and_then(Theme::parse).unwrap_or_default(),
        cover: parts.next().and_then(Cover::parse).unwrap_or_default(),
    }
}
