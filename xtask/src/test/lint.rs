//! Parts `fmt`, `clippy` and `clippy-wasm`.

use crate::fail::Outcome;
use crate::native::PACKAGES;
use crate::{shell, toolchain};

pub fn fmt() -> Outcome {
    shell::must(toolchain::get()?.cargo("fmt").args(["--all", "--check"]))
}

pub fn clippy() -> Outcome {
    let toolchain = toolchain::get()?;
    // In two runs, or Cargo would join the features of the workshop's dependencies to the
    // product's, and `unit` would have to compile them again.
    for packages in [&PACKAGES[..], &["-p", "xtask"]] {
        let mut clippy = toolchain.cargo("clippy");
        shell::must(
            clippy
                .args(packages)
                .args(["--all-targets", "--", "-D", "warnings"]),
        )?;
    }
    Ok(())
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
