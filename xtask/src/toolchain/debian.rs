//! Debian's Rust of one version: compiler, Cargo, the standard library's source, linker, lints.
//!
//! It is the way for machines that reach package registries but not rustup's servers.

use std::env;
use std::path::Path;
use std::process::Command;

use super::environment;
use crate::fail::Outcome;
use crate::{packages, shell};

pub const RUSTC: &str = "/usr/bin/rustc";
const PACKAGES: [&str; 6] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
];

/// All packages are installed in one version, and the linker that they point to exists.
pub fn is_ready() -> bool {
    let query = ["-W", "-f", "${db:Status-Abbrev}${Version}\n"];
    let Ok(list) = shell::text(Command::new("dpkg-query").args(query).args(PACKAGES)) else {
        return false;
    };
    let mut states: Vec<&str> = list.lines().collect();
    states.dedup();
    states.len() == 1 && states[0].starts_with("ii ") && Path::new("/usr/bin/rust-lld").exists()
}

pub fn install() -> Outcome {
    packages::update();
    packages::install(&wanted())
}

/// The exact command for those who may not install.
pub fn command() -> String {
    packages::command(&wanted())
}

fn wanted() -> Vec<String> {
    let mut wanted: Vec<String> = PACKAGES.map(str::to_owned).into();
    wanted.push(format!("lld-{}", llvm()));
    wanted
}

/// `rust-lld` is a link to the linker of one LLVM, the one that `rust-web-llvm` depends on.
fn llvm() -> String {
    let mut show = Command::new("apt-cache");
    show.args(["show", "--no-all-versions", "rust-web-llvm"]);
    llvm_of(&shell::text(&mut show).unwrap_or_default())
        .unwrap_or("22")
        .to_owned()
}

fn llvm_of(description: &str) -> Option<&str> {
    let depends = description
        .lines()
        .find_map(|line| line.strip_prefix("Depends:"))?;
    depends
        .split([',', ' '])
        .find_map(|word| word.strip_prefix("llvm-"))
}

/// One of the toolchain's programs, or another one that calls them, in an environment where another
/// toolchain left no trace.
pub fn tool(name: impl AsRef<Path>) -> Command {
    let mut command = Command::new(Path::new("/usr/bin").join(name));
    environment::clean(&mut command, environment::about_a_toolchain);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once("/usr/bin".into()).chain(env::split_paths(&path));
    if let Ok(path) = env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
        .env("CARGO", "/usr/bin/cargo")
        .env("RUSTC", RUSTC)
        .env("RUSTDOC", "/usr/bin/rustdoc")
        .env("RUSTFMT", "/usr/bin/rustfmt");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_is_of_the_llvm_that_the_package_depends_on() {
        let text = "Package: rust-web-llvm\nDepends: libc6 (>= 2.34), libgcc-s1, llvm-22\n";
        assert_eq!(llvm_of(text), Some("22"));
        assert_eq!(llvm_of("Package: rust-web-llvm\n"), None);
    }
}
