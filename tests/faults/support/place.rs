//! Where a program under test lives: its database, its half of the browser, its log.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use super::Server;

/// A folder of its own, with a copy of the demo school; removed with this value.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// The demo school of 24 November 2026, nobody serving it.
    pub async fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        tests::copy_of_demo(&folder.path().join("school.sqlite")).await;
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).expect("a folder");
        std::fs::write(
            site.join("site.json"),
            r#"{"js":"hydrate.js","wasm":"hydrate.wasm"}"#,
        )
        .expect("an index");
        Self { folder }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database's main file.
    pub fn database(&self) -> PathBuf {
        self.folder().join("school.sqlite")
    }

    /// The program with a command and this place's database: `migrate`, `serve` …
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diary-under-test"));
        command
            .arg(name)
            .current_dir(self.folder())
            .env_remove("DIARY_SITE")
            .env(
                "DIARY_DATABASE_URL",
                format!("sqlite://{}", self.database().display()),
            );
        command
    }

    /// `serve` on a free port, with the clock of the demo.
    pub fn serve_command(&self) -> Command {
        self.serving("127.0.0.1:0", "2026-11-24T08:12:00+08:00")
    }

    /// The same with a clock that begins at another moment.
    pub fn serve_command_at(&self, moment: &str) -> Command {
        self.serving("127.0.0.1:0", moment)
    }

    /// The same at an address that is known.
    pub fn serve_command_on(&self, address: &str) -> Command {
        self.serving(address, "2026-11-24T08:12:00+08:00")
    }

    fn serving(&self, address: &str, moment: &str) -> Command {
        let mut command = self.command("serve");
        command
            .args(["--demo", "--addr", address])
            .args(["--demo-now", moment, "--site"])
            .arg(self.folder().join("site"));
        command
    }

    /// Starts the server and waits until it accepts.
    pub fn serve(&self) -> Server {
        self.serve_as(self.serve_command())
    }

    /// The same with a command that was changed: variables, arguments.
    pub fn serve_as(&self, command: Command) -> Server {
        Server::start(command, &self.folder().join("log"))
    }
}
