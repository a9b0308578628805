//! A snapshot of a PostgreSQL database that `pg_dump` can read too, and the databases of a server.

use std::sync::Arc;

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{
    ConnectOptions, Connection, PgConnection, QueryBuilder, Row, postgres::PgConnectOptions,
};

use super::{Content, Table, absorb, hex, quoted};
use crate::{Db, StoreError, address::Address};

/// A moment of the database that lasts until this is dropped.
pub struct Snapshot {
    conn: PgConnection,
    /// What `pg_dump --snapshot` is to be given.
    pub id: String,
}

impl Snapshot {
    /// Begins one of a database on PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError::Engine`]: it is on another engine.
    pub async fn of(db: &Db) -> Result<Self, StoreError> {
        let options = db
            .postgres_options()
            .ok_or_else(|| StoreError::Engine("this is no PostgreSQL database".to_owned()))?;
        Self::begin(options.connect().await?).await
    }

    async fn begin(mut conn: PgConnection) -> Result<Self, StoreError> {
        for statement in [
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            // How values become text must not depend on anybody's settings.
            "SET LOCAL TimeZone = 'UTC'",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'iso_8601'",
            "SET LOCAL bytea_output = 'hex'",
            "SET LOCAL extra_float_digits = 3",
            // Hashing a large table takes longer than any save may.
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0",
        ] {
            sqlx::query(statement).execute(&mut conn).await?;
        }
        let (id,): (String,) = sqlx::query_as("SELECT pg_export_snapshot()")
            .fetch_one(&mut conn)
            .await?;
        Ok(Self { conn, id })
    }

    /// What the database held at that moment.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn content(&mut self) -> Result<Content, StoreError> {
        let conn = &mut self.conn;
        let mut schema = Sha256::new();
        let lines: Vec<(String,)> = sqlx::query_as(
            "SELECT line FROM (\
             SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text \
             || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '') AS line FROM pg_class c \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
             WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() \
             UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = current_schema()::regnamespace) AS lines ORDER BY line COLLATE \"C\"",
        )
        .fetch_all(&mut *conn)
        .await?;
        for (line,) in &lines {
            absorb(&mut schema, line.as_bytes());
        }
        let names: Vec<(String,)> = sqlx::query_as(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace \
             ORDER BY relname::text COLLATE \"C\"",
        )
        .fetch_all(&mut *conn)
        .await?;
        let mut tables = Vec::new();
        for (name,) in names {
            tables.push(table(conn, &name).await?);
        }
        Ok(Content {
            schema: hex(schema),
            tables,
        })
    }
}

async fn table(conn: &mut PgConnection, name: &str) -> Result<Table, StoreError> {
    let key: Vec<(String,)> = sqlx::query_as(
        "SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) \
         WHERE i.indrelid = to_regclass($1) AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)",
    )
    .bind(quoted(name))
    .fetch_all(&mut *conn)
    .await?;
    // One order of bytes, whatever the collation of the database.
    let order: Vec<String> = if key.is_empty() {
        vec!["whole::text COLLATE \"C\"".to_owned()]
    } else {
        key.iter()
            .map(|(column,)| format!("whole.{}::text COLLATE \"C\"", quoted(column)))
            .collect()
    };
    let mut query = QueryBuilder::<sqlx::Postgres>::new(format!(
        "SELECT whole::text FROM {} AS whole ORDER BY {}",
        quoted(name),
        order.join(", ")
    ));
    let (mut hash, mut rows) = (Sha256::new(), 0);
    let mut found = query.build().fetch(conn);
    while let Some(row) = found.try_next().await? {
        absorb(&mut hash, row.try_get::<&str, _>(0)?.as_bytes());
        rows += 1;
    }
    Ok(Table {
        name: name.to_owned(),
        rows,
        sha256: hex(hash),
    })
}

/// A PostgreSQL server, asked through the database that one address names there.
#[derive(Clone)]
pub struct Server {
    options: Arc<PgConnectOptions>,
}

