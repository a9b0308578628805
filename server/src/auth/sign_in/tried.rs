//! What was typed comes back to the sign-in page, but for the password.

use std::sync::Arc;

use app::{Typed, Why};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::entry::Entry;
use crate::auth::{Cookies, Jar};

/// What is typed comes back to the sign-in page but for the password, whoever it was.
pub(super) const TRIED_SECONDS: i64 = 300;

const TRIED_MAX_BYTES: usize = 128;

/// The value of the cookie that brings the login back; nothing for what no login is, and for a
/// password typed in its place.
pub(super) fn tried_value(entry: &Entry) -> Option<String> {
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
