//! A PostgreSQL cluster for one test run: fresh, fast, unsafe on purpose, gone afterwards.
//!
//! Three things forbid the obvious way: `initdb` refuses root; its own user cannot enter a folder
//! below one that is closed to it; the path of a socket ends at about 107 bytes. Hence a short
//! folder in /tmp that belongs to the user who runs the cluster.

use std::fs::{DirBuilder, File};
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::fail::{At, Fail, Outcome};
use crate::leash::{Hold, Leash};
use crate::packages::{self, Need};
use crate::{places, shell};

const NEED: Need = Need {
    name: "PostgreSQL (initdb)",
    find: initdb,
    debian: &["postgresql"],
    elsewhere: "dnf install postgresql-server, or brew install postgresql",
};

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    pub url: String,
    _leash: Leash,
}

pub fn start() -> Outcome<Cluster> {
    let initdb = packages::ensure(&NEED)?;
    let owner = if packages::is_root() {
        Some(postgres_user()?)
    } else {
        None
    };
    let folder = PathBuf::from(format!("/tmp/dpg.{}", std::process::id()));
    let port = free_port()?;

    // A folder of the same name can only be the rest of a machine that lost its power.
    places::clear(&folder)?;
    DirBuilder::new().mode(0o700).create(&folder).at(&folder)?;
    if let Some((user, group)) = owner {
        chown(&folder, Some(user), Some(group)).at(&folder)?;
    }
    let data = folder.join("data");
    let log = folder.join("log");

    let mut server = Command::new(initdb.with_file_name("postgres"));
    server
        .current_dir(&folder)
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(&folder);
    server.args(["-p", &port.to_string()]);
    // Nothing here has to survive a power cut, and tests open a pool each.
    for setting in [
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
    ] {
        server.args(["-c", setting]);
    }
    let file = File::create(&log).at(&log)?;
    if let Err(fail) = init(&initdb, &data, owner) {
        places::clear(&folder)?;
        return Err(fail);
    }
    let hold = Hold {
        signal: "INT",
        folder: Some(&folder),
        owner,
        log: Some(file),
    };
    let leash = Leash::start(&server, hold)?;
    wait(&data, &log)?;
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    Ok(Cluster { url, _leash: leash })
}

fn init(initdb: &Path, data: &Path, owner: Option<(u32, u32)>) -> Outcome {
    let mut init = Command::new(initdb);
    init.arg("-D").arg(data).current_dir("/tmp");
    init.args([
        "--locale=C",
        "-E",
        "UTF8",
        "-A",
        "trust",
        "-U",
        "postgres",
        "--no-sync",
    ]);
    if let Some((user, group)) = owner {
        init.uid(user).gid(group);
    }
    shell::text(&mut init).map(drop)
}

/// The server writes into this file how far it is; `pg_ctl` waits for the same word.
fn wait(data: &Path, log: &Path) -> Outcome {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        let state = std::fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if state.lines().any(|line| line.trim() == "ready") {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    Err(Fail::new(format!(
        "PostgreSQL did not start within a minute:\n{said}"
    )))
}

fn initdb() -> Option<PathBuf> {
    // Debian keeps the server's programs out of PATH, in one folder per version.
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .map(|version| version.path().join("bin/initdb"))
        .filter(|file| file.is_file())
        .max_by_key(|file| {
            let version = file.iter().nth(4).and_then(|name| name.to_str());
            version.and_then(|name| name.parse::<u32>().ok())
        });
    // A link in PATH leads to the folder where the other programs lie.
    places::program("initdb").or(newest)?.canonicalize().ok()
}

fn postgres_user() -> Outcome<(u32, u32)> {
    let id = |which| {
        let text = shell::text(Command::new("id").args([which, "postgres"]))?;
        text.parse()
            .map_err(|_| Fail::new(format!("`id {which} postgres` said {text}")))
    };
    Ok((id("-u")?, id("-g")?))
}

fn free_port() -> Outcome<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Fail::new(format!("no free port on 127.0.0.1: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cluster_answers_and_leaves_nothing_behind() {
        // Where PostgreSQL is missing, the part `unit` of the test run says so.
        if initdb().is_none() {
            return;
        }
        let cluster = start().expect("a cluster");
        let port = cluster
            .url
            .rsplit([':', '/'])
            .nth(1)
            .expect("a port")
            .to_owned();
        let address = format!("127.0.0.1:{port}");
        assert!(std::net::TcpStream::connect(&address).is_ok());
        drop(cluster);
        assert!(std::net::TcpStream::connect(&address).is_err());
        assert!(!Path::new(&format!("/tmp/dpg.{}", std::process::id())).exists());
    }
}
