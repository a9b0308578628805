//! From source to a folder that a server can serve, and nothing done twice.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compress::Effort;
use crate::fail::{At, Outcome};
use crate::{bindgen, optimise, places, publish, shell, wasm};

/// A way to make the site.
pub struct Recipe {
    /// A profile of the workspace's `Cargo.toml`.
    profile: &'static str,
    folder: &'static str,
    optimise: bool,
    effort: Effort,
}

/// For working on the product.
pub const DEV: Recipe = Recipe {
    profile: "wasm-dev",
    folder: "site",
    optimise: false,
    effort: Effort::Quick,
};

/// For tests and measurements: the module that people get, but for a last optimisation that needs a
/// program from npm.
pub const TEST: Recipe = Recipe {
    profile: "wasm-release",
    folder: "site-release",
    optimise: false,
    effort: Effort::Best,
};

/// What is given to people.
pub const DIST: Recipe = Recipe {
    profile: "wasm-release",
    folder: "site",
    optimise: true,
    effort: Effort::Best,
};

impl Recipe {
    pub fn folder(&self) -> PathBuf {
        places::target().join(self.folder)
    }

    /// Brings the folder up to date and returns it.
    pub fn make(&self) -> Outcome<PathBuf> {
        let module = wasm::build(self.profile)?;
        let site = self.folder();
        let stamp = places::target()
            .join("wasm")
            .join(format!("{}.stamp", self.folder));
        let hash = publish::hash(&fs::read(&module).at(&module)?);
        // Two recipes may share a folder, so the stamp says which one was followed.
        let state = format!(
            "{} {:?} {} {hash}",
            self.profile, self.effort, self.optimise
        );
        if site.join("site.json").is_file() && is(&stamp, &state) {
            return Ok(site);
        }
        let made = places::target()
            .join("wasm")
            .join(format!("{}.bound", self.folder));
        bindgen::bindgen(&module, &made, self.effort == Effort::Quick)?;
        if self.optimise {
            optimise::optimise(&made.join("hydrate_bg.wasm"))?;
        }
        shell::step("compress the site", || {
            publish::publish(&made, &site, self.effort)
        })?;
        fs::write(&stamp, state).at(&stamp)?;
        Ok(site)
    }
}

fn is(stamp: &Path, state: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|last| last == state)
}
