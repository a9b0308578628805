//! Where a form of the sign-in page leads.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    attempt::Outcome,
    entry::Entry,
    tried::{TRIED_SECONDS, tried_value},
};
use crate::{State, auth::append};

pub(super) fn back_to_sign_in(state: &State, entry: &Entry, outcome: &Outcome) -> Response {
    let said = match outcome {
        // Never told too short: whole seconds, rounded up.
        Outcome::Wait(wait) => format!("wait={}", (wait.num_milliseconds() + 999) / 1_000),
        Outcome::Busy => "busy=1".to_owned(),
        _ => "failed=1".to_owned(),
    };
    let next = local(&entry.next);
    let next = if next == "/" {
        String::new()
    } else {
        format!("&next={}", app::encode(next))
    };
    let mut response = (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, format!("/sign-in?{said}{next}"))],
    )
        .into_response();
    let cookies = state.origin.cookies();
    let tried = match tried_value(entry) {
        Some(value) => cookies.set(cookies.tried(), &value, Some(TRIED_SECONDS)),
        None => cookies.clear(cookies.tried()),
    };
    append(response.headers_mut(), [tried]);
    if matches!(outcome, Outcome::Busy) {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
    }
    response
}

/// Only an address of this school.
#[must_use]
pub fn local(next: &str) -> &str {
    let well_made = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && next.bytes().all(|byte| byte.is_ascii_graphic());
    if well_made { next } else { "/" }
}
