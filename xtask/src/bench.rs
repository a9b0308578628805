//! `cargo xtask bench NAME`: measurements are of the release build or they mean nothing.

use crate::fail::Outcome;
use crate::native::PACKAGES;
use crate::{postgres, shell, site, toolchain};

pub fn bench(args: &[String]) -> Outcome {
    if args.first().is_some_and(|name| name == "faults") {
        return faults();
    }
    if args.first().is_some_and(|name| name == "lists") {
        return lists();
    }
    let site = site::TEST.make()?;
    let mut bench = toolchain::get()?.cargo("run");
    bench
        .args(["--release", "-p", "tests", "--bin", "bench", "--"])
        .args(args);
    shell::must(bench.env("DIARY_SITE", site))
}

/// The long versions of the tests of `tests/faults`, one after the other. They measure no time, so
/// they run on what the tests are built from.
fn faults() -> Outcome {
    let toolchain = toolchain::get()?;
    let cluster = shell::step("start a PostgreSQL cluster", postgres::start)?;
    let mut faults = toolchain.cargo_linted("test");
    faults
        .args(PACKAGES)
        .args(["--test", "all", "--", "faults::"])
        .args(["--ignored", "--nocapture", "--test-threads=1"]);
    shell::must(faults.env("DIARY_TEST_POSTGRES", &cluster.url))
}

/// Lists of a school with many shown pages, on SQLite: a released store takes no PostgreSQL that may lose
/// what it holds, as those of tests may.
fn lists() -> Outcome {
    let mut lists = toolchain::get()?.cargo("test");
    lists
        .args(["--release", "-p", "store", "--test", "all", "--"])
        .args([
            "list_speed::a_list_of_twelve_thousand_pages::sqlite",
            "--exact",
        ])
        .args(["--ignored", "--nocapture"]);
    shell::must(&mut lists)
}
