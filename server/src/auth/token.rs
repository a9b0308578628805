//! Opaque tokens: the browser has the token, the database its hash.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use store::sessions::TokenHash;

use crate::clock;

/// A token as a cookie holds it.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(String);

impl Token {
    /// A new one.
    #[must_use]
    pub fn make() -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(clock::secret()))
    }

    /// What a cookie brought. Anything is a token; only few are known.
    #[must_use]
    pub fn from_cookie(text: &str) -> Self {
        Self(text.to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database knows of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).into()
    }
}
