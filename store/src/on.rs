//! One body, type-checked for each engine.

/// Runs a query on whichever engine the connection belongs to:
/// `on!(conn, c => sqlx::query("…").bind(1_i64).execute(c).await)`.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn.engine() {
            $crate::db::Engine::Sqlite($c) => $body,
            $crate::db::Engine::Postgres($c) => $body,
        }
    };
}
