//! A PostgreSQL server and its databases.

use std::sync::Arc;

use sqlx::{ConnectOptions, Connection, PgConnection, QueryBuilder, postgres::PgConnectOptions};

use crate::StoreError;

/// A PostgreSQL server, asked through the database that one address names there.
#[derive(Clone)]
pub struct Server {
    options: Arc<PgConnectOptions>,
}

impl Server {
    pub(crate) const fn new(options: Arc<PgConnectOptions>) -> Self {
        Self { options }
    }

    /// How to connect to the database that the address names.
    pub(crate) fn options(&self) -> &PgConnectOptions {
        &self.options
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

/// A name from the database's own catalogue as it may stand in a statement.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_database_and_keeps_the_password_as_it_is() {
        let url = "postgres://diary:p%40ss%25w%C3%B6rd@db.example:5433/school?sslmode=require";
        let server = Server::new(Arc::new(url.parse().expect("options")));
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
    }
}
