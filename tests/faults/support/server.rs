//! A running server.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::Visitor;

/// Killed with this value, if it still runs.
pub struct Server {
    child: Child,
    log: PathBuf,
    address: String,
}

impl Server {
    /// Starts a command that serves, and waits until it says where.
    ///
    /// # Panics
    /// When it ends, or says nothing for a minute.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let file = File::create(log).expect("a log");
        let child = command
            .stdin(Stdio::null())
            .stderr(file.try_clone().expect("a log"))
            .stdout(file)
            .spawn()
            .expect("the program starts");
        let mut server = Self {
            child,
            log: log.to_owned(),
            address: String::new(),
        };
        let begun = Instant::now();
        loop {
            let said = server.log();
            if let Some((_, rest)) = said.split_once(" at http://")
                && let Some((address, _)) = rest.split_once('\n')
            {
                address.clone_into(&mut server.address);
                return server;
            }
            let ended = server.child.try_wait().expect("a state");
            assert!(ended.is_none(), "the server ended: {said}");
            assert!(begun.elapsed() < Duration::from_secs(60), "silent: {said}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Everything it has printed.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// `127.0.0.1:PORT`
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Somebody with no cookies yet.
    pub fn visitor(&self) -> Visitor {
        Visitor::to(&self.address)
    }

    /// SIGKILL: nothing of it runs any more afterwards.
    pub fn kill(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM, and how it ended.
    pub fn stop(mut self) -> ExitStatus {
        let told = Command::new("kill")
            .args(["-TERM", &self.pid().to_string()])
            .status();
        assert!(told.is_ok_and(|told| told.success()));
        self.child.wait().expect("an end")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
