//! What can be set, by flag or by environment.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use chrono::NaiveTime;
use clap::{ArgGroup, Args, Parser, Subcommand};

use crate::demo;

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
    /// Take a backup of a school, running or not, and prove it.
    Backup(Backup),
    /// Look whether a backup can be restored, or restore it.
    Restore(Restore),
    /// Fill an empty database with an invented school.
    #[cfg(feature = "demo")]
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
    /// Publish a new edition: diaries of that template take it for what is written from now on.
    Publish {
        file: PathBuf,
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        time: Time,
    },
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
    /// Go on with a SQLite file that was copied while the school ran, without its -wal file; what
    /// was saved last is not in it.
    #[arg(long)]
    pub accept_copy: bool,
}

impl Database {
    /// Where the key lies.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        if let Some(file) = &self.key_file {
            return file.clone();
        }
        let file = store::address::file_of(&self.database_url);
        file.unwrap_or_default().with_file_name("diary.key")
    }
}

#[derive(Clone, Debug, Args)]
pub struct Backup {
    /// The file to write.
    pub file: PathBuf,
    #[command(flatten)]
    pub database: Database,
}

#[derive(Clone, Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["verify", "here", "to"]))]
pub struct Restore {
    /// A backup.
    pub file: PathBuf,
    /// Restore it into a temporary place, look at everything, and leave nothing behind.
    #[arg(long)]
    pub verify: bool,
    /// Restore it to the school's own database, the one that is set.
    #[arg(long)]
    pub here: bool,
    /// Restore it to another database: sqlite://FILE or postgres://…
    #[arg(long)]
    pub to: Option<String>,
    /// What is there already is kept under another name.
    #[arg(long, conflicts_with = "verify")]
    pub replace: bool,
    /// With --here, where it is restored; with --verify, whose server a backup of PostgreSQL is
    /// restored on.
    #[command(flatten)]
    pub database: Database,
}

#[derive(Clone, Debug, Args)]
pub struct Nightly {
    /// The folder of nightly backups, best on another disk; without it none are made.
    #[arg(long, env = "DIARY_BACKUP_FOLDER")]
    pub backup_folder: Option<PathBuf>,
    /// How many backups are kept.
    #[arg(long, env = "DIARY_BACKUP_KEEP", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_keep: u16,
    /// When they are made, on the school's clock.
    #[arg(long, env = "DIARY_BACKUP_AT", default_value = "03:00", value_parser = time_of_day)]
    pub backup_at: NaiveTime,
}

fn time_of_day(text: &str) -> Result<NaiveTime, &'static str> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "a time of day such as 03:00")
}

impl Nightly {
    /// What was set; `None` without a folder.
    #[must_use]
    pub fn schedule(&self) -> Option<crate::backup::Schedule> {
        self.backup_folder
            .clone()
            .map(|folder| crate::backup::Schedule {
                folder,
                keep: usize::from(self.backup_keep),
                at: self.backup_at,
            })
    }
}

#[derive(Clone, Debug, Args)]
pub struct Time {
    /// The school's time zone.
    #[arg(long, env = "DIARY_TIME_ZONE", default_value = "Asia/Irkutsk")]
    pub time_zone: chrono_tz::Tz,
    #[command(flatten)]
    pub moment: demo::Moment,
}

#[cfg(feature = "demo")]
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
    #[command(flatten)]
    pub nightly: Nightly,
    /// Where to listen.
    #[arg(long, env = "DIARY_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address people use, e.g. <https://diary.lyceum.example>; needed unless it is this machine's.
    #[arg(long, env = "DIARY_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The folder of the browser's half, as the build wrote it.
    #[arg(long, env = "DIARY_SITE")]
    pub site: Option<PathBuf>,
    #[command(flatten)]
    pub asked: demo::Asked,
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
mod tests;
