//! Notices that files changed, by looking: a watcher would be one more dependency per system.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// A number that differs when a file below `paths` was changed, added or removed.
pub fn state(paths: impl Iterator<Item = PathBuf>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(&path, &mut hasher);
    }
    hasher.finish()
}

/// Whether `made` is at least as new as `source`; a missing file is older than all.
pub fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    time(made).is_some() && time(made) >= time(source)
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(data) = fs::metadata(path) else { return };
    if data.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        // The order of a folder's entries may change without a change of a file.
        inside.sort();
        for path in inside {
            add(&path, hasher);
        }
    } else {
        path.hash(hasher);
        data.len().hash(hasher);
        data.modified().ok().hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_an_addition_and_a_removal_are_noticed() {
        let folder = std::env::temp_dir().join(format!("fresh-{}", std::process::id()));
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let now = || state(std::iter::once(folder.clone()));
        let file = folder.join("src/lib.rs");
        let empty = now();
        fs::write(&file, "a").expect("written");
        let added = now();
        assert_ne!(empty, added);
        assert_eq!(added, now());
        fs::write(&file, "ab").expect("written");
        assert_ne!(added, now());
        fs::remove_file(&file).expect("removed");
        assert_eq!(empty, now());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
