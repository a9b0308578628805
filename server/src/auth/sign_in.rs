//! `POST /sign-in`.
//!
//! A try waits for its turn (`hashing_queue`), is counted before the password is looked at
//! (`sign_in_backoff`), and is taken back when the password fits. What a try costs and how long it takes is the same whether
//! there is such a login or not.

mod attempt;
mod back;
mod begin;
mod entry;
mod tried;

use std::time::Duration;

use axum::{Extension, Form, extract::State as Extract, http::HeaderMap, response::Response};

use self::{
    attempt::{Outcome, try_in},
    back::back_to_sign_in,
    begin::begin,
};
use super::{Jar, Token};
use crate::{
    State,
    http::{address::Address, notice},
};

pub use self::{back::local, entry::Entry, tried::tried};

/// A failure is answered no sooner than this after the try began: whether the login exists, and
/// how costly its hash is, cannot be heard.
const FAILURE_TAKES: Duration = Duration::from_millis(400);

/// Signs somebody in, or sends them back to the sign-in page with a word.
pub async fn sign_in(
    Extract(state): Extract<State>,
    Extension(known): Extension<app::Request>,
    address: Option<Extension<Address>>,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Response {
    let jar = Jar::of(&headers);
    let device = jar
        .get(state.origin.cookies().device())
        .map(Token::from_cookie);
    let address = address.map_or(Address::NOWHERE, |Extension(address)| address);
    let began = tokio::time::Instant::now();
    let db = &known.db;
    match try_in(&state, db, &entry, device.as_ref(), address).await {
        Ok(Outcome::In(signed_in)) => match begin(&state, db, &entry, &jar, &signed_in).await {
            Ok(response) => response,
            Err(error) => notice::store_failed(&error),
        },
        Ok(outcome) => {
            tokio::time::sleep_until(began + FAILURE_TAKES).await;
            back_to_sign_in(&state, &entry, &outcome)
        }
        Err(error) => notice::store_failed(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn the_way_back_never_leads_out_of_the_school() {
        assert_eq!(
            local("/diary/week/2026-w12?more=x#y"),
            "/diary/week/2026-w12?more=x#y"
        );
        for elsewhere in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/a b",
            "/\r\nSet-Cookie: x",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }
}
