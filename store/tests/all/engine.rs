//! A fresh database for one test, and a raw connection that knows no rules.

use std::{
    env,
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, PgConnection, Row, SqliteConnection, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use store::Db;
use tempfile::TempDir;

/// Makes two tests of each function, `name::sqlite` and `name::postgres`.
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($school:ident: $given:ty) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn on(engine: crate::engine::Engine) {
                let fresh = std::sync::Arc::new(School::new(engine).await);
                let $school: $given = fresh.clone();
                $body
                fresh.end().await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                on(crate::engine::Engine::Sqlite).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                on(crate::engine::Engine::Postgres).await;
            }
        }
    )+};
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An empty, migrated database of its own.
pub struct Fresh {
    pub db: Db,
    place: Place,
}

enum Place {
    Sqlite(TempDir),
    Postgres { server: String, name: String },
}

impl Place {
    fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite://{}/diary.sqlite", folder.path().display()),
            Self::Postgres { server, name } => {
                let (server, _) = server.rsplit_once('/').expect("postgres://HOST/DATABASE");
                format!("{server}/{name}")
            }
        }
    }
}

impl Fresh {
    pub async fn new(engine: Engine) -> Self {
        let place = match engine {
            Engine::Sqlite => Place::Sqlite(TempDir::new().expect("a folder for the database")),
            Engine::Postgres => create().await,
        };
        let db = Db::open(&place.address()).await.expect("a database");
        db.migrate().await.expect("a schema");
        Self { db, place }
    }

    /// The same database, as another server opens it.
    pub async fn another(&self) -> Db {
        Db::open(&self.place.address()).await.expect("a database")
    }

    pub async fn raw(&self) -> Raw {
        let address = self.place.address();
        match &self.place {
            Place::Sqlite(_) => {
                let options = SqliteConnectOptions::from_str(&address).expect("an address");
                Raw::Sqlite(options.connect().await.expect("the file"))
            }
            Place::Postgres { .. } => Raw::Postgres(connect(&address).await),
        }
    }

    pub async fn end(&self) {
        self.db.close().await;
        if let Place::Postgres { server, name } = &self.place {
            let mut server = Raw::Postgres(connect(server).await);
            server
                .run(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await;
        }
    }
}

async fn create() -> Place {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let server = env::var("DIARY_TEST_POSTGRES").expect(
        "DIARY_TEST_POSTGRES must name a PostgreSQL server for tests, such as \
         postgres://postgres@127.0.0.1:5432/postgres; `cargo xtask test unit` starts one",
    );
    let name = format!(
        "store_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let mut admin = Raw::Postgres(connect(&server).await);
    // A server that is not thrown away may hold the rest of a test that failed.
    admin
        .run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await;
    admin.run(&format!("CREATE DATABASE {name}")).await;
    Place::Postgres { server, name }
}

async fn connect(address: &str) -> PgConnection {
    PgConnectOptions::from_str(address)
        .expect("an address")
        .connect()
        .await
        .expect("the server of DIARY_TEST_POSTGRES")
}

/// What somebody with the database in their hands can do.
pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Raw {
    pub async fn run(&mut self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(c) => sqlx::query(sql).execute(c).await.map(drop),
            Self::Postgres(c) => sqlx::query(sql).execute(c).await.map(drop),
        }
        .expect("raw SQL");
    }

    pub async fn count(&mut self, table: &str) -> i64 {
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        match self {
            Self::Sqlite(c) => sqlx::query_scalar(sql).fetch_one(c).await,
            Self::Postgres(c) => sqlx::query_scalar(sql).fetch_one(c).await,
        }
        .expect("a number")
    }

    /// Texts of the first column.
    pub async fn texts(&mut self, sql: &str) -> Vec<Option<String>> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(c) => {
                let rows = sqlx::query(sql).fetch_all(c).await.expect("rows");
                rows.iter().map(|row| row.get(0)).collect()
            }
            Self::Postgres(c) => {
                let rows = sqlx::query(sql).fetch_all(c).await.expect("rows");
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// The bytes of a sealed column.
    pub async fn hex(&mut self, table: &str, column: &str) -> Vec<String> {
        let shown = match self {
            Self::Sqlite(_) => format!("hex({column})"),
            Self::Postgres(_) => format!("encode({column}, 'hex')"),
        };
        let found = self
            .texts(&format!("SELECT {shown} FROM {table} ORDER BY id"))
            .await;
        found.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Everything that lies in columns of any table that are not sealed.
    pub async fn plain(&mut self) -> String {
        let columns = match self {
            Self::Sqlite(_) => {
                "SELECT 'SELECT IIF(typeof(' || field.name || ') = ''blob'', hex(' || field.name || '), CAST(' \
                 || field.name || ' AS TEXT)) FROM \"' || held.name || '\"' \
                 FROM sqlite_master AS held JOIN pragma_table_info(held.name) AS field \
                 WHERE held.type = 'table' AND field.type <> 'BYTEA'"
            }
            Self::Postgres(_) => {
                "SELECT 'SELECT CAST(\"' || column_name || '\" AS TEXT) FROM \"' || table_name || '\"' \
                 FROM information_schema.columns WHERE table_schema = 'public' AND data_type <> 'bytea'"
            }
        };
        let mut all = Vec::new();
        for select in self.texts(columns).await.into_iter().flatten() {
            all.extend(self.texts(&select).await.into_iter().flatten());
        }
        all.join("\n")
    }
}
