//! One log line for each request: method, the route's pattern (never the address, which may name
//! a student), status, milliseconds, id.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

use crate::clock;

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request by chance, so that the name tells nothing about other requests; logs it, and
/// sends the name back.
pub async fn trace(request: Request, next: Next) -> Response {
    let id = clock::request_id();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|route| route.as_str().to_owned());
    let began = tokio::time::Instant::now();
    let mut response = next.run(request).await;
    let route = route.or_else(|| {
        response
            .extensions()
            .get::<MatchedPath>()
            .map(|route| route.as_str().to_owned())
    });
    tracing::info!(
        %id,
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(ID, id);
    }
    response
}
