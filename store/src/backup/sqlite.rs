//! A copy of a SQLite database while others write, and what it holds.

use std::path::Path;

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{
    ConnectOptions, Connection, QueryBuilder, Row, Sqlite, SqliteConnection,
    sqlite::SqliteConnectOptions,
};

use super::{Content, Table, absorb, hex};
use crate::{Db, StoreError, open_mark, server::quoted};

/// How often a copy begins again because something was saved between two snapshots.
const TRIES: u32 = 20;

/// Writes the database into a new file and says what it holds: proven to be what the database held
/// at one moment during the call. Others go on reading and writing.
///
/// `VACUUM INTO` reads one snapshot but cannot run inside a transaction, so its snapshot cannot be
/// shared with who counts. Therefore a second connection begins its snapshot just before, and the
/// two contents are compared. They differ when something was saved in the fraction of a
/// millisecond between the two, and then the copy begins again.
///
/// # Errors
/// [`StoreError::Engine`]: not on SQLite, or no copy was like the database.
pub async fn copy(db: &Db, into: &Path) -> Result<Content, StoreError> {
    let mut difference = None;
    for _ in 0..TRIES {
        let mut copier = reader(db).await?;
        let mut counter = reader(db).await?;
        begin(&mut counter).await?;
        sqlx::query("VACUUM INTO $1")
            .bind(into.display().to_string())
            .execute(&mut copier)
            .await?;
        let held = content(&mut counter).await?;
        counter.close().await?;
        copier.close().await?;
        let copied = settle(into).await?;
        difference = held.difference(&copied);
        if difference.is_none() {
            return Ok(copied);
        }
        std::fs::remove_file(into).map_err(|error| StoreError::Engine(error.to_string()))?;
    }
    Err(StoreError::Engine(format!(
        "no copy was like the database: {}",
        difference.unwrap_or_default()
    )))
}

/// The copy took over the mark of an open file; it is whole.
async fn settle(file: &Path) -> Result<Content, StoreError> {
    open_mark::accept(file).await?;
    let mut conn = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .connect()
        .await?;
    let content = content(&mut conn).await?;
    conn.close().await?;
    Ok(content)
}

/// A connection of its own that cannot write into the database.
pub(super) async fn reader(db: &Db) -> Result<SqliteConnection, StoreError> {
    let options = db
        .sqlite_options()
        .ok_or_else(|| StoreError::Engine("this is no SQLite database".to_owned()))?;
    let options = SqliteConnectOptions::clone(&options);
    // `query_only` would also keep `VACUUM INTO` from writing its own file.
    Ok(options
        .read_only(true)
        .create_if_missing(false)
        .pragma("query_only", "OFF")
        .connect()
        .await?)
}

/// Begins a snapshot: SQLite does at the first read.
pub(super) async fn begin(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("BEGIN").execute(&mut *conn).await?;
    sqlx::query("SELECT COUNT(*) FROM sqlite_master")
        .fetch_one(conn)
        .await?;
    Ok(())
}

pub(super) async fn content(conn: &mut SqliteConnection) -> Result<Content, StoreError> {
    let defined: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut schema = Sha256::new();
    for (kind, name, sql) in &defined {
        for part in [kind, name, sql.as_deref().unwrap_or_default()] {
            absorb(&mut schema, part.as_bytes());
        }
    }
    let mut tables = Vec::new();
    for (_, name, _) in defined.iter().filter(|(kind, ..)| kind == "table") {
        tables.push(table(conn, name).await?);
    }
    Ok(Content {
        schema: hex(schema),
        tables,
    })
}

async fn table(conn: &mut SqliteConnection, name: &str) -> Result<Table, StoreError> {
    let mut columns: Vec<(String, i64)> =
        sqlx::query_as("SELECT name, pk FROM pragma_table_info($1) ORDER BY cid")
            .bind(name)
            .fetch_all(&mut *conn)
            .await?;
    let mut query = select(name, &columns);
    columns.retain(|(_, place)| *place > 0);
    columns.sort_by_key(|(_, place)| *place);
    let key: Vec<String> = columns.iter().map(|(column, _)| quoted(column)).collect();
    query.push(" ORDER BY ").push(if key.is_empty() {
        "rowid".to_owned()
    } else {
        key.join(", ")
    });
    let (mut hash, mut rows) = (Sha256::new(), 0);
    let mut found = query.build().fetch(conn);
    while let Some(row) = found.try_next().await? {
        let types: &str = row.try_get(0)?;
        absorb(&mut hash, types.as_bytes());
        for column in 1..row.len() {
            let value: Option<&[u8]> = row.try_get(column)?;
            absorb(&mut hash, value.unwrap_or_default());
        }
        rows += 1;
    }
    Ok(Table {
        name: name.to_owned(),
        rows,
        sha256: hex(hash),
    })
}

/// Every value as its bytes, with the types of a row in front: a text `1` is not a number 1.
fn select(name: &str, columns: &[(String, i64)]) -> QueryBuilder<Sqlite> {
    let columns: Vec<String> = columns.iter().map(|(column, _)| quoted(column)).collect();
    let types: Vec<String> = columns
        .iter()
        .map(|column| format!("typeof({column})"))
        .collect();
    let values: Vec<String> = columns
        .iter()
        .map(|column| format!("CAST(CASE typeof({column}) WHEN 'real' THEN printf('%!.17g', {column}) ELSE {column} END AS BLOB)"))
        .collect();
    QueryBuilder::new(format!(
        "SELECT {}, {} FROM {}",
        types.join(" || ' ' || "),
        values.join(", "),
        quoted(name)
    ))
}
