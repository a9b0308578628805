//! One body, type-checked for each engine.

/// Runs a query on whichever engine the connection belongs to, within the connection's deadline:
/// `on!(conn, c => sqlx::query("…").bind(1_i64).execute(c).await)`.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {{
        let conn = $conn.conn();
        let deadline = conn.deadline();
        let outcome = match conn.engine() {
            $crate::db::Engine::Sqlite($c) => deadline.bound(async { $body }).await,
            $crate::db::Engine::Postgres($c) => deadline.bound(async { $body }).await,
        };
        conn.ended(&outcome);
        outcome
    }};
}

/// The one door for writes: `write!(db, tx => work(tx).await)`. Facts are loaded, judged and
/// written inside; all of it is done or nothing is. It begins again when another write came first,
/// all tries within one deadline.
///
/// A macro and not a function with a closure: the futures of async closures that borrow cannot be
/// proven `Send`.
#[macro_export]
macro_rules! write {
    ($db:expr, $tx:ident => $work:expr) => {{
        let deadline = $db.deadline();
        let mut tries = 1_u32;
        loop {
            let mut begun = match $db.begin(&deadline).await {
                Ok(begun) => begun,
                Err(error) => break Err(error.into()),
            };
            let outcome = {
                let $tx = &mut begun;
                $work
            };
            match begun.end(outcome, tries).await {
                Some(outcome) => break outcome,
                None => tries += 1,
            }
        }
    }};
}
