//! Databases on the PostgreSQL server that `cargo xtask test unit` starts. Its own `psql` makes
//! them: only the store may speak SQL here.

use std::{
    process::{Command, id},
    sync::atomic::{AtomicU64, Ordering},
};

/// A database that is dropped with this value.
pub struct Database(pub String);

impl Database {
    pub fn address(&self) -> String {
        address(&self.0)
    }

    /// Does to it what somebody can who has it in their hands.
    pub fn run(&self, sql: &str) {
        run_at(&self.address(), sql);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        psql(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.0));
    }
}

/// Makes a database, as a copy of another or empty.
pub fn create(purpose: &str, of: Option<&String>) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let name = format!(
        "tests_{purpose}_{}_{}",
        id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let template = of.map_or(String::new(), |of| format!(" TEMPLATE {of}"));
    psql(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    psql(&format!("CREATE DATABASE {name}{template}"));
    name
}

/// The address of a database on the server.
pub fn address(name: &str) -> String {
    let server = server();
    let (server, _) = server.rsplit_once('/').expect("postgres://HOST/DATABASE");
    format!("{server}/{name}")
}

fn server() -> String {
    std::env::var("DIARY_TEST_POSTGRES").expect(
        "DIARY_TEST_POSTGRES must name a PostgreSQL server for tests, such as \
         postgres://postgres@127.0.0.1:5432/postgres; `cargo xtask test unit` starts one",
    )
}

/// Runs a statement on the server.
///
/// # Panics
/// When it fails.
pub fn psql(sql: &str) {
    run_at(&server(), sql);
}

fn run_at(address: &str, sql: &str) {
    let done = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", address, "-c", sql])
        .output()
        .expect("psql");
    assert!(
        done.status.success(),
        "{sql}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}
