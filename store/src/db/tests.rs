//! What a pool gives out after a connection came back in a transaction.

use super::*;

fn address(folder: &std::path::Path) -> [String; 2] {
    let server = std::env::var("DIARY_TEST_POSTGRES")
        .expect("DIARY_TEST_POSTGRES must name a PostgreSQL server for tests");
    [
        format!("sqlite://{}", folder.join("diary.sqlite").display()),
        server,
    ]
}

/// Gives every connection of a pool back inside a transaction, and takes as many again.
async fn half_done<D>(pool: &sqlx::Pool<D>, begin: &'static str)
where
    D: sqlx::Database,
    for<'c> &'c mut D::Connection: sqlx::Executor<'c, Database = D>,
{
    for round in 0..2 {
        let mut taken = Vec::new();
        for _ in 0..pool.options().get_max_connections() {
            let mut conn = pool.acquire().await.expect("a connection");
            // Fails where one is open already.
            let begun = sqlx::raw_sql(begin).execute(&mut *conn).await;
            assert!(begun.is_ok(), "round {round}: {:?}", begun.err());
            taken.push(conn);
        }
    }
}

#[tokio::test]
async fn no_pool_gives_out_a_connection_that_came_back_inside_a_transaction() {
    let folder = tempfile::tempdir().expect("a folder");
    for address in address(folder.path()) {
        let db = Db::open(&address).await.expect("a database");
        match &db.pools {
            Pools::Sqlite(pools) => {
                half_done(&pools.write, "BEGIN").await;
                half_done(&pools.read, "BEGIN").await;
                half_done(&pools.long, "BEGIN").await;
            }
            Pools::Postgres(pools) => {
                // PostgreSQL only warns of a second BEGIN.
                let begin = "BEGIN; CREATE TEMPORARY TABLE half (id INT)";
                half_done(&pools.pool, begin).await;
                half_done(&pools.long, begin).await;
            }
        }
        db.close().await;
    }
}
