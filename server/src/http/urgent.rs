//! `GET /urgent`: whether somebody asks the signed-in person for help now and nobody has taken it. An
//! open page asks it again and again; that is no use of the session and prolongs none.

use axum::{
    Extension,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::access::{Act, scope};

/// How many of those who ask are nobody's yet, as a figure that is `0` or `1`: never who or why. The
/// statement that reads the session tells it.
pub async fn urgent(Extension(known): Extension<app::Request>) -> Response {
    let Some(me) = &known.me else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    if scope(&me.actor, Act::AnswerTalkRequest).is_nobody() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let text = if me.urgent { "1" } else { "0" };
    ([(header::CONTENT_TYPE, "text/plain")], text).into_response()
}
