//! `cargo xtask test`: everything that can be checked without a person, in the order in which a
//! mistake is cheapest to learn.
//!
//! A part that fails does not keep the later ones from running, so one run shows everything. A
//! part that cannot run has failed: a green run means that all of it was looked at. Parts share what
//! they compile: `clippy` compiles the tests that `unit` runs, `clippy-wasm` and `wasm` the module
//! that `browser` loads and `budgets` weighs.

mod browser;
mod budgets;
mod edges;
mod lint;
mod modules;
mod slices;
mod style;
mod unit;

use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::fail::Outcome;
use crate::{site, supply};

struct Part {
    name: &'static str,
    run: fn() -> Outcome,
    /// Left out on a person's machine unless asked for.
    is_long: bool,
}

const fn part(name: &'static str, run: fn() -> Outcome) -> Part {
    Part {
        name,
        run,
        is_long: false,
    }
}

const PARTS: [Part; 10] = [
    part("fmt", lint::fmt),
    part("style", style::style),
    part("clippy", lint::clippy),
    part("clippy-wasm", lint::clippy_wasm),
    part("edges", edges::edges),
    part("supply", supply::judged),
    part("wasm", || site::TEST.make().map(drop)),
    part("unit", unit::unit),
    part("browser", browser::browser),
    Part {
        name: "budgets",
        run: budgets::budgets,
        is_long: true,
    },
];

pub fn test(args: &[String]) -> Outcome<ExitCode> {
    let is_ci = env::var("CI").is_ok_and(|value| value == "true");
    let parts = match selected(args, is_ci) {
        Ok(parts) => parts,
        Err(unknown) => {
            let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
            eprintln!("no part {unknown}; the parts are: {}", names.join(" "));
            return Ok(ExitCode::from(2));
        }
    };
    let mut results = Vec::new();
    for part in parts {
        println!("\n== {}", part.name);
        let start = Instant::now();
        let result = (part.run)();
        if let Err(fail) = &result {
            println!("FAILED: {fail}");
        }
        results.push((part.name, start.elapsed(), result.is_ok()));
    }
    print_table(&results);
    let failed = results.iter().filter(|(_, _, passed)| !passed).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The parts to run in their order, or the word that names none.
fn selected(args: &[String], is_ci: bool) -> Result<Vec<&'static Part>, &str> {
    let (flags, names): (Vec<&String>, Vec<&String>) =
        args.iter().partition(|arg| *arg == "--full");
    if let Some(unknown) = names
        .iter()
        .find(|name| !PARTS.iter().any(|part| part.name == **name))
    {
        return Err(unknown);
    }
    let is_full = is_ci || !flags.is_empty();
    let wanted = |part: &&Part| match names.is_empty() {
        true => is_full || !part.is_long,
        false => names.iter().any(|name| *name == part.name),
    };
    Ok(PARTS.iter().filter(wanted).collect())
}

fn print_table(results: &[(&str, Duration, bool)]) {
    println!("\npart          seconds");
    for (name, time, passed) in results {
        let word = if *passed { "passed" } else { "FAILED" };
        println!("{name:<12} {:>8.1}  {word}", time.as_secs_f64());
    }
}

#[cfg(test)]
mod tests;
