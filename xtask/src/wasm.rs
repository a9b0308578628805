//! Compiles the browser half. What comes out still needs `bindgen` before a browser can load it.

use std::path::PathBuf;

use crate::fail::Outcome;
use crate::toolchain::{self, WASM};
use crate::{places, shell};

/// Builds `hydrate` with a profile of the workspace and returns the module.
pub fn build(profile: &str) -> Outcome<PathBuf> {
    let toolchain = toolchain::get()?;
    shell::step(&format!("compile the browser half ({profile})"), || {
        let mut build = toolchain.cargo_wasm("build");
        shell::must(build.args(["-p", "hydrate", "--profile", profile]))
    })?;
    let folder = places::target().join("wasm").join(WASM).join(profile);
    Ok(folder.join("hydrate.wasm"))
}
