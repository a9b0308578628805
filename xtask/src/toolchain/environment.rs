//! Which variables of the environment must not reach a Cargo that is started from here.

use std::env;
use std::process::Command;

/// Hides from `command` every variable whose name `unwanted` picks.
pub fn clean(command: &mut Command, unwanted: fn(&str) -> bool) {
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(unwanted) {
            command.env_remove(name);
        }
    }
}

/// `cargo run` describes the package that it runs; a nested build would take it for its own.
pub fn about_this_program(name: &str) -> bool {
    let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_"];
    prefixes.iter().any(|prefix| name.starts_with(prefix)) || name == "CARGO_PRIMARY_PACKAGE"
}

/// Everything that could mix two toolchains. How Cargo reaches its registries stays: a machine
/// behind a proxy builds with either toolchain or with none.
pub fn about_a_toolchain(name: &str) -> bool {
    const REACH: [&str; 8] = [
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTRIES_",
        "CARGO_REGISTRY_",
        "CARGO_SOURCE_",
        "CARGO_TERM_",
        "CARGO_BUILD_JOBS",
    ];
    if REACH.iter().any(|prefix| name.starts_with(prefix)) {
        return false;
    }
    // `cargo run` puts its own toolchain's libraries in front of LD_LIBRARY_PATH.
    matches!(
        name,
        "RUSTUP_TOOLCHAIN" | "RUSTFLAGS" | "RUSTDOCFLAGS" | "LD_LIBRARY_PATH"
    ) || name == "CARGO"
        || name.starts_with("CARGO_")
        || name.starts_with("RUSTC")
}

#[cfg(test)]
mod tests;
