//! The server with a database full of invented people, as `run` and `dev` start it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fail::{At, Fail, Outcome};
use crate::{places, shell};

const DATABASE: &str = "DIARY_DATABASE_URL";

/// `diary serve --demo ARGS`, with a database that is ready for it.
pub fn server(diary: &Path, site: &Path, args: &[String]) -> Outcome<Command> {
    let own = env::var(DATABASE).ok();
    let url = own
        .as_deref()
        .unwrap_or("sqlite://target/demo/diary.sqlite");
    let command = |name: &str| {
        let mut command = Command::new(diary);
        command.arg(name).current_dir(places::root());
        command.env("DIARY_SITE", site).env(DATABASE, url);
        if env::var_os("DIARY_ADDR").is_none() {
            command.env("DIARY_ADDR", "127.0.0.1:3000");
        }
        command
    };
    if let Some(file) = file_of(url) {
        let file = places::root().join(file);
        if !is_whole(&file) {
            fill(&file, command)?;
        } else if own.is_none() {
            // The tables may be those of an older checkout. A database that somebody named is
            // theirs to bring up to date.
            shell::must(&mut command("migrate")).map_err(|fail| {
                Fail::new(format!("{fail}\nTo begin anew, remove {}", file.display()))
            })?;
        }
    }
    let mut serve = command("serve");
    serve.arg("--demo").args(args);
    Ok(serve)
}

/// Filling may be interrupted, and half a school is worse than none: a mark stands beside the
/// file until it is whole.
fn mark(file: &Path) -> PathBuf {
    file.with_extension("unfinished")
}

fn is_whole(file: &Path) -> bool {
    file.exists() && !mark(file).exists()
}

fn fill(file: &Path, command: impl Fn(&str) -> Command) -> Outcome {
    places::make(file.parent().unwrap_or(places::root()))?;
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        // Most often there is none.
        let _ = fs::remove_file(name);
    }
    // They speak of the ledger that was here before.
    let _ = fs::remove_file(file.with_file_name("diary.anchors"));
    let mark = mark(file);
    fs::write(&mark, "").at(&mark)?;
    shell::step("make the demo database", || {
        shell::must(&mut command("migrate"))?;
        shell::must(&mut command("seed-demo"))
    })?;
    fs::remove_file(&mark).at(&mark)
}

/// The file of an SQLite URL; other databases are filled by those who own them.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (!path.is_empty() && path != ":memory:").then(|| path.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_url_names_its_file() {
        let file = |url| file_of(url).map(|path| path.display().to_string());
        assert_eq!(
            file("sqlite://target/demo/diary.sqlite").as_deref(),
            Some("target/demo/diary.sqlite")
        );
        assert_eq!(
            file("sqlite:///var/diary.sqlite?mode=rwc").as_deref(),
            Some("/var/diary.sqlite")
        );
        assert_eq!(file("sqlite:diary.sqlite").as_deref(), Some("diary.sqlite"));
        assert_eq!(file("sqlite::memory:"), None);
        assert_eq!(file("postgres://localhost/diary"), None);
    }
}
