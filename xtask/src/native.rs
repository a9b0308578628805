//! Compiles the server half.

use std::path::PathBuf;

use crate::fail::Outcome;
use crate::{places, shell, toolchain};

/// The packages of the server and their tests. They are always named together where tests are
/// built: Cargo then joins their features once, and no dependency is compiled twice.
pub const PACKAGES: [&str; 12] = [
    "-p", "domain", "-p", "store", "-p", "app", "-p", "demo", "-p", "server", "-p", "tests",
];

/// Builds the server for working on it and returns the program.
pub fn server() -> Outcome<PathBuf> {
    let toolchain = toolchain::get()?;
    shell::step("compile the server", || {
        shell::must(
            toolchain
                .cargo("build")
                .args(["-p", "server", "--bin", "diary"]),
        )
    })?;
    Ok(places::target().join("debug/diary"))
}

/// The same program out of what the tests are built from.
pub fn server_for_tests() -> Outcome<PathBuf> {
    let toolchain = toolchain::get()?;
    shell::step("compile the server and its tests", || {
        shell::must(
            toolchain
                .cargo_linted("build")
                .args(PACKAGES)
                .args(["--bins", "--tests"]),
        )
    })?;
    Ok(places::target().join("debug/diary"))
}
