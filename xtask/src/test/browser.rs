//! Part `browser`: the product as a person meets it, by Playwright in a real Chromium.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fail::{Fail, Outcome};
use crate::packages::{self, Need};
use crate::{fresh, native, optimise, places, shell, site};

const CHROMIUM: Need = Need {
    name: "Chromium",
    find: chromium,
    debian: &["chromium"],
    elsewhere: "Chromium or Chrome from your distribution, with CHROMIUM_PATH naming the program",
};

pub fn browser() -> Outcome {
    packages::ensure(&optimise::NPM)?;
    let chromium = packages::ensure(&CHROMIUM)?;
    let folder = places::root().join("tests/browser");
    dependencies(&folder)?;
    let site = site::DEV.make()?;
    let diary = native::server_for_tests()?;
    let mut playwright = Command::new("npx");
    playwright.args(["playwright", "test"]).current_dir(&folder);
    playwright
        .env("DIARY_BIN", diary)
        .env("DIARY_SITE", site)
        .env("CHROMIUM_PATH", chromium);
    shell::must(&mut playwright)
}

/// Installs what the lock file names, unless nothing changed since the last time.
fn dependencies(folder: &Path) -> Outcome {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(Fail::new(format!("{} is missing", lock.display())));
    }
    // npm writes this file last, so an interrupted installation is done again.
    if fresh::is_newer(&folder.join("node_modules/.package-lock.json"), &lock) {
        return Ok(());
    }
    shell::step("install Playwright", || {
        let mut npm = Command::new("npm");
        // The browser is the machine's: Playwright's own is a download of its own.
        npm.arg("ci")
            .current_dir(folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        shell::must(&mut npm)
    })
}

fn chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM_PATH") {
        return Some(path.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(places::program)
}
