//! cargo-deny: the same lists by another program, and the advisories of the day.

use std::process::{Command, ExitCode};

use crate::fail::Outcome;
use crate::{shell, tools};

const NOT_CHECKED: u8 = 3;

pub fn ask() -> Outcome<ExitCode> {
    let deny = || -> Outcome<Command> {
        let mut command = tools::DENY.command()?;
        command.args(["--all-features", "--locked"]);
        Ok(command)
    };
    shell::must(deny()?.args(["check", "bans", "licenses", "sources"]))?;
    if let Err(fail) = shell::must(deny()?.args(["fetch", "db"])) {
        println!();
        println!("NOT CHECKED: advisories. Their database cannot be reached from here ({fail}).");
        println!("NOT CHECKED means not known to be right: run this where it can be reached.");
        return Ok(ExitCode::from(NOT_CHECKED));
    }
    shell::must(deny()?.args(["check", "advisories"]))?;
    Ok(ExitCode::SUCCESS)
}
