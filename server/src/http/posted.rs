//! What a posted form says of itself, read before anybody answers it.

use app::{Typed, Why};
use axum::http::{HeaderMap, header};

use crate::auth::sign_in_local;

/// Whether a person looks at the answer, and not a script.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// Whether the body is a form's.
#[must_use]
pub fn is_form(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    })
}

/// The address of this school that the browser names as the form's page; `/` where it names none.
#[must_use]
pub fn came_from(headers: &HeaderMap) -> String {
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

/// The form as it was posted to `action`.
#[must_use]
pub fn read(action: &str, body: &[u8], why: Why) -> Typed {
    let controls = form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    Typed::new(action.to_owned(), controls, why)
}
