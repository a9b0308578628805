//! `POST /screen`: «Экран виден классу». A cookie of this browser alone, because it is this screen that
//! is seen; it ends with the browser.

use axum::{
    Extension, Form,
    extract::State as Extract,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    State,
    auth::{append, sign_in_local},
};

/// The cookie's value while others see the screen.
const SEEN: &str = "seen";

/// Whether the value of its cookie says that others see this screen.
#[must_use]
pub fn is_seen(cookie: Option<&str>) -> bool {
    cookie == Some(SEEN)
}

/// `seen=1`: names and words are hidden; anything else: they are back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    seen: String,
    back: String,
}

/// Sets or clears the cookie and goes back to the page.
pub async fn set_screen(
    Extract(state): Extract<State>,
    Extension(known): Extension<app::Request>,
    Form(choice): Form<Choice>,
) -> Response {
    let cookies = state.origin.cookies();
    let is_seen = choice.seen == "1" && known.me.is_some();
    let line = match is_seen {
        true => cookies.set(cookies.screen(), SEEN, None),
        false => cookies.clear(cookies.screen()),
    };
    let back = sign_in_local(&choice.back).to_owned();
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, back)]).into_response();
    append(response.headers_mut(), [line]);
    response
}
