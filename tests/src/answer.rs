//! What comes back, and how to look at it.

use axum::http::{HeaderMap, header};
use scraper::{Html, Selector};

use crate::Form;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// SQL statements it took.
    pub statements: u64,
    pub path: String,
    pub known: Known,
}

/// What the school knew of the request when it answered. `None`: it was answered before anybody
/// asked who sent it.
#[derive(Clone)]
pub struct Known(pub Option<app::Request>);

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Known").field(&self.0.is_some()).finish()
    }
}

impl Answer {
    /// The body as text.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers
            .get(header::LOCATION)
            .and_then(|location| location.to_str().ok())
    }

    /// The parsed page.
    #[must_use]
    pub fn html(&self) -> Html {
        Html::parse_document(self.text())
    }

    /// The texts of all elements that a selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    #[must_use]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        self.html()
            .select(&selector)
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// An attribute of all elements that a selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    #[must_use]
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        self.html()
            .select(&selector)
            .filter_map(|element| element.value().attr(name).map(str::to_owned))
            .collect()
    }

    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// A form of the page as it stands.
    #[must_use]
    pub fn form(&self, id: &str) -> Form {
        Form::of(&self.html(), id)
    }

    /// All forms that post to that address.
    #[must_use]
    pub fn forms(&self, action: &str) -> Vec<Form> {
        Form::all(&self.html(), action)
    }

    /// All that a person reads on the page.
    ///
    /// # Panics
    /// When it is no page.
    #[must_use]
    pub fn words(&self) -> String {
        let main = Selector::parse("main").expect("a selector");
        self.html()
            .select(&main)
            .flat_map(|main| main.text().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The body without what differs from request to request.
    #[must_use]
    pub fn steady(&self) -> String {
        let nonce = self
            .headers
            .get(header::CONTENT_SECURITY_POLICY)
            .and_then(|policy| {
                policy
                    .to_str()
                    .ok()?
                    .split("'nonce-")
                    .nth(1)?
                    .split('\'')
                    .next()
            });
        let text = String::from_utf8_lossy(&self.body).into_owned();
        match nonce {
            Some(nonce) if !nonce.is_empty() => text.replace(nonce, "NONCE"),
            _ => text,
        }
    }
}
