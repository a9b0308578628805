//! Part `supply` of the tests and `cargo xtask supply`: whose code is built in, and on what terms.
//!
//! The part judges what Cargo itself says of the lock file, so that it needs no other program and
//! no list from the network. The command asks cargo-deny besides, which reads the licence texts and
//! knows the advisories of the day.

mod deny;
mod files;
mod judge;
mod licence;
mod lists;
mod metadata;

use std::env;
use std::process::ExitCode;

use crate::fail::{Fail, Outcome};
use crate::{places, shell, toolchain};
use lists::LISTS;

/// The part: licences, sources, duplicates, and who is known to be unmaintained.
pub fn judged() -> Outcome {
    let mut cargo = toolchain::get()?.cargo("metadata");
    // `dist` turns on a feature that nothing else does.
    cargo.args(["--all-features", "--locked"]);
    cargo.args(["--format-version", "1", "--quiet"]);
    let packages = metadata::read(&shell::text(&mut cargo)?)?;
    let mut wrong = judge::judge(&packages, &LISTS);
    wrong.extend(files::differing(
        places::root(),
        env::var_os("UPDATE").is_some(),
    )?);
    for sentence in &wrong {
        println!("  {sentence}");
    }
    println!(
        "  {} crates; {} in two versions, {} unmaintained, each with its reason",
        packages.iter().filter(|package| !package.is_ours).count(),
        LISTS.duplicates.len(),
        LISTS.unmaintained.len(),
    );
    match wrong.len() {
        0 => Ok(()),
        count => Err(Fail::new(format!("{count} things were not accepted"))),
    }
}

/// The command: the part, then cargo-deny. Its exit code is 0 when everything was checked, 1 when
/// something is wrong, 3 when all that could be checked is right but the advisories could not be.
pub fn supply() -> Outcome<ExitCode> {
    judged()?;
    deny::ask()
}
