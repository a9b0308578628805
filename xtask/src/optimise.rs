//! Makes the module of a release smaller with binaryen's `wasm-opt`.
//!
//! Only `cargo xtask dist` does it: it takes a minute and about a fifth off the size. The version
//! and the flags are exact, because others break the module: binaryen 108 miscompiles it, and with
//! `--all-features` it comes out as one that Chromium refuses.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fail::{At, Outcome};
use crate::{npm, packages, places, shell};

const VERSION: &str = "132.0.0";
const FLAGS: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Rewrites `module` in place.
pub fn optimise(module: &Path) -> Outcome {
    let program = wasm_opt()?;
    let smaller = module.with_extension("smaller");
    shell::step("optimise the module", || {
        let mut command = Command::new(&program);
        command
            .arg(module)
            .arg("-Oz")
            .args(FLAGS)
            .arg("-o")
            .arg(&smaller);
        shell::must(&mut command)?;
        std::fs::rename(&smaller, module).at(module)
    })
}

fn wasm_opt() -> Outcome<PathBuf> {
    let folder = places::target()
        .join("tools")
        .join(format!("binaryen-{VERSION}"));
    let program = folder.join("node_modules/.bin/wasm-opt");
    if !program.exists() {
        packages::ensure(&npm::NPM)?;
        places::make(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--prefix"]).arg(&folder);
        shell::must(npm.arg(format!("binaryen@{VERSION}")))?;
    }
    Ok(program)
}
