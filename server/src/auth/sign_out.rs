//! `POST /sign-out`.

use axum::{
    Extension,
    extract::State as Extract,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use store::sessions;

use super::{Jar, Token, append};
use crate::{State, http::notice};

/// Ends the session of this browser. What others of the person's devices do is theirs.
pub async fn sign_out(
    Extract(state): Extract<State>,
    Extension(known): Extension<app::Request>,
    headers: HeaderMap,
) -> Response {
    let cookies = state.origin.cookies();
    if let Some(token) = Jar::of(&headers)
        .get(cookies.session())
        .map(Token::from_cookie)
    {
        let ended: Result<(), store::StoreError> =
            store::write!(known.db, tx => sessions::end(tx, &token.hash()).await);
        if let Err(error) = ended {
            return notice::store_failed(&error);
        }
    }
    let mut response = (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, "/sign-in?out=1")],
    )
        .into_response();
    append(response.headers_mut(), [cookies.clear(cookies.session())]);
    response
}
