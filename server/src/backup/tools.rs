//! PostgreSQL's own programs.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use store::{
    Db,
    backup::{Content, Snapshot},
    server::Server,
};
use tokio::task::JoinHandle;

use super::{Step, Trouble, stored};

/// Far longer than a school's database takes; a program that hangs is told.
const LIMIT: Duration = Duration::from_hours(1);

/// Dumps a database and says what it held at the moment of the dump.
pub async fn dump(db: &Db, into: &Path) -> Result<Content, Trouble> {
    let server = db
        .server()
        .ok_or_else(|| Step::Copy.failed("this is no PostgreSQL"))?;
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
    run(dump, Step::Copy, LIMIT).await?;
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
    run(restore, Step::Proof, LIMIT).await
}

async fn run(mut command: Command, step: Step, limit: Duration) -> Result<(), Trouble> {
    let name = command.get_program().to_owned();
    let name = Path::new(&name)
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let failed = |error| step.failed(format!("{name} cannot be run: {error}"));
    let mut running = Running::start(&mut command).map_err(failed)?;
    let said = running.said();
    let Ok(ended) = tokio::time::timeout(limit, running.end()).await else {
        return Err(step.failed(format!("{name} did not end within {} s", limit.as_secs())));
    };
    if ended.map_err(failed)?.success() {
        return Ok(());
    }
    let said = said.await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    // Its first line says why; the rest may quote what people wrote.
    let line = said.lines().next().unwrap_or("no reason given");
    Err(step.failed(format!("{name} failed: {line}")))
}

/// A program that is ended with this value: who stops waiting for it, stops it.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> io::Result<Self> {
        let command = command.stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::piped()).spawn().map(Self)
    }

    /// What it complains of; read while it runs, so that it never waits for a reader.
    fn said(&mut self) -> JoinHandle<Vec<u8>> {
        let pipe = self.0.stderr.take();
        tokio::task::spawn_blocking(move || {
            let mut said = Vec::new();
            // What came until the pipe broke is better than nothing.
            let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut said));
            said
        })
    }

    async fn end(&mut self) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both do nothing where it has ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
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

#[cfg(test)]
mod tests;
