//! A bound for what may be posted, and for how long it may take; and no character that cannot be
//! stored.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::nul;

/// A page's form: 20,000 Cyrillic letters are 120,000 bytes when posted, and a page has several.
const FORM: usize = 1024 * 1024;
/// Everything else.
const OTHER: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads the body before anything else does. Too long: 413; too slow: 408; a character that no
/// address has: 404, that no identifier has: 400.
pub async fn bound(mut request: Request, next: Next) -> Response {
    match nul::of_uri(request.uri()) {
        Ok(None) => {}
        Ok(Some(clean)) => *request.uri_mut() = clean,
        Err(nul::Refused) => return StatusCode::NOT_FOUND.into_response(),
    }
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let limit = if request.uri().path() == "/api/v1/diary/save" {
        FORM
    } else {
        OTHER
    };
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let (mut parts, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, to_bytes(body, limit)).await {
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
        Ok(Err(error)) if is_too_long(&error) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(Err(_)) => StatusCode::BAD_REQUEST.into_response(),
        Ok(Ok(bytes)) => match nul::of_form(&bytes) {
            Err(nul::Refused) => StatusCode::BAD_REQUEST.into_response(),
            Ok(None) => {
                next.run(Request::from_parts(parts, Body::from(bytes)))
                    .await
            }
            Ok(Some(clean)) => {
                parts.headers.remove(header::CONTENT_LENGTH);
                next.run(Request::from_parts(parts, Body::from(clean)))
                    .await
            }
        },
    }
}

fn is_too_long(error: &axum::Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.to_string().contains("length limit exceeded") {
            return true;
        }
        source = error.source();
    }
    false
}
