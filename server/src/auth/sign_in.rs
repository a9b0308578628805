//! `POST /sign-in`.
//!
//! A try waits for its turn (`hashing_queue`), is counted before the password is looked at
//! (`sign_in_backoff`), and is taken back when the password fits. What a try costs and how long it takes is the same whether
//! there is such a login or not.

use std::{sync::Arc, time::Duration};

use app::{Typed, Why};
use axum::{
    Extension, Form,
    extract::State as Extract,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{credential, id::PersonId, session::SessionKind};
use serde::Deserialize;
use store::{Db, StoreError, kept_posts, people, sessions, sign_in as store_sign_in};

use super::{Cookies, Jar, Token, append, sign_in_backoff::Try};
use crate::{
    State,
    http::{address::Address, notice},
};

/// What the sign-in form sends.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    own_device: String,
    #[serde(default)]
    next: String,
}

/// A failure is answered no sooner than this after the try began: whether the login exists, and
/// how costly its hash is, cannot be heard.
const FAILURE_TAKES: Duration = Duration::from_millis(400);

/// Sessions kept for one account.
const SESSIONS: usize = 10;
const STAFF_SESSIONS: usize = 5;

/// A known device is remembered for so long.
const DEVICE_SECONDS: i64 = store_sign_in::DEVICE_KEPT_FOR.num_seconds();

enum Outcome {
    In(Box<In>),
    Failed,
    Wait(chrono::Duration),
    Busy,
}

/// Whose password fitted.
struct In {
    person: PersonId,
    staff: bool,
    tried: Try,
    /// The hash that is kept and the one to keep instead.
    renewed: Option<(String, String)>,
}

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

async fn try_in(
    state: &State,
    db: &Db,
    entry: &Entry,
    device: Option<&Token>,
    address: Address,
) -> Result<Outcome, StoreError> {
    let now = state.clock.now();
    let today = now.with_timezone(&state.zone).date_naive();
    let too_long = entry.password.len() > credential::PASSWORD_MAX_BYTES;
    let Some(login) = credential::login(&entry.login).filter(|_| !too_long) else {
        // Nobody has such a login or password, and everybody may know that.
        return Ok(Outcome::Failed);
    };
    let mut conn = db.read().await?;
    let device = device.map(Token::hash);
    let account = store_sign_in::account(&mut conn, &login, device.as_ref()).await?;
    let tried = Try::of(&login, account.as_ref(), address, now, today);
    let found = tried.look_up(&mut conn).await?;
    drop(conn);
    if let Some(wait) = tried.wait(db, &found, now).await? {
        return Ok(Outcome::Wait(wait));
    }
    let Ok(place) = state.passwords.queue.join(tried.source(&found)) else {
        return Ok(Outcome::Busy);
    };
    // The slot comes before the step, so that no more is written than can be hashed.
    let Ok(slot) = place.slot(tried.account).await else {
        return Ok(Outcome::Busy);
    };
    drop(place);
    let now = state.clock.now();
    if let Some(wait) = tried.take_step(db, now).await? {
        return Ok(Outcome::Wait(wait));
    }
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let checked = state.passwords.check(slot, &entry.password, hash).await;
    let Some(account) = account.filter(|_| checked.fits) else {
        return Ok(Outcome::Failed);
    };
    let person = people::find(&mut db.read().await?, account.person, today).await?;
    Ok(Outcome::In(Box::new(In {
        person: account.person,
        staff: person
            .is_some_and(|person| person.memberships.iter().any(|held| held.role.is_staff())),
        tried,
        renewed: checked
            .renewed
            .map(|renewed| (account.password_hash, renewed)),
    })))
}

async fn begin(
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

/// What is typed comes back to the sign-in page but for the password, whoever it was.
const TRIED_SECONDS: i64 = 300;
const TRIED_MAX_BYTES: usize = 128;

/// The value of the cookie that brings the login back; nothing for what no login is, and for a
/// password typed in its place.
fn tried_value(entry: &Entry) -> Option<String> {
    let login = entry.login.trim();
    let fits = (1..=TRIED_MAX_BYTES).contains(&login.len()) && login != entry.password.trim();
    let own = if entry.own_device.is_empty() {
        ""
    } else {
        "on"
    };
    fits.then(|| BASE64_URL_SAFE_NO_PAD.encode(format!("{own}\n{login}")))
}

/// What was typed on the sign-in page a moment ago, for the page that tells why nobody is in.
#[must_use]
pub fn tried(cookies: Cookies, jar: &Jar, path: &str) -> Option<Arc<Typed>> {
    let (_, query) = path
        .split_once("?")
        .filter(|(path, _)| *path == app::SIGN_IN)?;
    let is_told = ["failed=", "wait=", "busy="];
    if !is_told.iter().any(|said| query.starts_with(said)) {
        return None;
    }
    let value = BASE64_URL_SAFE_NO_PAD
        .decode(jar.get(cookies.tried())?)
        .ok()?;
    let value = String::from_utf8(value).ok()?;
    let (own, login) = value.split_once('\n')?;
    let controls = [("login", login), ("own_device", own)];
    let controls = controls.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = Typed::new(app::SIGN_IN.to_owned(), controls.into(), Why::Unfit);
    Some(Arc::new(typed))
}

fn back_to_sign_in(state: &State, entry: &Entry, outcome: &Outcome) -> Response {
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
