//! The edge of the server functions. They speak of outcomes; here those become what HTTP, a form
//! without script and an expired session need.

use app::Refusal;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State as Extract},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::id::PersonId;
use store::{StoreError, kept_posts, kept_posts::KeptPost, sessions, sign_in};

use crate::{
    State,
    auth::{Jar, Token, append, sign_in_local},
};

/// The header by which a server function says that it failed.
const FAILED: &str = "serverfnerror";
/// The header by which a server function says that it redirects.
const REDIRECTS: &str = "serverfnredirect";

/// A posted form is asked for its outcome as script would ask; then it is sent on by 303, or told
/// what happened with an honest status.
pub async fn edge(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return gone();
    }
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let (mut parts, body) = request.into_parts();
    // Whatever else a client may send, the functions read forms.
    let is_form = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    if !is_form {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let jar = Jar::of(&parts.headers);
    let came_from = came_from(&parts.headers);
    let path = parts.uri.path().to_owned();
    let known = leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path);
    if !known {
        return gone();
    }
    let mut response = next
        .run(Request::from_parts(parts, Body::from(body.clone())))
        .await;
    if response.headers().contains_key(FAILED) {
        let refusal = refusal(response).await;
        return match (refusal, wants_page) {
            (Refusal::SignIn, true) => to_the_door(&state, &jar, path, &body, &came_from).await,
            _ => StatusCode::from_u16(refusal.status())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response(),
        };
    }
    response.headers_mut().remove(REDIRECTS);
    if wants_page && response.headers().contains_key(header::LOCATION) {
        *response.status_mut() = StatusCode::SEE_OTHER;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    } else {
        response.headers_mut().remove(header::LOCATION);
        *response.status_mut() = StatusCode::OK;
    }
    response
}

/// A function this server does not know: the page is older than the program.
fn gone() -> Response {
    StatusCode::GONE.into_response()
}

async fn refusal(response: Response) -> Refusal {
    let body = to_bytes(response.into_body(), 64 * 1024)
        .await
        .unwrap_or_default();
    serde_json::from_slice(&body).unwrap_or(Refusal::Malformed)
}

fn came_from(headers: &axum::http::HeaderMap) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|referer| referer.to_str().ok())
        .unwrap_or("");
    let path = referer
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or("/");
    sign_in_local(path).to_owned()
}

/// Keeps what was posted for the person whose session has ended, and opens the door.
async fn to_the_door(
    state: &State,
    jar: &Jar,
    path: String,
    body: &Bytes,
    came_from: &str,
) -> Response {
    let kept = keep(state, jar, path, body).await;
    let token = match kept {
        Ok(token) => token,
        Err(error) => return super::notice::store_failed(&error),
    };
    let said = if token.is_some() { "kept=1" } else { "" };
    let address = format!("/sign-in?{said}&next={}", app::encode(came_from));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response();
    let cookies = state.origin.cookies();
    append(
        response.headers_mut(),
        [token.and_then(|token| cookies.set(cookies.kept(), token.as_str(), None))],
    );
    response
}

async fn keep(
    state: &State,
    jar: &Jar,
    path: String,
    body: &Bytes,
) -> Result<Option<Token>, StoreError> {
    let now = state.clock.now();
    let Ok(body) = std::str::from_utf8(body) else {
        return Ok(None);
    };
    let Some(person) = owner(state, jar).await? else {
        return Ok(None);
    };
    let (token, post) = (
        Token::make(),
        KeptPost {
            person,
            path,
            body: body.to_owned(),
        },
    );
    store::write!(state.db, tx => kept_posts::keep(tx, &token.hash(), &post, now).await)?;
    Ok(Some(token))
}

/// Whose form it was: the dead session's person, else the known device's.
async fn owner(state: &State, jar: &Jar) -> Result<Option<PersonId>, StoreError> {
    let cookies = state.origin.cookies();
    let mut conn = state.db.read().await?;
    if let Some(token) = jar.get(cookies.session()).map(Token::from_cookie) {
        let today = state.clock.now().with_timezone(&state.zone).date_naive();
        if let Some(session) = sessions::find(&mut conn, &token.hash(), today).await? {
            return Ok(Some(session.person));
        }
    }
    match jar.get(cookies.device()).map(Token::from_cookie) {
        Some(device) => sign_in::device_owner(&mut conn, &device.hash()).await,
        None => Ok(None),
    }
}
