//! `GET /urgent`: whether somebody asks the signed-in person for help now and nobody has taken it. An
//! open page asks it again and again; that is no use of the session and prolongs none.

use axum::{
    Extension,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// How many of those who ask are nobody's yet, as a figure that is `0` or `1`: never who or why. The
/// statement that reads the session tells it.
pub async fn urgent(Extension(known): Extension<app::Request>) -> Response {
    let Some(me) = &known.me else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let text = match me.urgent {
        Some(true) => "1",
        Some(false) => "0",
        None => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, "text/plain")], text).into_response()
}
