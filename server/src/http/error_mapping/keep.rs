//! Keeping what an ended session sent.

use app::{KEPT, KEPT_AGAIN, KeptForm, Typed, Why};
use axum::{
    body::Bytes,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use store::{
    Db, StoreError,
    kept_posts::{self, KeptPost, PostId},
};

use crate::{
    State,
    auth::{Jar, Token},
    http::{give_back::NotKept, notice, posted::read},
};

/// On an answer to a script whose session has ended: it is known whose it was.
const KEEPS: HeaderName = HeaderName::from_static("x-diary-keeps");

/// Keeps what was posted for the person whose session has ended, and opens the door. What cannot be
/// kept goes back to who sent it.
pub async fn to_the_door(
    (state, db): (&State, &Db),
    jar: &Jar,
    path: &str,
    body: &Bytes,
    from: &str,
) -> Response {
    let said = if read(path, body, Why::Ended).has_words() {
        match keep(state, db, jar, (path, from), body).await {
            Ok(true) if path == app::CHECK_IN => "kept=checkin&",
            Ok(true) => "kept=1&",
            Ok(false) => {
                let mut response = StatusCode::UNAUTHORIZED.into_response();
                response.extensions_mut().insert(NotKept);
                return response;
            }
            Err(error) => return notice::store_failed(&error),
        }
    } else {
        ""
    };
    let address = format!("/sign-in?{said}next={}", app::encode(from));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// The answer to a script whose session has ended: whether what it sends as a form would be kept.
pub fn not_signed_in(state: &State, jar: &Jar) -> Response {
    let mut response = StatusCode::UNAUTHORIZED.into_response();
    if jar.get(state.origin.cookies().session()).is_some() {
        response
            .headers_mut()
            .insert(KEEPS, HeaderValue::from_static("1"));
    }
    response
}

async fn keep(
    state: &State,
    db: &Db,
    jar: &Jar,
    (path, from): (&str, &str),
    body: &Bytes,
) -> Result<bool, StoreError> {
    let session = jar
        .get(state.origin.cookies().session())
        .map(|token| Token::from_cookie(token).hash());
    let (Some(session), Ok(text)) = (session, std::str::from_utf8(body)) else {
        return Ok(false);
    };
    let mut id = Sha256::new();
    id.update(session);
    id.update(path);
    id.update(body);
    let post = KeptPost {
        id: id.finalize().into(),
        path: path.to_owned(),
        place: from.to_owned(),
        body: text.to_owned(),
        at: state.clock.now(),
    };
    store::write!(db, tx => kept_posts::keep(tx, &session, &post).await)
}

/// The kept post that a form came from, as the form names it.
#[must_use]
pub fn named(typed: &Typed) -> Option<KeptForm> {
    let is_answer = !typed.get(KEPT).is_empty();
    let name = if is_answer { KEPT } else { KEPT_AGAIN };
    Some(KeptForm {
        post: read_name(typed.get(name))?,
        is_answer,
    })
}

/// What forms call a kept post.
#[must_use]
pub fn name(id: &PostId) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(id)
}

/// The kept post of that name; `None`: it is no name of one.
#[must_use]
pub fn read_name(name: &str) -> Option<PostId> {
    BASE64_URL_SAFE_NO_PAD.decode(name).ok()?.try_into().ok()
}
