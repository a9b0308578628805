//! The names of functions and the lines of our own code, in a file beside the program. Whoever has both
//! files in one folder reads names in a backtrace; the program alone runs the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fail::Outcome;
use crate::shell;

/// Copies `built` to `program` without symbols and writes them to `program` with `.debug` added.
pub fn split(built: &Path, program: &Path) -> Outcome<PathBuf> {
    let symbols = program.with_extension("debug");
    let mut keep = objcopy();
    keep.arg("--only-keep-debug").args([built, &symbols]);
    shell::must(&mut keep)?;
    let mut strip = objcopy();
    // The program names the file of symbols and the sum of its bytes.
    strip.arg("--strip-all").arg("--add-gnu-debuglink");
    strip.arg(&symbols).args([built, program]);
    shell::must(&mut strip)?;
    Ok(symbols)
}

/// Of the tools that come with the linker.
fn objcopy() -> Command {
    Command::new("objcopy")
}
