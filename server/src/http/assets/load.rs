//! Where the files come from: the program, or the folder the build wrote.

use std::{collections::HashMap, path::Path, sync::Arc};

use serde::Deserialize;

use super::{
    Assets, Half,
    error::AssetsError,
    file::{File, add, collect},
    style,
};

#[derive(Deserialize)]
pub(super) struct Index {
    pub(super) js: String,
    pub(super) wasm: String,
}

impl Assets {
    /// Only what needs no build: pages work, islands sleep. For tests of forms without script.
    #[must_use]
    pub fn without_script() -> Self {
        let mut files = HashMap::new();
        let style = add(
            &mut files,
            "diary",
            "css",
            "text/css; charset=utf-8",
            style::SHEET.as_bytes().to_vec(),
        );
        Self {
            files: Arc::new(files),
            style,
            ..Self::default()
        }
    }

    /// With the browser's half from the folder the build wrote.
    ///
    /// # Errors
    /// See [`AssetsError`].
    pub fn load(site: &Path) -> Result<Self, AssetsError> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|source| AssetsError::Missing {
                path: path.display().to_string(),
                source,
            })
        };
        let index: Index = serde_json::from_slice(&read(&site.join("site.json"))?)
            .map_err(|_| AssetsError::Damaged(site.display().to_string()))?;
        let mut files = HashMap::new();
        collect(&site.join("pkg"), "", &mut files)?;
        Ok(Self::with(files, index))
    }

    /// With the browser's half that `cargo xtask dist` put into the program.
    ///
    /// # Errors
    /// See [`AssetsError`].
    #[cfg(feature = "embed")]
    pub fn embedded() -> Result<Self, AssetsError> {
        let missing = || AssetsError::Damaged("the program".to_owned());
        let index = super::embedded::Folder::get("site.json").ok_or_else(missing)?;
        let index: Index = serde_json::from_slice(&index.data).map_err(|_| missing())?;
        let mut files = HashMap::new();
        for path in super::embedded::Folder::iter() {
            let Some(name) = path.strip_prefix("pkg/") else {
                continue;
            };
            let Some(kind) = super::file::kind_of(name) else {
                continue;
            };
            let read =
                |path: &str| super::embedded::Folder::get(path).map(|file| file.data.into_owned());
            let plain = read(&path).ok_or_else(missing)?;
            files.insert(
                name.to_owned(),
                File {
                    kind,
                    plain,
                    brotli: read(&format!("{path}.br")),
                    gzip: read(&format!("{path}.gz")),
                },
            );
        }
        Ok(Self::with(files, index))
    }

    pub(super) fn with(mut files: HashMap<String, File>, index: Index) -> Self {
        let style = add(
            &mut files,
            "diary",
            "css",
            "text/css; charset=utf-8",
            style::SHEET.as_bytes().to_vec(),
        );
        let script = add(
            &mut files,
            "start",
            "js",
            "text/javascript; charset=utf-8",
            start(&index).into_bytes(),
        );
        Self {
            files: Arc::new(files),
            style,
            script,
            wasm: Some(Half {
                js: index.js,
                wasm: index.wasm,
            }),
        }
    }
}

/// The script that loads the module and wakes the islands, outermost first.
fn start(index: &Index) -> String {
    include_str!("start.js")
        .replace("{js}", &index.js)
        .replace("{wasm}", &index.wasm)
}
