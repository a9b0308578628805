//! Nobody else's page may act in a person's name: every unsafe method, and everything below
//! `/api`, must come from the school's own pages.

use axum::{
    extract::{Request, State as Extract},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::origin::Origin;
use crate::State;

/// Lets only same-origin requests through; the rest is 403.
pub async fn same_origin(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let guarded = !request.method().is_safe()
        || request.uri().path().starts_with("/api/")
        || request.headers().contains_key(header::UPGRADE);
    let mut response = if guarded && !is_own(&state.origin, request.headers()) {
        StatusCode::FORBIDDEN.into_response()
    } else {
        next.run(request).await
    };
    if guarded {
        response.headers_mut().append(
            header::VARY,
            HeaderValue::from_static("Sec-Fetch-Site, Origin"),
        );
    }
    response
}

/// The browser's own word first; where it says nothing, the origin it names; a request without
/// either is nobody's.
fn is_own(origin: &Origin, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(named)) => origin.is(named, text("host")),
        (None, None) => false,
    }
}
