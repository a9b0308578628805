//! A session begins: its cookies, the known device, and what was kept meanwhile.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::session::SessionKind;
use store::{Db, StoreError, kept_posts, sessions, sign_in as store_sign_in};

use super::{attempt::In, back::local, entry::Entry};
use crate::{
    State,
    auth::{Jar, Token, append},
};

/// Sessions kept for one account.
const SESSIONS: usize = 10;

const STAFF_SESSIONS: usize = 5;

/// A known device is remembered for so long.
const DEVICE_SECONDS: i64 = store_sign_in::DEVICE_KEPT_FOR.num_seconds();

pub(super) async fn begin(
    state: &State,
    db: &Db,
    entry: &Entry,
    jar: &Jar,
    signed_in: &In,
) -> Result<Response, StoreError> {
    let now = state.clock.now();
    let cookies = state.origin.cookies();
    let In { person, staff, .. } = *signed_in;
    let kind = match (staff, entry.own_device.is_empty()) {
        (true, _) => SessionKind::Staff,
        (false, true) => SessionKind::Shared,
        (false, false) => SessionKind::OwnDevice,
    };
    let (token, device) = (Token::make(), Token::make());
    let device_before = jar
        .get(cookies.device())
        .map(|device| Token::from_cookie(device).hash());
    let before = jar
        .get(cookies.session())
        .map(|token| Token::from_cookie(token).hash());
    let keep = if staff { STAFF_SESSIONS } else { SESSIONS };
    let waits = store::write!(db, tx => {
        async {
            signed_in.tried.clear(tx).await?;
            if let Some((before, after)) = &signed_in.renewed {
                store_sign_in::renew_hash(tx, person, before, after).await?;
            }
            if let Some(before) = &before {
                sessions::end(tx, before).await?;
            }
            sessions::begin(tx, &token.hash(), person, kind, keep, now).await?;
            store_sign_in::remember_device(tx, device_before.as_ref(), &device.hash(), person, now).await?;
            kept_posts::waits(tx, person, now).await
        }
        .await
    })?;
    // What an ended session sent is asked about first.
    let next = if waits { "/kept" } else { local(&entry.next) };
    let mut response =
        (StatusCode::SEE_OTHER, [(header::LOCATION, next.to_owned())]).into_response();
    append(
        response.headers_mut(),
        [
            cookies.set(cookies.session(), token.as_str(), kind.cookie_seconds()),
            cookies.set(cookies.device(), device.as_str(), Some(DEVICE_SECONDS)),
            jar.get(cookies.tried())
                .and_then(|_| cookies.clear(cookies.tried())),
        ],
    );
    Ok(response)
}
