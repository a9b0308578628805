//! A page for every answer that is not the page asked for. Not-found is always the same bytes.

use std::any::Any;

use axum::{
    body::Body,
    extract::{Request, State as Extract},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use store::StoreError;

use crate::State;

/// An address that is nowhere.
pub async fn nowhere() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Draws a page for a bare status, in the language of who asked. Script gets the bare status.
pub async fn refused(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let look = request
        .extensions()
        .get::<app::Request>()
        .map(|request| request.look)
        .unwrap_or_default();
    let wants_page = wants_page(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut headers = response.headers().clone();
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::CONTENT_TYPE);
    if wants_page {
        (
            status,
            headers,
            Html(app::notice(look, &state.site.style, status.as_u16())),
        )
            .into_response()
    } else {
        (status, headers).into_response()
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_none_or(|accept| accept.contains("text/html") || accept.contains("*/*"))
}

/// A page that only redirects needs no body.
pub async fn pages(Extract(_): Extract<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_redirection() {
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

/// The store failed: it is logged once, and the answer says only that.
pub fn store_failed(error: &StoreError) -> Response {
    tracing::error!(%error, "the store failed");
    let status = match error {
        StoreError::Raced => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    status.into_response()
}

/// A panic is logged without its message, which may hold what somebody wrote.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> axum::http::Response<Body> {
    tracing::error!("a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
