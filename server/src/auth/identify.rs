//! From a cookie to an actor, for every request. Nothing is remembered between requests: a role
//! that ended a moment ago is gone.
#![expect(
    clippy::disallowed_methods,
    reason = "the one place that makes an Actor"
)]

use axum::{
    extract::{Request, State as Extract},
    middleware::Next,
    response::Response,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Actor, Scope, may, scope},
    language::Language,
    preferences::Preferences,
    preferences::{Cover, Theme},
    talk_request::Urgency,
};
use store::{Db, StoreError, access_log::Way, sessions, sessions::Session, talk_requests};

use super::{Jar, Token, touch, tried};
use crate::{
    State, clock,
    http::{ahead, headers::Nonce, notice, screen},
};

/// Puts an [`app::Request`] into every request's extensions, and into those of its answer.
pub async fn identify(
    Extract(state): Extract<State>,
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
    let known = match known(&state, &jar, token.as_ref(), path, nonce).await {
        Ok(known) => app::Request {
            way: ahead::way(request.headers()),
            ..known
        },
        Err(error) => {
            let mut response = notice::store_failed(&error);
            let preferences = preferences_of(jar.get(state.origin.cookies().preferences()));
            response.extensions_mut().insert(preferences);
            return response;
        }
    };
    request.extensions_mut().insert(known.clone());
    let mut response = next.run(request).await;
    let extensions = response.extensions_mut();
    extensions.insert(known.db.statements().clone());
    extensions.insert(known.preferences);
    extensions.insert(known);
    response
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
    // What an open page asks by itself is no use of the session.
    let is_use = path != app::URGENT;
    let session = match token {
        Some(token) => alive(state, &db, token, now, is_use).await?,
        None => None,
    };
    let revision = session.as_ref().map(|session| session.school_revision);
    let site = state.site_at(&db, revision).await;
    let preferences = match &session {
        Some(session) => session.preferences,
        None => preferences_of(jar.get(state.origin.cookies().preferences())),
    };
    let me = match session {
        Some(session) => {
            let actor = Actor::signed_in(session.person, session.memberships);
            let scope = scope(&actor, Act::AnswerTalkRequest);
            let urgent = match scope.is_nobody() {
                true => None,
                // A statement more, and only while somebody asks for help.
                false => Some(
                    session.urgent_requests > 0
                        && is_asked(state, &db, (&actor, &scope), now).await?,
                ),
            };
            Some(app::Me {
                actor,
                name: session.name,
                absent: session.absent,
                kept_posts: session.kept_posts,
                has_unsent: session.has_unsent,
                has_answer: session.has_answer,
                edition: session.edition,
                urgent,
            })
        }
        None => None,
    };
    // Who is in needs no login.
    let typed = match me {
        None => tried(state.origin.cookies(), jar, &path),
        Some(_) => None,
    };
    Ok(app::Request {
        db,
        me,
        now,
        zone: state.zone,
        preferences,
        site,
        screen_is_seen: screen::is_seen(jar.get(state.origin.cookies().screen())),
        path,
        nonce,
        way: Way::default(),
        typed,
        kept: None,
        address: None,
        opened_as: None,
        new_id: clock::new_id,
    })
}

/// Whether somebody asks this person for help now, and nobody has taken it.
async fn is_asked(
    state: &State,
    db: &Db,
    (actor, scope): (&Actor, &Scope),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let today = now.with_timezone(&state.zone).date_naive();
    let mut conn = db.read().await?;
    let open = talk_requests::open_requests(&mut conn, actor.person(), scope, today).await?;
    Ok(open.iter().any(|one| {
        let is_urgent = one.urgency == Urgency::Now && one.taken_by.is_none();
        is_urgent && may(actor, Act::AnswerTalkRequest, &one.judged.resource()).is_ok()
    }))
}

async fn alive(
    state: &State,
    db: &Db,
    token: &Token,
    now: DateTime<Utc>,
    is_use: bool,
) -> Result<Option<Session>, StoreError> {
    let today = now.with_timezone(&state.zone).date_naive();
    let hash = token.hash();
    let found = sessions::find(&mut db.read().await?, &hash, today, now, &state.zone).await?;
    let Some(session) = found else {
        return Ok(None);
    };
    let is_alive = session.is_alive(now);
    if is_use && is_alive && session.is_stale(now) {
        // Once a minute.
        touch::touch(state, db, &hash, now).await;
    }
    if !is_alive && session.ended_at.is_none() {
        // Once and for good.
        touch::note_end(state, db, &hash, now).await;
    }
    Ok(Some(session).filter(|_| is_alive))
}

/// `ru.dark.ink`; whatever is missing is the default.
fn preferences_of(cookie: Option<&str>) -> Preferences {
    let mut parts = cookie.unwrap_or("").split('.');
    Preferences {
        language: parts.next().and_then(Language::parse).unwrap_or_default(),
        theme: parts.next().and_then(Theme::parse).unwrap_or_default(),
        cover: parts.next().and_then(Cover::parse).unwrap_or_default(),
    }
}
