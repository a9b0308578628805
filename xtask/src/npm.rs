//! Packages of npm, exactly those that a lock file names.

use std::path::Path;
use std::process::Command;

use crate::fail::{Fail, Outcome};
use crate::packages::{self, Need};
use crate::{fresh, places, shell};

pub const NPM: Need = Need {
    name: "npm",
    find: || places::program("npm").filter(|_| places::program("node").is_some()),
    debian: &["nodejs", "npm"],
    elsewhere: "Node.js 20.19 or newer, from https://nodejs.org or your distribution",
};

/// Installs what the lock file in `folder` names, unless nothing changed since the last time.
pub fn ready(folder: &Path, what: &str) -> Outcome {
    packages::ensure(&NPM)?;
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(Fail::new(format!("{} is missing", lock.display())));
    }
    // npm writes this file last, so an interrupted installation is done again.
    if fresh::is_newer(&folder.join("node_modules/.package-lock.json"), &lock) {
        return Ok(());
    }
    shell::step(&format!("install {what}"), || {
        let mut npm = Command::new("npm");
        // The browser is the machine's: Playwright's own is a download of its own.
        npm.arg("ci")
            .current_dir(folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        shell::must(&mut npm)
    })
}
