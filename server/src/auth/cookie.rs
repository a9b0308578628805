//! Cookies, read and written in one place.

use axum::http::{HeaderMap, HeaderValue, header};

/// Names and attributes that depend on whether the school is served over https.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    pub secure: bool,
}

/// What a request brought.
#[derive(Clone, Debug, Default)]
pub struct Jar(Vec<(String, String)>);

impl Jar {
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let lines = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok());
        let pairs = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        Self(
            pairs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Cookies {
    /// The session's cookie. The prefix makes the browser refuse it over plain http and from
    /// neighbouring names.
    #[must_use]
    pub const fn session(self) -> &'static str {
        if self.secure { "__Host-sid" } else { "sid" }
    }

    /// Remembers that somebody signed in here before: waits of its own.
    #[must_use]
    pub const fn device(self) -> &'static str {
        if self.secure {
            "__Host-device"
        } else {
            "device"
        }
    }

    /// Language, theme and cover, so that the first paint is right: `ru.dark.ink`.
    #[must_use]
    pub const fn preferences(self) -> &'static str {
        if self.secure { "__Host-look" } else { "look" }
    }

    /// Whether others see this screen.
    #[must_use]
    pub const fn screen(self) -> &'static str {
        if self.secure {
            "__Host-screen"
        } else {
            "screen"
        }
    }

    /// The login of a try that failed here a moment ago, so that it need not be typed again.
    #[must_use]
    pub const fn tried(self) -> &'static str {
        if self.secure { "__Host-tried" } else { "tried" }
    }

    /// A `Set-Cookie` line. `seconds`: how long it lives; `None`: until the browser closes.
    #[must_use]
    pub fn set(self, name: &str, value: &str, seconds: Option<i64>) -> Option<HeaderValue> {
        let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
        let secure = if self.secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}"
        ))
        .ok()
    }

    /// A `Set-Cookie` line that takes a cookie away.
    #[must_use]
    pub fn clear(self, name: &str) -> Option<HeaderValue> {
        self.set(name, "", Some(0))
    }
}

/// Adds `Set-Cookie` lines.
pub fn append(headers: &mut HeaderMap, lines: impl IntoIterator<Item = Option<HeaderValue>>) {
    for line in lines.into_iter().flatten() {
        headers.append(header::SET_COOKIE, line);
    }
}
