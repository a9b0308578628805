//! Where things lie. Every path is absolute, because Playwright runs in a folder of its own.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::fail::{At, Fail, Outcome};

static ROOT: OnceLock<PathBuf> = OnceLock::new();
static TARGET: OnceLock<PathBuf> = OnceLock::new();

/// The folder of the workspace.
pub fn root() -> &'static Path {
    ROOT.get_or_init(|| {
        // Cargo names the folder of this package to a program that it runs; whoever starts the
        // binary by hand stands somewhere inside the workspace.
        let here = env::current_dir().unwrap_or_default();
        env::var_os("CARGO_MANIFEST_DIR")
            .and_then(|package| Path::new(&package).parent().map(Path::to_owned))
            .or_else(|| {
                let found = here
                    .ancestors()
                    .find(|at| at.join("xtask/Cargo.toml").is_file());
                found.map(Path::to_owned)
            })
            .unwrap_or(here)
    })
}

/// Cargo's own folder for what it builds; everything made here goes there too.
pub fn target() -> &'static Path {
    TARGET.get_or_init(|| {
        let chosen = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        root().join(chosen)
    })
}

/// Makes `folder` and its parents; an existing one is fine.
pub fn make(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).at(folder)
}

/// Removes `folder` with all it holds; a missing one is fine.
pub fn clear(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Fail::new(format!("{}: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// Finds a program in the folders of `PATH`.
pub fn program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
