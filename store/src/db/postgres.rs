//! PostgreSQL, and what it must promise.

mod promises;

use std::time::{Duration, Instant};

use sqlx::{
    Connection, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use self::promises::Promises;
use super::{
    StoreError,
    deadline::{OF_A_REQUEST, OF_MAINTENANCE},
    healthy::{IS_FREE, healthy},
};
use crate::server::Server;

/// A server that is being started answers within this time.
const STARTS_WITHIN: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub(super) struct Pools {
    pub pool: PgPool,
    /// For migrations and maintenance: without a bound for statements.
    pub long: PgPool,
}

pub(super) async fn open(server: Server) -> Result<Pools, StoreError> {
    let options = server.options();
    look_at(options).await?;
    let pool = |max, patience: Duration| {
        PgPoolOptions::new()
            .max_connections(max)
            .acquire_timeout(patience)
            .after_connect(move |conn, _| Box::pin(begin(conn, patience)))
            .after_release(|conn, _| Box::pin(healthy(sqlx::raw_sql(IS_FREE).execute(conn))))
    };
    Ok(Pools {
        pool: pool(16, OF_A_REQUEST).connect_lazy_with(options.clone()),
        long: pool(2, OF_MAINTENANCE).connect_lazy_with(options.clone()),
    })
}

/// Connects once outside the pool, whose own refusals would only be waited for.
async fn look_at(options: &PgConnectOptions) -> Result<(), StoreError> {
    let begun = Instant::now();
    loop {
        let connecting = PgConnection::connect_with(options);
        let connected = tokio::time::timeout(STARTS_WITHIN, connecting)
            .await
            .unwrap_or(Err(sqlx::Error::PoolTimedOut));
        match connected.map_err(StoreError::from) {
            Ok(mut conn) => {
                let promises = Promises::of(&mut conn).await?;
                // Nothing of it is needed any more.
                let _ = conn.close().await;
                return promises.check().map_err(StoreError::Engine);
            }
            Err(StoreError::Unavailable(_)) if begun.elapsed() < STARTS_WITHIN => {
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Every new connection is looked at: settings change while a server runs. It is then bounded on
/// the server's side too, so that what was given up here ends there.
async fn begin(conn: &mut PgConnection, patience: Duration) -> Result<(), sqlx::Error> {
    let promises = Promises::of(conn).await?;
    promises
        .check()
        .map_err(|why| sqlx::Error::Configuration(why.into()))?;
    // A client that is gone without a word must not go on holding its locks.
    sqlx::query(
        "SELECT set_config('statement_timeout', $1, false), \
         set_config('idle_in_transaction_session_timeout', '60s', false)",
    )
    .bind(patience.as_millis().to_string())
    .execute(conn)
    .await
    .map(drop)
}
