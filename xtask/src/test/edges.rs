//! Part `edges`: no database in the browser, no runtime in the domain, no demo in what a school
//! gets, no slice of the pages in another, no source file that nobody compiles.
//!
//! Cargo answers a missing package and a misspelt one alike. So every rule stands beside a control:
//! the same command must find what is surely there, and the forbidden package must be found where
//! it belongs.

use crate::fail::{Fail, Outcome};
use crate::toolchain::{self, Toolchain, WASM};

use super::{modules, slices};

struct Edge {
    from: &'static [&'static str],
    to: &'static str,
    exists: bool,
}

const EDGES: [Edge; 10] = [
    Edge {
        from: &["hydrate", "--target", WASM],
        to: "sqlx",
        exists: false,
    },
    Edge {
        from: &["hydrate", "--target", WASM],
        to: "leptos",
        exists: true,
    },
    Edge {
        from: &["domain"],
        to: "tokio",
        exists: false,
    },
    Edge {
        from: &["domain"],
        to: "serde",
        exists: true,
    },
    Edge {
        from: &["server"],
        to: "sqlx",
        exists: true,
    },
    Edge {
        from: &["server"],
        to: "tokio",
        exists: true,
    },
    Edge {
        from: &["server"],
        to: "demo",
        exists: true,
    },
    Edge {
        from: &["server", "--no-default-features"],
        to: "demo",
        exists: false,
    },
    Edge {
        from: &["demo"],
        to: "store",
        exists: true,
    },
    Edge {
        from: &["demo"],
        to: "app",
        exists: false,
    },
];

pub fn edges() -> Outcome {
    let toolchain = toolchain::get()?;
    for edge in &EDGES {
        let exists = exists(toolchain, edge)?;
        let words = if exists {
            "depends on"
        } else {
            "does not depend on"
        };
        let from = edge.from.join(" ");
        println!("  {from} {words} {}", edge.to);
        if exists != edge.exists {
            return Err(Fail::new(format!(
                "that is wrong: {from} {words} {}",
                edge.to
            )));
        }
    }
    modules::modules()?;
    slices::slices()
}

fn exists(toolchain: Toolchain, edge: &Edge) -> Outcome<bool> {
    let mut tree = toolchain.cargo("tree");
    let output = tree
        .arg("-p")
        .args(edge.from)
        .args(["-i", edge.to])
        .output()
        .map_err(|error| Fail::new(format!("cargo tree: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let is_absent = format!(
        "package ID specification `{}` did not match any packages",
        edge.to
    );
    match output.status.success() {
        true => Ok(!output.stdout.is_empty()),
        false if said.contains(&is_absent) => Ok(false),
        false => Err(Fail::new(format!("cargo tree: {}", said.trim()))),
    }
}
