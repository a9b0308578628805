//! The one toolchain that builds both halves and runs fmt, clippy and the tests.
//!
//! Why one: an island's id is a hash of its macro's token text, which two compilers may print
//! differently, and an island whose ids differ between page and module stays dead with nothing
//! but a line in the browser's console.

mod choose;
mod debian;
mod environment;
mod probe;

use std::env;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::fail::{Fail, Outcome};
use crate::{places, shell};
use choose::Way;

/// The WebAssembly target, as compilers call it.
pub const WASM: &str = "wasm32-unknown-unknown";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that runs this program.
    Active,
    /// Debian's packages; they lack the standard library of the target, so Cargo builds it.
    Debian,
}

/// Chooses once per run, and says what was chosen.
pub fn get() -> Outcome<Toolchain> {
    static CHOSEN: OnceLock<Outcome<Toolchain>> = OnceLock::new();
    CHOSEN.get_or_init(settle).clone()
}

fn settle() -> Outcome<Toolchain> {
    let probe = probe::probe();
    for way in choose::choose(&probe) {
        match take(way) {
            Ok(toolchain) => {
                let version = shell::text(Command::new(toolchain.rustc()).arg("-V"));
                println!("Toolchain: {way}, {}", version.unwrap_or_default());
                return Ok(toolchain);
            }
            Err(fail) if way == Way::Explain => return Err(fail),
            Err(fail) => println!("Toolchain: {way} does not work here: {fail}"),
        }
    }
    Err(Fail::new("no toolchain"))
}

fn take(way: Way) -> Outcome<Toolchain> {
    match way {
        Way::Active => Ok(Toolchain::Active),
        Way::AddTarget => {
            shell::must(Command::new("rustup").args(["target", "add", WASM]))?;
            Ok(Toolchain::Active)
        }
        Way::Debian => Ok(Toolchain::Debian),
        Way::InstallDebian => {
            debian::install()?;
            Ok(Toolchain::Debian)
        }
        Way::Explain => Err(Fail::new(format!(
            "The browser half needs a compiler for {WASM}. One of these is enough:\n  \
             rustup:              rustup target add {WASM}\n  \
             Debian 12:           sudo {}\n  \
             other distributions: the package with rustc's standard library for {WASM}\n                       \
             (Fedora: rust-std-static-{WASM}, Arch: rust-wasm)",
            debian::command(),
        ))),
    }
}

impl Toolchain {
    /// A command of Cargo for this machine: `build`, `test`, `tree`, `clippy`, `fmt` …
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut command = match (self, subcommand) {
            (Self::Active, _) => active(),
            // Cargo would look for these two in its own home first, where rustup's may lie.
            (Self::Debian, "clippy" | "fmt") => debian::tool(format!("cargo-{subcommand}")),
            (Self::Debian, _) => debian::tool("cargo"),
        };
        command.arg(subcommand);
        command
            .current_dir(places::root())
            .env("CARGO_TARGET_DIR", places::target());
        command
    }

    /// The same with clippy's compiler for this workspace's crates: what is compiled for tests is
    /// linted on the way, so that no dependency is compiled a second time for its lints. Nothing
    /// fails of a lint; the part `clippy` does.
    pub fn cargo_linted(self, subcommand: &str) -> Command {
        let driver = match self {
            Self::Active => "clippy-driver",
            Self::Debian => "/usr/bin/clippy-driver",
        };
        let mut command = self.cargo(subcommand);
        command
            .env("RUSTC_WORKSPACE_WRAPPER", driver)
            .env("CLIPPY_ARGS", "--cap-lints__CLIPPY_HACKERY__warn");
        command
    }

    /// The same for the WebAssembly half, in a folder of its own: `RUSTC_BOOTSTRAP` changes what
    /// build scripts find, and in one folder each half would undo the other's work.
    pub fn cargo_wasm(self, subcommand: &str) -> Command {
        let mut command = self.cargo(subcommand);
        command
            .args(["--target", WASM, "--target-dir"])
            .arg(places::target().join("wasm"));
        if self == Self::Debian {
            command
                .arg("-Zbuild-std=std,panic_abort")
                .env("RUSTC_BOOTSTRAP", "1");
        }
        command
    }

    /// An extension of Cargo, for the same toolchain.
    pub fn extension(self, program: &Path) -> Command {
        let mut command = match self {
            Self::Active => {
                let mut command = Command::new(program);
                environment::clean(&mut command, environment::about_this_program);
                command
            }
            Self::Debian => debian::tool(program),
        };
        command.current_dir(places::root());
        if let Some(name) = program
            .file_name()
            .and_then(|name| name.to_str()?.strip_prefix("cargo-"))
        {
            command.arg(name);
        }
        command
    }

    fn rustc(self) -> &'static str {
        match self {
            Self::Active => "rustc",
            Self::Debian => debian::RUSTC,
        }
    }
}

/// The Cargo that runs this program, without what it tells this program about itself.
pub fn active() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    environment::clean(&mut command, environment::about_this_program);
    command
}
