//! Part `browser`: the product as a person meets it, by Playwright in a real Chromium.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::fail::Outcome;
use crate::packages::{self, Need};
use crate::{native, npm, places, shell, site};

const CHROMIUM: Need = Need {
    name: "Chromium",
    find: chromium,
    debian: &["chromium"],
    elsewhere: "Chromium or Chrome from your distribution, with CHROMIUM_PATH naming the program",
};

pub fn browser() -> Outcome {
    let chromium = packages::ensure(&CHROMIUM)?;
    let folder = places::root().join("tests/browser");
    npm::ready(&folder, "Playwright")?;
    let site = site::TEST.make()?;
    let diary = native::server_for_tests()?;
    let mut playwright = Command::new("npx");
    playwright.args(["playwright", "test"]).current_dir(&folder);
    playwright
        .env("DIARY_BIN", diary)
        .env("DIARY_SITE", site)
        .env("CHROMIUM_PATH", chromium);
    shell::must(&mut playwright)
}

fn chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM_PATH") {
        return Some(path.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(places::program)
}
