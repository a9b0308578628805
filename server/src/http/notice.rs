//! A page for every answer that is not the page asked for. Not-found is always the same bytes.

use std::any::Any;

use axum::{
    body::Body,
    extract::{Request, State as Extract},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::preferences::Preferences;
use store::StoreError;

use super::give_back::GivenBack;
use crate::State;

/// An address that is nowhere.
pub async fn nowhere() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Draws a page for a bare status, in the language of who asked, where that is known. Script gets
/// the bare status.
pub async fn refused(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let wants_page = wants_page(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if response.extensions().get::<GivenBack>().is_some() {
        return response;
    }
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let preferences = response
        .extensions()
        .get::<Preferences>()
        .copied()
        .unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    if !wants_page {
        return Response::from_parts(parts, Body::empty());
    }
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    let page = app::notice(preferences, &state.site().style, status.as_u16());
    Response::from_parts(parts, Body::from(page))
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_none_or(|accept| accept.contains("text/html") || accept.contains("*/*"))
}

/// A page that only redirects needs no body. An address with a segment of dots is nowhere: browsers
/// resolve them before they ask, and axum and Leptos do not read them alike.
pub async fn pages(Extract(_): Extract<State>, request: Request, next: Next) -> Response {
    if has_dots(request.uri().path()) {
        return nowhere().await.into_response();
    }
    let mut response = next.run(request).await;
    if response.status().is_redirection() {
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

fn has_dots(path: &str) -> bool {
    let path = path.to_ascii_lowercase().replace("%2e", ".");
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// The store failed: it is logged once, and the answer says only that.
pub fn store_failed(error: &StoreError) -> Response {
    tracing::error!(%error, "the store failed");
    let status = match error {
        StoreError::Raced | StoreError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    status.into_response()
}

/// A panic is logged without its message, which may hold what somebody wrote.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> axum::http::Response<Body> {
    tracing::error!("a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
