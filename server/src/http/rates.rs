//! How many writes one session and one address may ask for. Far above what a school does: 600
//! people behind one address who save every few seconds stay below, and a program that never stops
//! does not.
//!
//! Only what came over a connection is counted.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{Request, State as Extract},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::sessions::TokenHash;
use tokio::time::Instant;

use super::address::Address;
use crate::{
    State,
    auth::{Jar, Token},
};

/// A session: so many at once and so many a second, and so many in a minute.
const OF_SESSION: [Rate; 2] = [Rate::new(20, 20), Rate::new(300, 5)];
/// Everybody who is signed in behind an address, together.
const OF_ADDRESS: [Rate; 1] = [Rate::new(3_000, 600)];
/// Everybody behind an address who is not, together; their sign-ins as well.
const OF_STRANGERS: [Rate; 1] = [Rate::new(2_000, 100)];

/// Sessions and addresses remembered at once. Who is beyond that shares one bucket.
const REMEMBERED: usize = 20_000;

/// So many at once, and so many more each second.
#[derive(Clone, Copy, Debug)]
struct Rate {
    at_once: f64,
    a_second: f64,
}

impl Rate {
    const fn new(at_once: u32, a_second: u32) -> Self {
        Self {
            at_once: at_once as f64,
            a_second: a_second as f64,
        }
    }
}

/// What is left for each session and address.
pub struct Rates {
    sessions: Buckets<TokenHash, 2>,
    addresses: Buckets<Address, 1>,
    strangers: Buckets<Address, 1>,
}

impl Rates {
    #[must_use]
    pub fn new() -> Self {
        Self {
            sessions: Buckets::new(OF_SESSION),
            addresses: Buckets::new(OF_ADDRESS),
            strangers: Buckets::new(OF_STRANGERS),
        }
    }

    fn take(&self, session: Option<TokenHash>, address: Address) -> Result<(), Duration> {
        let now = Instant::now();
        match session {
            // What a stranger does costs nobody who is signed in anything.
            None => self.strangers.take(address, now),
            Some(session) => self
                .sessions
                .take(session, now)
                .and_then(|()| self.addresses.take(address, now)),
        }
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self::new()
    }
}

/// Lets a write through, or answers 429 with the seconds after which one is let through again.
pub async fn bound(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let address = extensions.get::<Address>().copied();
    let Some(address) = address.filter(|_| !request.method().is_safe()) else {
        return next.run(request).await;
    };
    let is_known = extensions
        .get::<app::Request>()
        .is_some_and(|known| known.me.is_some());
    let session = Jar::of(request.headers())
        .get(state.origin.cookies().session())
        .filter(|_| is_known)
        .map(|token| Token::from_cookie(token).hash());
    match state.rates.take(session, address) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = HeaderValue::from(wait.as_secs() + 1);
            (
                StatusCode::TOO_MANY_REQUESTS,
                [(header::RETRY_AFTER, seconds)],
            )
                .into_response()
        }
    }
}

/// What is left of some rates, for each key.
struct Buckets<K, const N: usize> {
    rates: [Rate; N],
    /// `None`: everybody who came when all places were taken.
    left: Mutex<HashMap<Option<K>, Left<N>>>,
}

#[derive(Clone, Copy)]
struct Left<const N: usize> {
    tokens: [f64; N],
    at: Instant,
}

impl<K: Copy + Eq + Hash, const N: usize> Buckets<K, N> {
    fn new(rates: [Rate; N]) -> Self {
        Self {
            rates,
            left: Mutex::default(),
        }
    }

    /// Takes one of each rate, or says how long to wait for them.
    fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let mut key = Some(key);
        if !all.contains_key(&key) && all.len() >= REMEMBERED {
            // Who could take all again is as good as new.
            all.retain(|_, left| self.filled(*left, now) != self.rates.map(|rate| rate.at_once));
            key = key.filter(|_| all.len() < REMEMBERED);
        }
        let left = all.entry(key).or_insert(Left {
            tokens: self.rates.map(|rate| rate.at_once),
            at: now,
        });
        let mut tokens = self.filled(*left, now);
        let wait = tokens
            .iter()
            .zip(self.rates)
            .map(|(tokens, rate)| (1.0 - tokens) / rate.a_second)
            .fold(0.0, f64::max);
        if wait <= 0.0 {
            tokens = tokens.map(|tokens| tokens - 1.0);
        }
        *left = Left { tokens, at: now };
        if wait <= 0.0 {
            Ok(())
        } else {
            Err(Duration::from_secs_f64(wait))
        }
    }

    fn filled(&self, left: Left<N>, now: Instant) -> [f64; N] {
        let seconds = now.saturating_duration_since(left.at).as_secs_f64();
        let mut tokens = left.tokens;
        for (tokens, rate) in tokens.iter_mut().zip(self.rates) {
            *tokens = (*tokens + seconds * rate.a_second).min(rate.at_once);
        }
        tokens
    }
}

#[cfg(test)]
mod tests;
