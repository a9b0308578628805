//! A browser without script: cookies, redirects on demand, forms.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, header},
};
use http_body_util::BodyExt;
use server::http::address::Address;
use store::Statements;
use tower::ServiceExt;

use crate::{Answer, Form, Known};

/// A browser window.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// Headers sent with every request, over the usual ones.
    pub headers: Vec<(&'static str, String)>,
    address: Option<Address>,
}

impl Browser {
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            address: None,
        }
    }

    /// The same browser at an address of the network.
    ///
    /// # Panics
    /// When it is no address.
    #[must_use]
    pub fn from(mut self, address: &str) -> Self {
        self.address = Some(Address::of(address.parse().expect("an address")));
        self
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Opens an address and goes on to wherever it leads, at most five times.
    ///
    /// # Panics
    /// When it leads on and on.
    pub async fn open(&mut self, path: &str) -> Answer {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let answer = self.get(&path).await;
            match answer.location() {
                Some(next) => path = next.to_owned(),
                None => return answer,
            }
        }
        panic!("{path} leads on and on");
    }

    /// Posts a form.
    pub async fn post<K: AsRef<str>, V: AsRef<str>>(
        &mut self,
        path: &str,
        fields: &[(K, V)],
    ) -> Answer {
        self.send(Method::POST, path, Some(encoded(fields))).await
    }

    /// Presses a button of a form and looks at the page that follows.
    pub async fn submit(&mut self, form: &Form) -> Answer {
        let answer = self.post(&form.action, &form.controls).await;
        match answer.location().map(str::to_owned) {
            Some(next) => {
                let page = next.split('#').next().unwrap_or("/").to_owned();
                self.open(&page).await
            }
            None => answer,
        }
    }

    /// Forgets a cookie by the end of its name.
    pub fn forget(&mut self, name: &str) {
        self.cookies.retain(|found, _| !found.ends_with(name));
    }

    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The same cookies in front of another server.
    #[must_use]
    pub fn moved_to(&self, router: Router) -> Self {
        Self {
            router,
            ..self.clone()
        }
    }

    /// Sends anything that is text.
    ///
    /// # Panics
    /// When the router breaks.
    pub async fn send(&mut self, method: Method, path: &str, body: Option<String>) -> Answer {
        self.send_bytes(method, path, body.map(String::into_bytes))
            .await
    }

    /// Sends anything.
    ///
    /// # Panics
    /// When the router breaks.
    pub async fn send_bytes(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        let mut usual: BTreeMap<&str, String> = BTreeMap::from([
            (
                "accept",
                "text/html,application/xhtml+xml,*/*;q=0.8".to_owned(),
            ),
            ("host", "127.0.0.1:3000".to_owned()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ]);
        if body.is_some() {
            usual.insert(
                "content-type",
                "application/x-www-form-urlencoded".to_owned(),
            );
        }
        for (name, value) in &self.headers {
            usual.insert(name, value.clone());
        }
        for (name, value) in usual.into_iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        if !self.cookies.is_empty() {
            let line = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("; ");
            request = request.header(header::COOKIE, line);
        }
        let mut request = request
            .body(body.map_or_else(Body::empty, Body::from))
            .expect("a request");
        if let Some(address) = self.address {
            request.extensions_mut().insert(address);
        }
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let statements = response
            .extensions()
            .get::<Statements>()
            .map_or(0, Statements::count);
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
            statements,
            path: path.to_owned(),
            known: Known(parts.extensions.get::<app::Request>().cloned()),
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// The body of a form.
#[must_use]
pub fn encoded<K: AsRef<str>, V: AsRef<str>>(fields: &[(K, V)]) -> String {
    fields
        .iter()
        .map(|(key, value)| format!("{}={}", escape(key.as_ref()), escape(value.as_ref())))
        .collect::<Vec<_>>()
        .join("&")
}

/// Percent-encodes a name or a value of a form.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else if byte == b' ' {
            escaped.push('+');
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
