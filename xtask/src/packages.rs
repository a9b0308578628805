//! Programs that a machine may lack: found, else installed, else asked for by the exact command.
//!
//! Only root on Debian installs by itself. Nothing is ever passed over in silence: a check that
//! could not run has failed.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;

use crate::fail::{Fail, Outcome};
use crate::shell;

/// A program, where to look for it, and how to get it.
pub struct Need {
    pub name: &'static str,
    pub find: fn() -> Option<PathBuf>,
    pub debian: &'static [&'static str],
    /// For a person on another system.
    pub elsewhere: &'static str,
}

pub fn ensure(need: &Need) -> Outcome<PathBuf> {
    if let Some(file) = (need.find)() {
        return Ok(file);
    }
    if is_debian() && is_root() {
        update();
        install(need.debian)?;
    }
    (need.find)().ok_or_else(|| {
        let how = match is_debian() {
            true => format!("sudo {}", command(need.debian)),
            false => need.elsewhere.to_owned(),
        };
        Fail::new(format!("{} is missing. To install it: {how}", need.name))
    })
}

/// Fetches the lists of packages, once per run. Old lists may still do, so failing is no end.
pub fn update() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if let Err(fail) = shell::must(Command::new("apt-get").args(["update", "-qq"])) {
            println!("  {fail}; going on with the lists as they are");
        }
    });
}

pub fn install<S: AsRef<str>>(packages: &[S]) -> Outcome {
    let mut line = Command::new("sh");
    line.args(["-c", &command(packages)])
        .env("DEBIAN_FRONTEND", "noninteractive");
    shell::must(&mut line)
}

pub fn command<S: AsRef<str>>(packages: &[S]) -> String {
    let names: Vec<&str> = packages.iter().map(AsRef::as_ref).collect();
    format!(
        "apt-get install -y --no-install-recommends {}",
        names.join(" ")
    )
}

pub fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

pub fn is_root() -> bool {
    shell::text(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
