//! What is fetched without being looked at: nobody's words leave for that, and no line in a ledger
//! says that somebody read them.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::access_log::Way;

/// By what a page's own script says that it fetches the next page ahead of its being opened.
pub const AHEAD: HeaderName = HeaderName::from_static("x-diary-ahead");

/// By what browsers say that nobody asked for this.
const UNASKED: [&str; 4] = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/// How what this request asks for leaves.
#[must_use]
pub fn way(headers: &HeaderMap) -> Way {
    if headers.contains_key(AHEAD) {
        Way::Delivered
    } else {
        Way::Displayed
    }
}

/// HEAD, and what a browser fetches by itself, get nothing, from whatever address of a page: not
/// even whether there is anything. (A server function has no content to be read.)
pub async fn nothing_unasked(request: Request, next: Next) -> Response {
    let is_unasked = match *request.method() {
        Method::HEAD => true,
        Method::GET => is_unasked(request.headers()),
        _ => false,
    };
    if is_unasked && !request.uri().path().starts_with("/api/") {
        return StatusCode::NO_CONTENT.into_response();
    }
    next.run(request).await
}

fn is_unasked(headers: &HeaderMap) -> bool {
    UNASKED.iter().any(|name| {
        headers.get_all(*name).iter().any(|purpose| {
            let purpose = purpose.as_bytes().to_ascii_lowercase();
            ["prefetch", "prerender", "preview"].iter().any(|word| {
                purpose
                    .windows(word.len())
                    .any(|part| part == word.as_bytes())
            })
        })
    })
}
