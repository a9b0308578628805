//! `cargo xtask bench NAME`: measurements are of the release build or they mean nothing.

use crate::fail::Outcome;
use crate::{shell, site, toolchain};

pub fn bench(args: &[String]) -> Outcome {
    let site = site::RELEASE.make()?;
    let mut bench = toolchain::get()?.cargo("run");
    bench
        .args(["--release", "-p", "tests", "--bin", "bench", "--"])
        .args(args);
    shell::must(bench.env("DIARY_SITE", site))
}
