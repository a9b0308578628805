//! `cargo xtask mutants`: every condition of the policy is broken once, in every way that
//! cargo-mutants knows, and the tests beside it must notice, without those of any other crate. What
//! happened is written to `tests/mutants.txt`, which is checked in and read as a diff.
//!
//! No part of the test command: a hundred builds of `domain` take minutes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::fail::{At, Fail, Outcome};
use crate::{places, shell, tools};

/// What is broken.
const FILES: [&str; 3] = [
    "domain/src/access.rs",
    "domain/src/access/**",
    "domain/src/shown.rs",
];

const REPORT: &str = "tests/mutants.txt";

/// A mutant that no test can notice, with why; as cargo-mutants names it, without its line.
const SURVIVORS: &[(&str, &str)] = &[];

pub fn mutants() -> Outcome {
    let folder = places::target().join("mutants");
    places::clear(&folder)?;
    places::make(&folder)?;
    let mut command = tools::MUTANTS.command()?;
    command.args(["--package", "domain", "--features", "template"]);
    for file in FILES {
        command.args(["--file", file]);
    }
    command.args(["--no-shuffle", "--colors", "never", "--output"]);
    command.arg(&folder);
    // The tests that stand beside what is broken; the rest of `domain` takes minutes.
    command.args(["--", "--lib", "--", "access::", "shown::"]);
    // The environment of the folder copy: it builds what it needs in a place of its own.
    command.env_remove("CARGO_TARGET_DIR");
    // It fails when one survives, which is judged here.
    let ended = shell::must(&mut command);
    let made = folder.join("mutants.out");
    let found = read(&made)?;
    if found.is_empty() {
        return ended.and(Err(Fail::new("no mutant was made")));
    }
    let file = places::root().join(REPORT);
    fs::write(&file, report(&found)).at(&file)?;
    println!("  written: {REPORT}");
    let wrong = wrong(&found, SURVIVORS);
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Fail::new(wrong.join("\n"))),
    }
}

/// What became of each mutant, and how many are called so.
type Found = BTreeMap<(String, &'static str), usize>;

const ENDS: [&str; 4] = ["caught", "unviable", "missed", "timeout"];

fn read(made: &Path) -> Outcome<Found> {
    let mut found = Found::new();
    for end in ENDS {
        let file = made.join(format!("{end}.txt"));
        let text = fs::read_to_string(&file).at(&file)?;
        for line in text.lines().filter(|line| !line.is_empty()) {
            *found.entry((unplaced(line), end)).or_default() += 1;
        }
    }
    Ok(found)
}

/// `domain/src/x.rs:31:9: replace …` without the place, which every edit above it moves.
fn unplaced(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    match (parts.next(), parts.nth(2)) {
        (Some(file), Some(what)) => format!("{file}:{what}"),
        _ => line.to_owned(),
    }
}

fn report(found: &Found) -> String {
    let count = |end: &str| -> usize {
        let of = found.iter().filter(|((_, is), _)| *is == end);
        of.map(|(_, count)| count).sum()
    };
    let mut text = format!(
        "Written by `cargo xtask mutants` ({} {}): ways to break who may do what, and whether the\n\
         tests beside it notice, in `domain` alone. An unviable one does not compile.\n\n",
        "cargo-mutants",
        tools::MUTANTS.version()
    );
    for end in ENDS {
        let _ = writeln!(text, "{end:<9}{:>4}", count(end));
    }
    text.push('\n');
    for ((what, end), count) in found {
        let times = match count {
            1 => String::new(),
            count => format!(" (×{count})"),
        };
        let why = SURVIVORS.iter().find(|(name, _)| name == what);
        let why = why
            .filter(|_| matches!(*end, "missed" | "timeout"))
            .map_or(String::new(), |(_, why)| format!("\n         {why}"));
        let _ = writeln!(text, "{end:<9}{what}{times}{why}");
    }
    text
}

/// Survivors without a reason, and reasons without a survivor.
fn wrong(found: &Found, reasons: &[(&str, &str)]) -> Vec<String> {
    let survived = |what: &str| {
        let ends = ["missed", "timeout"];
        ends.iter()
            .any(|end| found.contains_key(&(what.to_owned(), end)))
    };
    let unknown = found
        .keys()
        .filter(|(what, end)| {
            matches!(*end, "missed" | "timeout") && !reasons.iter().any(|(name, _)| name == what)
        })
        .map(|(what, end)| format!("{end}: {what}"));
    let vain = reasons
        .iter()
        .filter(|(name, _)| !survived(name))
        .map(|(name, _)| format!("this one no longer survives, take its reason away: {name}"));
    unknown.chain(vain).collect()
}

#[cfg(test)]
mod tests;