impl Server {
    /// The server of an address; `None` when it is no address of PostgreSQL.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        match address.parse().ok()? {
            Address::Postgres(server) => Some(server),
            Address::Sqlite(_) => None,
        }
    }

    pub(crate) fn new(options: PgConnectOptions) -> Self {
        Self {
            options: Arc::new(options),
        }
    }

    /// How to connect to the database that the address names.
    pub(crate) fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// The server of an opened database.
    #[must_use]
    pub fn of(db: &Db) -> Option<Self> {
        db.postgres_options().map(|options| Self { options })
    }

    /// The database that the address names.
    #[must_use]
    pub fn database(&self) -> String {
        self.options
            .get_database()
            .unwrap_or_else(|| self.options.get_username())
            .to_owned()
    }

    /// The address of another database of the server.
    #[must_use]
    pub fn address(&self, database: &str) -> String {
        let options = PgConnectOptions::clone(&self.options).database(database);
        options.to_url_lossy().to_string()
    }

    /// The environment in which PostgreSQL's own programs reach a database of the server: on a
    /// command line, everybody on the machine could read the password.
    #[must_use]
    pub fn environment(&self, database: &str) -> Vec<(&'static str, String)> {
        let host = self.options.get_socket().map_or_else(
            || self.options.get_host().to_owned(),
            |socket| socket.display().to_string(),
        );
        let url = self.options.to_url_lossy();
        let mut environment = vec![
            ("PGHOST", host),
            ("PGPORT", self.options.get_port().to_string()),
            ("PGUSER", self.options.get_username().to_owned()),
            ("PGDATABASE", database.to_owned()),
        ];
        environment.extend(url.password().map(|text| ("PGPASSWORD", decoded(text))));
        for (name, value) in url.query_pairs() {
            let variable = match &*name {
                "sslmode" => "PGSSLMODE",
                "sslrootcert" => "PGSSLROOTCERT",
                "sslcert" => "PGSSLCERT",
                "sslkey" => "PGSSLKEY",
                _ => continue,
            };
            environment.push((variable, value.into_owned()));
        }
        environment
    }

    /// Makes an empty database that holds every letter, whatever the server's own encoding is.
    ///
    /// # Errors
    /// The role has no right to; the name is taken.
    pub async fn create(&self, name: &str) -> Result<(), StoreError> {
        self.run(format!(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'",
            quoted(name)
        ))
        .await
    }

    /// Removes a database, if there is one of that name.
    ///
    /// # Errors
    /// The role has no right to.
    pub async fn drop(&self, name: &str) -> Result<(), StoreError> {
        self.run(format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            quoted(name)
        ))
        .await
    }

    /// Gives a database another name.
    ///
    /// # Errors
    /// Somebody is connected to it.
    pub async fn rename(&self, name: &str, to: &str) -> Result<(), StoreError> {
        self.run(format!(
            "ALTER DATABASE {} RENAME TO {}",
            quoted(name),
            quoted(to)
        ))
        .await
    }

    /// Whether there is a database of that name.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn has(&self, name: &str) -> Result<bool, StoreError> {
        let mut conn = self.connect().await?;
        let found: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
            .bind(name)
            .fetch_optional(&mut conn)
            .await?;
        conn.close().await?;
        Ok(found.is_some())
    }

    /// The databases whose names begin so.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn named(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut conn = self.connect().await?;
        let names: Vec<(String,)> = sqlx::query_as(
            "SELECT datname::text FROM pg_database WHERE starts_with(datname::text, $1)",
        )
        .bind(prefix)
        .fetch_all(&mut conn)
        .await?;
        conn.close().await?;
        Ok(names.into_iter().map(|(name,)| name).collect())
    }

    async fn run(&self, statement: String) -> Result<(), StoreError> {
        let mut conn = self.connect().await?;
        QueryBuilder::<sqlx::Postgres>::new(statement)
            .build()
            .execute(&mut conn)
            .await?;
        Ok(conn.close().await?)
    }

    /// Through the database that every server has: nobody can rename the one they are connected to.
    async fn connect(&self) -> Result<PgConnection, StoreError> {
        let options = PgConnectOptions::clone(&self.options);
        Ok(options.database("postgres").connect().await?)
    }
}

/// Undoes the percent-encoding of an address.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_database_and_keeps_the_password_as_it_is() {
        let server = Server::at(
            "postgres://diary:p%40ss%25w%C3%B6rd@db.example:5433/school?sslmode=require",
        )
        .expect("a server");
        let environment = server.environment("proof");
        for pair in [
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGUSER", "diary"),
            ("PGDATABASE", "proof"),
            ("PGPASSWORD", "p@ss%wörd"),
            ("PGSSLMODE", "require"),
        ] {
            assert!(
                environment.contains(&(pair.0, pair.1.to_owned())),
                "{pair:?}"
            );
        }
        assert!(Server::at("sqlite://school.sqlite").is_none());
    }
}
