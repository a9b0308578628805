//! What a page or a server function answers when it does not answer.

use domain::access::NotFound;
use leptos::{
    prelude::*,
    server_fn::{
        codec::JsonEncoding,
        error::{FromServerFnError, ServerFnErrorErr},
    },
};
use serde::{Deserialize, Serialize};
use store::StoreError;

/// A refusal is a code; the server's error mapping turns it into a status and, for people, into a page.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// 401: nobody is signed in, or no longer.
    SignIn,
    /// 404: there is no such thing, or not for this person.
    NotFound,
    /// 400: the request was not what the form sends.
    Malformed,
    /// 422: the form names a field that this page does not have.
    UnknownField,
    /// 409: the kept post that the form came from was saved or discarded meanwhile.
    Settled,
    /// 503: too many want the same at once; trying again helps.
    Busy,
    /// 503: the database cannot work at this moment; what was kept before is safe.
    Unavailable,
    /// 500: our fault; the log knows more.
    Internal,
}

impl Refusal {
    /// Its HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::NotFound => 404,
            Self::Malformed => 400,
            Self::UnknownField => 422,
            Self::Settled => 409,
            Self::Busy | Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl From<NotFound> for Refusal {
    fn from(_: NotFound) -> Self {
        Self::NotFound
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Raced => Self::Busy,
            StoreError::Unavailable(why) => {
                tracing::warn!(why, "the store is not available");
                Self::Unavailable
            }
            error => {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
        }
    }
}

impl store::AsStoreError for Refusal {
    fn is_race(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Malformed,
            error => {
                tracing::error!(%error, "a server function failed");
                Self::Internal
            }
        }
    }
}

/// The result of a server function.
pub type Answered<T> = Result<T, Refusal>;

/// Answers the request with another address.
pub fn go(path: &str) {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(location) = path.parse()
    {
        response.insert_header(axum::http::header::LOCATION, location);
        response.set_status(axum::http::StatusCode::SEE_OTHER);
    }
}

/// Answers the request with a bare status; the error mapping draws the page for it.
pub fn refuse(refusal: Refusal) {
    if let (Some(response), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        axum::http::StatusCode::from_u16(refusal.status()),
    ) {
        response.set_status(status);
    }
}
