//! Error mapping of the server functions. They speak of outcomes; here those become what HTTP, a form
//! without script and an expired session need.

use app::{Refusal, Why};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State as Extract},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    give_back::SomebodyElses,
    posted::{came_from, is_form, read, wants_page},
};
use crate::{State, auth::Jar};

pub mod keep;

/// The header by which a server function says that it failed.
const FAILED: &str = "serverfnerror";
/// The header by which a server function says that it redirects.
const REDIRECTS: &str = "serverfnredirect";

/// A posted form is asked for its outcome as script would ask; then it is sent on by 303, or told
/// what happened with an honest status.
pub async fn map_errors(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return gone();
    }
    let (mut parts, body) = request.into_parts();
    let wants_page = wants_page(&parts.headers);
    // Whatever else a client may send, the functions read forms.
    if !is_form(&parts.headers) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let jar = Jar::of(&parts.headers);
    let from = came_from(&parts.headers);
    let path = parts.uri.path().to_owned();
    let is_known = leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path);
    if !is_known {
        return gone();
    }
    let mut db = state.db.clone();
    if let Some(known) = parts.extensions.get_mut::<app::Request>() {
        let posted = read(&path, &body, Why::Failed);
        if is_somebody_elses(known, &posted) {
            let mut response = StatusCode::CONFLICT.into_response();
            response.extensions_mut().insert(SomebodyElses);
            return response;
        }
        known.kept = keep::named(&posted);
        db = known.db.clone();
    }
    let mut response = next
        .run(Request::from_parts(parts, Body::from(body.clone())))
        .await;
    if response.headers().contains_key(FAILED) {
        let refusal = refusal(response).await;
        return match (refusal, wants_page) {
            (Refusal::SignIn, true) => {
                keep::to_the_door((&state, &db), &jar, &path, &body, &from).await
            }
            (Refusal::SignIn, false) => keep::not_signed_in(&state, &jar),
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

/// Whether the form stood on the page of somebody else than who is signed in now. Pages that were open
/// before forms said whose they are say nothing.
fn is_somebody_elses(known: &app::Request, posted: &app::Typed) -> bool {
    let author = posted.get(app::AUTHOR);
    known
        .person()
        .is_some_and(|person| !author.is_empty() && author != person.0.to_string())
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
