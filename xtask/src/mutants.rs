//! `cargo xtask mutants [SET…]`: what decides who may do what is broken once in every way that
//! cargo-mutants knows, and each check that stands as a statement of its own is taken out once,
//! which cargo-mutants cannot; the tests named by the set must notice. What happened is written to
//! `tests/mutants.txt`, which is checked in and read as a diff; a set that is not run keeps its
//! section.
//!
//! No part of the test command: a hundred builds of `domain` take minutes, and one of the product
//! takes some.

mod checks;
mod sets;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fail::{At, Fail, Outcome};
use crate::{places, postgres, shell, site, tools};
use sets::{ALL, SURVIVORS, Set};

const REPORT: &str = "tests/mutants.txt";

pub fn mutants(names: &[String]) -> Outcome {
    let sets = chosen(names)?;
    let file = places::root().join(REPORT);
    let mut wrong = Vec::new();
    for set in sets {
        println!("  set {}", set.name);
        let found = run(set)?;
        let before = fs::read_to_string(&file).unwrap_or_default();
        let text = with_section(&before, set, &section(set, &found));
        fs::write(&file, text).at(&file)?;
        println!("  written: {REPORT}");
        wrong.extend(self::wrong(set, &found, SURVIVORS));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Fail::new(wrong.join("\n"))),
    }
}

/// The sets of these names; all, when none is named.
fn chosen(names: &[String]) -> Outcome<Vec<&'static Set>> {
    if names.is_empty() {
        return Ok(ALL.iter().collect());
    }
    let named = |name: &String| {
        let found = ALL.iter().find(|set| set.name == name);
        let known = || ALL.map(|set| set.name).join(", ");
        found.ok_or_else(|| Fail::new(format!("no set {name}; there are {}", known())))
    };
    names.iter().map(named).collect()
}

fn run(set: &Set) -> Outcome<Found> {
    let folder = places::target().join("mutants");
    places::clear(&folder)?;
    places::make(&folder)?;
    let cluster = match set.needs_database {
        true => Some(shell::step("start a PostgreSQL cluster", postgres::start)?),
        false => None,
    };
    let around = |command: &mut Command| {
        if let Some(cluster) = &cluster {
            command.env("DIARY_TEST_POSTGRES", &cluster.url);
            command.env("DIARY_SITE", site::TEST.folder());
        }
    };
    let mut found = by_cargo_mutants(set, &folder, around)?;
    checks::run(set, &folder, around, &mut found)?;
    Ok(found)
}

fn by_cargo_mutants(set: &Set, folder: &Path, around: impl Fn(&mut Command)) -> Outcome<Found> {
    let mut command = tools::MUTANTS.command()?;
    for file in set.files {
        command.args(["--file", file]);
    }
    command.args(set.breaking);
    command.args(["--no-shuffle", "--colors", "never", "--output"]);
    command.arg(folder);
    command.arg("--").args(set.judged);
    // The environment of the folder copy: it builds what it needs in a place of its own.
    command.env_remove("CARGO_TARGET_DIR");
    around(&mut command);
    // It fails when one survives, which is judged here.
    let ended = shell::must(&mut command);
    let found = read(&folder.join("mutants.out"))?;
    match found.is_empty() {
        true => ended.and(Err(Fail::new("no mutant was made"))),
        false => Ok(found),
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

/// What stands above all sections.
fn head() -> String {
    format!(
        "Written by `cargo xtask mutants` (cargo-mutants {}): ways to break who may do what, and whether the\n\
         tests that a section names notice. An unviable one does not compile.\n",
        tools::MUTANTS.version()
    )
}

/// Where a section begins.
fn title(set: &Set) -> String {
    format!("\n## {}: ", set.name)
}

fn section(set: &Set, found: &Found) -> String {
    let count = |end: &str| -> usize {
        let of = found.iter().filter(|((_, is), _)| *is == end);
        of.map(|(_, count)| count).sum()
    };
    let mut text = format!("{}{}\n\n", title(set), set.about);
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

/// The report with this section instead of the one it had; the sections stand in the order of the
/// sets.
fn with_section(report: &str, set: &Set, section: &str) -> String {
    let old = |other: &Set| -> Option<String> {
        let from = report.find(&title(other))?;
        let rest = report.get(from..)?;
        let ends = rest.get(1..)?.find("\n## ").map_or(rest.len(), |at| at + 1);
        rest.get(..ends).map(str::to_owned)
    };
    let sections = ALL.iter().filter_map(|other| match other.name == set.name {
        true => Some(section.to_owned()),
        false => old(other),
    });
    std::iter::once(head()).chain(sections).collect()
}

/// Survivors without a reason, and reasons without a survivor.
fn wrong(set: &Set, found: &Found, reasons: &[(&str, &str)]) -> Vec<String> {
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
        .filter(|(name, _)| set.is_about(name) && !survived(name))
        .map(|(name, _)| format!("this one no longer survives, take its reason away: {name}"));
    unknown.chain(vain).collect()
}

#[cfg(test)]
mod tests;
