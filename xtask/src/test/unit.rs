//! Part `unit`: every test of the server half on both databases, and those of this workshop.

use crate::fail::Outcome;
use crate::native::PACKAGES;
use crate::{postgres, shell, site, toolchain};

pub fn unit() -> Outcome {
    let toolchain = toolchain::get()?;
    let cluster = shell::step("start a PostgreSQL cluster", postgres::start)?;
    let mut product = toolchain.cargo_linted("test");
    product.args(PACKAGES).arg("--no-fail-fast");
    product
        .env("DIARY_TEST_POSTGRES", &cluster.url)
        .env("DIARY_SITE", site::TEST.folder());
    let product = shell::must(&mut product);
    // By the Cargo that built this program: its dependencies are compiled already.
    let workshop =
        shell::must(toolchain::active().args(["test", "-p", "xtask", "--profile", "xtask"]));
    product.and(workshop)
}
