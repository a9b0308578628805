//! `GET /pkg/{*file}`

use axum::{
    extract::{Path as Named, State as Extract},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::State;

/// `GET /pkg/{*file}`
pub async fn serve(
    Extract(state): Extract<State>,
    Named(name): Named<String>,
    headers: HeaderMap,
) -> Response {
    let Some(file) = state.assets.files.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepts| accepts.to_str().ok())
        .unwrap_or("");
    let (encoding, content) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts.contains("br") => (Some("br"), brotli),
        (_, Some(gzip)) if accepts.contains("gzip") => (Some("gzip"), gzip),
        _ => (None, &file.plain),
    };
    let mut response = content.clone().into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
