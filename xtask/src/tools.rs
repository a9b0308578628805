//! Cargo's own extensions that only the longer checks need: found, else installed in their exact
//! version below the build's folder.

use std::path::PathBuf;
use std::process::Command;

use crate::fail::Outcome;
use crate::{places, shell, toolchain};

pub struct Tool {
    name: &'static str,
    version: &'static str,
}

pub const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

pub const MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: "27.1.0",
};

impl Tool {
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The program, in the folder of the workspace and with the one toolchain.
    pub fn command(&self) -> Outcome<Command> {
        let toolchain = toolchain::get()?;
        let program = self.program(toolchain)?;
        Ok(toolchain.extension(&program))
    }

    fn program(&self, toolchain: toolchain::Toolchain) -> Outcome<PathBuf> {
        let folder = places::target().join("tools");
        let own = folder.join("bin").join(self.name);
        let found = [Some(own.clone()), places::program(self.name)];
        if let Some(program) = found.into_iter().flatten().find(|file| self.is(file)) {
            return Ok(program);
        }
        shell::step(&format!("install {} {}", self.name, self.version), || {
            let mut install = toolchain.cargo("install");
            install
                .args([self.name, "--version", self.version, "--locked", "--root"])
                .arg(&folder);
            shell::must(&mut install)
        })?;
        Ok(own)
    }

    /// Whether `file` is there and of the wanted version.
    fn is(&self, file: &std::path::Path) -> bool {
        let mut asked = Command::new(file);
        // An extension of Cargo is told its own name first.
        if let Some(name) = self.name.strip_prefix("cargo-").filter(|_| file.is_file()) {
            asked.args([name, "--version"]);
            return shell::text(&mut asked).is_ok_and(|said| said.ends_with(self.version));
        }
        false
    }
}
