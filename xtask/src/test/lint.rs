//! Parts `fmt`, `clippy` and `clippy-wasm`.

use crate::fail::Outcome;
use crate::native::PACKAGES;
use crate::{shell, toolchain};

pub fn fmt() -> Outcome {
    shell::must(toolchain::get()?.cargo("fmt").args(["--all", "--check"]))
}

pub fn clippy() -> Outcome {
    let mut clippy = toolchain::get()?.cargo("clippy");
    clippy
        .args(PACKAGES)
        .args(["-p", "xtask", "--all-targets", "--", "-D", "warnings"]);
    shell::must(&mut clippy)
}

/// `hydrate` turns the feature of the same name on in `app`.
pub fn clippy_wasm() -> Outcome {
    let mut clippy = toolchain::get()?.cargo_wasm("clippy");
    // The profile of the part `wasm`, so that macros and build scripts serve both.
    clippy.args([
        "-p",
        "hydrate",
        "-p",
        "app",
        "--profile",
        "wasm-dev",
        "--",
        "-D",
        "warnings",
    ]);
    shell::must(&mut clippy)
}
