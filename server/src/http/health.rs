//! Whether the program runs, and whether it can work. Neither says more.

use axum::{extract::State as Extract, http::StatusCode};

use crate::State;

/// The program runs.
pub async fn livez() -> &'static str {
    "ok"
}

/// The database answers.
pub async fn readyz(Extract(state): Extract<State>) -> Result<&'static str, StatusCode> {
    let mut conn = state
        .db
        .read()
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    store::school::find(&mut conn)
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok("ok")
}
