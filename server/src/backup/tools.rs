//! PostgreSQL's own programs.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use store::{
    Db,
    backup::{Content, Server, Snapshot},
};

use super::{Step, Trouble, stored};

/// Dumps a database and says what it held at the moment of the dump.
pub async fn dump(db: &Db, into: &Path) -> Result<Content, Trouble> {
    let server = Server::of(db).ok_or_else(|| Step::Copy.failed("this is no PostgreSQL"))?;
    let mut snapshot = Snapshot::of(db).await.map_err(stored(Step::Copy))?;
    let mut dump = program("pg_dump")?;
    dump.args([
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-password",
    ])
    .arg(format!("--snapshot={}", snapshot.id))
    .arg("--file")
    .arg(into)
    .envs(server.environment(&server.database()));
    run(dump, Step::Copy).await?;
    snapshot.content().await.map_err(stored(Step::Copy))
}

/// Fills an empty database from a dump.
pub async fn fill(server: &Server, database: &str, dump: &Path) -> Result<(), Trouble> {
    let mut restore = program("pg_restore")?;
    restore
        .args([
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            "--no-password",
        ])
        .args(["--dbname", database])
        .arg(dump)
        .envs(server.environment(database));
    run(restore, Step::Proof).await
}

async fn run(mut command: Command, step: Step) -> Result<(), Trouble> {
    let name = command.get_program().to_owned();
    let name = Path::new(&name)
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let done = tokio::task::spawn_blocking(move || command.stdin(Stdio::null()).output())
        .await
        .map_err(|error| step.failed(error))?
        .map_err(|error| step.failed(format!("{name} does not start: {error}")))?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    // Its first line says why; the rest may quote what people wrote.
    let line = said.lines().next().unwrap_or("no reason given");
    Err(step.failed(format!("{name} failed: {line}")))
}

/// A program from `PATH`, else the newest of those that Debian keeps beside the server.
fn program(name: &str) -> Result<Command, Trouble> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(name));
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|found| {
            let version = found.file_name().to_str()?.parse().ok()?;
            Some((version, found.path().join("bin").join(name)))
        })
        .collect();
    versions.sort();
    on_path
        .chain(versions.into_iter().rev().map(|(_, file)| file))
        .find(|file| file.is_file())
        .map(Command::new)
        .ok_or_else(|| {
            Step::Files.failed(format!(
                "{name} is missing: install PostgreSQL's client programs (on Debian `apt install postgresql-client`)"
            ))
        })
}
