//! One file, with a hash of its content in its name, and its compressed forms.

use std::{collections::HashMap, path::Path};

use sha2::{Digest, Sha256};

use super::error::AssetsError;

pub(super) struct File {
    pub(super) kind: &'static str,
    pub(super) plain: Vec<u8>,
    pub(super) brotli: Option<Vec<u8>>,
    pub(super) gzip: Option<Vec<u8>>,
}

pub(super) fn add(
    files: &mut HashMap<String, File>,
    name: &str,
    ending: &str,
    kind: &'static str,
    plain: Vec<u8>,
) -> String {
    let hash = store::hex::write(&Sha256::digest(&plain)[..8]);
    let name = format!("{name}.{hash}.{ending}");
    files.insert(
        name.clone(),
        File {
            kind,
            plain,
            brotli: None,
            gzip: None,
        },
    );
    name
}

pub(super) fn kind_of(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        _ => None,
    }
}

pub(super) fn collect(
    folder: &Path,
    prefix: &str,
    files: &mut HashMap<String, File>,
) -> Result<(), AssetsError> {
    let missing = |source| AssetsError::Missing {
        path: folder.display().to_string(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(missing)? {
        let entry = entry.map_err(missing)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
            continue;
        }
        let Some(kind) = kind_of(&name) else { continue };
        let beside = |ending: &str| std::fs::read(format!("{}.{ending}", path.display())).ok();
        files.insert(
            name,
            File {
                kind,
                plain: std::fs::read(&path).map_err(missing)?,
                brotli: beside("br"),
                gzip: beside("gz"),
            },
        );
    }
    Ok(())
}
