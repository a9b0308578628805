//! A program that cannot outlive this one.
//!
//! `Drop` does not run when Ctrl-C or a time limit ends a process, and a database cluster left
//! behind keeps its port and its folder for ever. So a shell of its own process group holds the
//! program and waits at a pipe whose other end is here. The kernel closes that end however this
//! process ends, and the shell then stops the program and cleans up.

use std::path::Path;
use std::process::{Child, Command};
use std::{os::unix::process::CommandExt, process::Stdio};

use crate::fail::Outcome;
use crate::shell;

const SCRIPT: &str = r#"
signal=$1 folder=$2
shift 2
"$@" </dev/null &
child=$!
cat >/dev/null
kill -s "$signal" "$child" 2>/dev/null
wait "$child" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
"#;

pub struct Leash {
    shell: Child,
}

/// How a program is held.
pub struct Hold<'a> {
    /// The signal that asks the program to end: `TERM`, `INT` …
    pub signal: &'a str,
    /// Removed after the end.
    pub folder: Option<&'a Path>,
    /// The user and group to run as, when this process may change them.
    pub owner: Option<(u32, u32)>,
    /// Where the program writes; the terminal when absent.
    pub log: Option<std::fs::File>,
}

impl Leash {
    /// Starts `program` (with its arguments and variables) under `hold`.
    pub fn start(program: &Command, hold: Hold<'_>) -> Outcome<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "leash", hold.signal]);
        shell.arg(hold.folder.unwrap_or(Path::new("")));
        shell.arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        if let Some(folder) = program.get_current_dir() {
            shell.current_dir(folder);
        }
        if let Some((user, group)) = hold.owner {
            shell.uid(user).gid(group);
        }
        if let Some(log) = hold.log
            && let Ok(copy) = log.try_clone()
        {
            shell.stdout(log).stderr(copy);
        }
        shell.stdin(Stdio::piped()).process_group(0);
        Ok(Self {
            shell: shell::start(&mut shell)?,
        })
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // A shell that is gone already has nothing left to wait for.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn letting_go_ends_the_program_and_removes_its_folder() {
        let folder = std::env::temp_dir().join(format!("leash-{}", std::process::id()));
        std::fs::create_dir(&folder).expect("a new folder");
        let mut program = Command::new("sleep");
        program.arg("600");
        let hold = Hold {
            signal: "TERM",
            folder: Some(&folder),
            owner: None,
            log: None,
        };
        let leash = Leash::start(&program, hold).expect("sh exists");
        let start = Instant::now();
        drop(leash);
        assert!(start.elapsed() < Duration::from_secs(60));
        assert!(!folder.exists());
    }
}
