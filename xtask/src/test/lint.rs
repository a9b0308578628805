//! Parts `fmt`, `clippy` and `clippy-wasm`.

use crate::fail::{Fail, Outcome};
use crate::native::PACKAGES;
use crate::{shell, toolchain};

pub fn fmt() -> Outcome {
    shell::must(toolchain::get()?.cargo("fmt").args(["--all", "--check"]))
}

pub fn clippy() -> Outcome {
    let toolchain = toolchain::get()?;
    let mut product = toolchain.cargo_linted("test");
    product.args(PACKAGES).arg("--no-run");
    let said = shell::loud(&mut product)?;
    let warned = warned(&said);
    let mut workshop = toolchain.cargo("clippy");
    workshop.args(["-p", "xtask", "--all-targets", "--profile", "xtask"]);
    let workshop = shell::must(workshop.args(["--", "-D", "warnings"]));
    if warned.is_empty() {
        return workshop;
    }
    workshop.and(Err(Fail::new(warned.join("\n"))))
}

/// The lines in which Cargo counts the warnings of a target; it repeats those of what it did not
/// compile anew.
fn warned(said: &str) -> Vec<&str> {
    let lines = said.lines();
    lines
        .filter(|line| line.starts_with("warning: `") && line.contains(" generated "))
        .collect()
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
        "wasm-release",
        "--",
        "-D",
        "warnings",
    ]);
    shell::must(&mut clippy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_counted_for_each_target() {
        let said = "   Compiling app v0.1.0\nwarning: unused variable: `y`\n\
                    warning: `app` (lib) generated 1 warning\n    Finished `test`";
        assert_eq!(warned(said), ["warning: `app` (lib) generated 1 warning"]);
        assert!(warned("    Finished `test` profile").is_empty());
    }
}
