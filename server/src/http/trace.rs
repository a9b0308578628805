//! One log line for each request: method, the route's pattern (never the address, which may name
//! a student), status, milliseconds, id.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

static NUMBER: AtomicU64 = AtomicU64::new(1);

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers the request, logs it, and sends the number back.
pub async fn trace(request: Request, next: Next) -> Response {
    let id = NUMBER.fetch_add(1, Ordering::Relaxed);
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
        id,
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(ID, id);
    }
    response
}
