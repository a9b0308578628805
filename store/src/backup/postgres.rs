//! A snapshot of a PostgreSQL database that `pg_dump` can read too, and the databases of a server.

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{ConnectOptions, PgConnection, QueryBuilder, Row};

use super::{Content, Table, absorb, hex};
use crate::{Db, StoreError, server::quoted};

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
