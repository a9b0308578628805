//! `POST /sign-in`.

use std::time::Duration;

use axum::{
    Form,
    extract::State as Extract,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{credential, id::PersonId, session::SessionKind};
use serde::Deserialize;
use store::{StoreError, kept_posts, people, sessions, sign_in as store_sign_in};

use super::{Jar, Kept, Token, append, ladder::Subject};
use crate::{State, http::notice};

/// What the door's form sends.
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

/// A known device is remembered for a year.
const DEVICE_SECONDS: i64 = 365 * 24 * 60 * 60;

enum Outcome {
    In { person: PersonId, staff: bool },
    Failed,
    Wait(DateTime<Utc>),
    Busy,
}

/// Signs somebody in, or sends them back to the door with a word.
pub async fn sign_in(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Response {
    let jar = Jar::of(&headers);
    let device = jar
        .get(state.origin.cookies().device())
        .map(Token::from_cookie);
    let began = tokio::time::Instant::now();
    match try_in(&state, &entry, device.as_ref()).await {
        Ok(Outcome::In { person, staff }) => match begin(&state, &entry, &jar, person, staff).await
        {
            Ok(response) => response,
            Err(error) => notice::store_failed(&error),
        },
        Ok(outcome) => {
            tokio::time::sleep_until(began + FAILURE_TAKES).await;
            back_to_the_door(&state, &entry, &outcome)
        }
        Err(error) => notice::store_failed(&error),
    }
}

async fn try_in(
    state: &State,
    entry: &Entry,
    device: Option<&Token>,
) -> Result<Outcome, StoreError> {
    let now = state.clock.now();
    let login = credential::login(&entry.login);
    if entry.password.len() > credential::PASSWORD_MAX_BYTES {
        return Ok(Outcome::Failed);
    }
    let mut conn = state.db.read().await?;
    let account = match &login {
        Some(login) => people::by_login(&mut conn, login)
            .await?
            .filter(|(.., disabled)| !disabled),
        None => None,
    };
    let person = account.as_ref().map(|(person, ..)| *person);
    let subject = Subject::of(&mut conn, login.as_deref().unwrap_or(""), person, device).await?;
    if let Some(until) = subject.waits(&mut conn, now).await? {
        return Ok(Outcome::Wait(until));
    }
    drop(conn);
    let hash = account.map(|(_, hash, _)| hash);
    let Ok(fits) = state.passwords.fits(&entry.password, hash).await else {
        return Ok(Outcome::Busy);
    };
    let person = person.filter(|_| fits);
    let today = now.with_timezone(&state.zone).date_naive();
    match person {
        None => {
            store::write!(state.db, tx => subject.climb(state, tx, now).await)?;
            Ok(Outcome::Failed)
        }
        Some(person) => {
            let found = people::find(&mut state.db.read().await?, person, today).await?;
            store::write!(state.db, tx => subject.clear(tx).await)?;
            Ok(Outcome::In {
                person,
                staff: found
                    .is_some_and(|found| found.memberships.iter().any(|held| held.role.is_staff())),
            })
        }
    }
}

async fn begin(
    state: &State,
    entry: &Entry,
    jar: &Jar,
    person: PersonId,
    staff: bool,
) -> Result<Response, StoreError> {
    let now = state.clock.now();
    let cookies = state.origin.cookies();
    let kind = match (staff, entry.own_device.is_empty()) {
        (true, _) => SessionKind::Staff,
        (false, true) => SessionKind::Shared,
        (false, false) => SessionKind::OwnDevice,
    };
    let (token, device) = (Token::make(), Token::make());
    let kept_token = jar.get(cookies.kept()).map(Token::from_cookie);
    let before = jar.get(cookies.session()).map(Token::from_cookie);
    let keep = if staff { STAFF_SESSIONS } else { SESSIONS };
    let kept = store::write!(state.db, tx => {
        async {
            if let Some(before) = &before {
                sessions::end(tx, &before.hash()).await?;
            }
            sessions::begin(tx, &token.hash(), person, kind, keep, now).await?;
            store_sign_in::remember_device(tx, &device.hash(), person, now).await?;
            match &kept_token {
                Some(kept) => kept_posts::take(tx, &kept.hash(), person, now).await,
                None => Ok(None),
            }
        }
        .await
    })?;
    let mut response = (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, local(&entry.next).to_owned())],
    )
        .into_response();
    append(
        response.headers_mut(),
        [
            cookies.set(cookies.session(), token.as_str(), kind.cookie_seconds()),
            cookies.set(cookies.device(), device.as_str(), Some(DEVICE_SECONDS)),
            kept_token.and_then(|_| cookies.clear(cookies.kept())),
        ],
    );
    if let Some(post) = kept {
        response.extensions_mut().insert(Kept {
            post,
            session: token,
        });
    }
    Ok(response)
}

fn back_to_the_door(state: &State, entry: &Entry, outcome: &Outcome) -> Response {
    let now = state.clock.now();
    let said = match outcome {
        Outcome::Wait(until) if *until - now > chrono::Duration::minutes(5) => {
            "wait=tomorrow".to_owned()
        }
        Outcome::Wait(until) => format!("wait={}", (*until - now).num_seconds() + 1),
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
