//! Small C libraries that are loaded into a server before all others (`LD_PRELOAD`).

use std::{
    collections::BTreeMap,
    path::PathBuf,
    process::Command,
    sync::{Mutex, OnceLock, PoisonError},
};

use tempfile::TempDir;

/// Compiles `tests/faults/NAME.c` once, by the C compiler that the product's own C code needs too.
///
/// # Panics
/// When it does not compile.
pub fn library(name: &'static str) -> PathBuf {
    static MADE: OnceLock<(TempDir, Mutex<BTreeMap<&str, PathBuf>>)> = OnceLock::new();
    let (folder, made) = MADE.get_or_init(|| (TempDir::new().expect("a folder"), Mutex::default()));
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(name)
        .or_insert_with(|| {
            let library = folder.path().join(format!("{name}.so"));
            let source = format!("{}/faults/{name}.c", env!("CARGO_MANIFEST_DIR"));
            let done = Command::new("cc")
                .args([
                    "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1", "-o",
                ])
                .arg(&library)
                .args([source.as_str(), "-ldl", "-lpthread"])
                .output()
                .expect("a C compiler named cc");
            assert!(
                done.status.success(),
                "{}",
                String::from_utf8_lossy(&done.stderr)
            );
            library
        })
        .clone()
}
