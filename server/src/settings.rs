//! What can be set, by flag or by environment.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use chrono::{DateTime, FixedOffset};
use clap::{Args, Parser, Subcommand};

/// The diaries of a school: one program, one database.
#[derive(Debug, Parser)]
#[command(name = "diary", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the school.
    Serve(Serve),
    /// Bring the database up to date.
    Migrate(Database),
    /// Fill an empty database with an invented school.
    SeedDemo(Seed),
    /// Work with the ledger of who read what.
    Ledger {
        #[command(subcommand)]
        command: Ledger,
    },
    /// Work with templates of diaries.
    Template {
        #[command(subcommand)]
        command: Template,
    },
}

#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Say whether every line is as it was written, else which is not.
    Verify(Database),
}

#[derive(Debug, Subcommand)]
pub enum Template {
    /// Say whether a file is a template, else in which line it is not.
    Check { file: PathBuf },
}

#[derive(Clone, Debug, Args)]
pub struct Database {
    /// sqlite://FILE or postgres://…
    #[arg(
        long,
        env = "DIARY_DATABASE_URL",
        default_value = "sqlite://diary.sqlite",
        hide_env_values = true
    )]
    pub database_url: String,
    /// The school's key, made at the first start. Keep a copy of it apart from the database and
    /// its backups; all servers of one database need the same [default: diary.key beside an SQLite
    /// file, else in the working folder].
    #[arg(long, env = "DIARY_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

impl Database {
    /// Where the key lies.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        if let Some(file) = &self.key_file {
            return file.clone();
        }
        let file = self.database_url.strip_prefix("sqlite:").map(|file| {
            let file = file.strip_prefix("//").unwrap_or(file);
            Path::new(file.split_once('?').map_or(file, |(file, _)| file))
        });
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        folder.join("diary.key")
    }
}

#[derive(Clone, Debug, Args)]
pub struct Time {
    /// The school's time zone.
    #[arg(long, env = "DIARY_TIME_ZONE", default_value = "Asia/Irkutsk")]
    pub time_zone: chrono_tz::Tz,
    /// A moment at which a demo's clock begins, e.g. 2026-11-24T08:12:00+08:00.
    #[arg(long, env = "DIARY_DEMO_NOW")]
    pub demo_now: Option<DateTime<FixedOffset>>,
}

#[derive(Clone, Debug, Args)]
pub struct Seed {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub time: Time,
}

#[derive(Clone, Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub time: Time,
    /// Where to listen.
    #[arg(long, env = "DIARY_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address people use, e.g. <https://diary.lyceum.example>; needed unless it is this machine's.
    #[arg(long, env = "DIARY_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The folder of the browser's half, as the build wrote it.
    #[arg(long, env = "DIARY_SITE")]
    pub site: Option<PathBuf>,
    /// Serve an invented school: its logins stand on the sign-in page.
    #[arg(long, env = "DIARY_DEMO")]
    pub demo: bool,
    /// `text` or `json`.
    #[arg(long, env = "DIARY_LOG", default_value = "text")]
    pub log: crate::log::Format,
    /// Connections held at once.
    #[arg(long, env = "DIARY_CONNECTIONS", default_value_t = 12_000)]
    pub connections: usize,
    /// Proxies before this server, by address, with commas between: their `X-Forwarded-For` says
    /// who asks. Without it the header is ignored, and all who come through a proxy are one.
    #[arg(
        long = "trusted-proxy",
        env = "DIARY_TRUSTED_PROXY",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<IpAddr>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_lies_beside_an_sqlite_file_unless_it_is_named() {
        let at = |url: &str, file: Option<&str>| {
            let database = Database {
                database_url: url.to_owned(),
                key_file: file.map(PathBuf::from),
            };
            database.key_file().display().to_string()
        };
        assert_eq!(at("sqlite://diary.sqlite", None), "diary.key");
        assert_eq!(
            at("sqlite:///var/lib/diary.sqlite?mode=rwc", None),
            "/var/lib/diary.key"
        );
        assert_eq!(at("sqlite:data/diary.sqlite", None), "data/diary.key");
        assert_eq!(at("postgres://db.example/diary", None), "diary.key");
        assert_eq!(
            at("sqlite:///var/lib/diary.sqlite", Some("/etc/diary.key")),
            "/etc/diary.key"
        );
    }
}
