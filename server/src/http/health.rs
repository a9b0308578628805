//! Whether the program runs, and whether it can work. Neither says more.

use axum::{extract::State as Extract, http::StatusCode};

use crate::{State, probe};

/// The program runs.
pub async fn livez() -> &'static str {
    "ok"
}

/// The database can be read, and keeps what is written.
pub async fn readyz(Extract(state): Extract<State>) -> Result<&'static str, StatusCode> {
    match probe::can_write(&state).await {
        true => Ok("ok"),
        false => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}
