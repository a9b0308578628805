//! A PostgreSQL server of a test's own, with the settings a school needs: it is stopped and started
//! again while it is used.

use std::{
    fs::{DirBuilder, File},
    net::TcpListener,
    os::unix::{
        fs::{DirBuilderExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio, id},
    thread,
    time::{Duration, Instant},
};

/// Stopped and removed with this value.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    port: u16,
    running: Option<Child>,
}

impl Cluster {
    /// A fresh one that runs.
    pub fn start() -> Self {
        Self::of_encoding("UTF8")
    }

    /// The same, with databases that are made in this encoding unless another is asked for.
    pub fn of_encoding(encoding: &str) -> Self {
        // Its own user must be able to enter, and the path of a socket ends at about 107 bytes.
        let folder = PathBuf::from(format!("/tmp/diary-faults.{}.{encoding}", id()));
        let _ = std::fs::remove_dir_all(&folder);
        DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .expect("a folder");
        let owner = (number("-u", None) == 0).then(|| {
            (
                number("-u", Some("postgres")),
                number("-g", Some("postgres")),
            )
        });
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).expect("its owner");
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let mut cluster = Self {
            folder,
            programs: programs(),
            owner,
            port: listener.local_addr().expect("an address").port(),
            running: None,
        };
        drop(listener);
        let mut init = cluster.program("initdb");
        init.args([
            "--locale=C",
            "-E",
            encoding,
            "-A",
            "trust",
            "-U",
            "postgres",
            "--no-sync",
            "-D",
        ])
        .arg(cluster.data());
        let done = init.output().expect("initdb");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        cluster.run();
        cluster
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The address of a database of it.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Starts it and waits until it answers.
    pub fn run(&mut self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))
            .expect("a log");
        let mut server = self.program("postgres");
        server
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(&self.folder)
            .args([
                "-p",
                &self.port.to_string(),
                "-c",
                "listen_addresses=127.0.0.1",
            ])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        self.running = Some(server.spawn().expect("postgres"));
        let begun = Instant::now();
        let file = self.data().join("postmaster.pid");
        while begun.elapsed() < Duration::from_secs(60) {
            let state = std::fs::read_to_string(&file).unwrap_or_default();
            if state.lines().any(|line| line.trim() == "ready") {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("PostgreSQL did not start within a minute");
    }

    /// Ends it at once, as a crash would: connections are cut, and the next start recovers.
    pub fn crash(&mut self) {
        if let Some(mut running) = self.running.take() {
            let told = Command::new("kill")
                .args(["-QUIT", &running.id().to_string()])
                .status();
            assert!(told.is_ok_and(|told| told.success()));
            let _ = running.wait();
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(&self.folder);
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.crash();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Debian keeps the server's programs out of PATH, in one folder per version.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let newest = versions
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(|folder| {
            let version = folder.iter().nth(4).and_then(|name| name.to_str());
            version.and_then(|name| name.parse::<u32>().ok())
        });
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .or_else(|| {
            std::env::split_paths(&path)
                .filter_map(|folder| folder.join("initdb").canonicalize().ok())
                .find_map(|file| file.parent().map(Path::to_owned))
        })
        .expect("PostgreSQL's initdb")
}

fn number(which: &str, user: Option<&str>) -> u32 {
    let said = Command::new("id")
        .arg(which)
        .args(user)
        .output()
        .expect("id");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    said.trim().parse().expect("a number")
}
