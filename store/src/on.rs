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

/// The one door for writes: `write!(db, tx => work(tx).await)`. Facts are loaded, judged and
/// written inside; all of it is done or nothing is. It begins again when another write came first.
///
/// A macro and not a function with a closure: the futures of async closures that borrow cannot be
/// proven `Send`.
#[macro_export]
macro_rules! write {
    ($db:expr, $tx:ident => $work:expr) => {{
        let mut tries = 1_u32;
        loop {
            let mut begun = match $db.begin().await {
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
