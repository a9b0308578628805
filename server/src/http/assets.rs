//! The product's own files: the stylesheet and the start script, which are part of the program,
//! and the browser's half, which the build wrote into a folder (or into the program).
//!
//! Every name holds a hash of its content, so a browser may keep a file for ever.

use std::{collections::HashMap, path::Path, sync::Arc};

use axum::{
    extract::{Path as Named, State as Extract},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::State;

#[cfg(feature = "embed")]
mod embedded;
mod style;

/// All files by name.
#[derive(Clone, Default)]
pub struct Assets {
    files: Arc<HashMap<String, File>>,
    style: String,
    script: String,
    wasm: Option<Half>,
}

#[derive(Clone)]
struct Half {
    js: String,
    wasm: String,
}

struct File {
    kind: &'static str,
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

/// Why the browser's half cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    #[error(
        "{path} cannot be read ({source}): build the browser's half with `cargo xtask run`, or say where it is with --site"
    )]
    Missing {
        path: String,
        source: std::io::Error,
    },
    #[error("{0}/site.json is damaged: build again")]
    Damaged(String),
}

#[derive(Deserialize)]
struct Index {
    js: String,
    wasm: String,
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
        let index = embedded::Folder::get("site.json").ok_or_else(missing)?;
        let index: Index = serde_json::from_slice(&index.data).map_err(|_| missing())?;
        let mut files = HashMap::new();
        for path in embedded::Folder::iter() {
            let Some(name) = path.strip_prefix("pkg/") else {
                continue;
            };
            let Some(kind) = kind_of(name) else { continue };
            let read = |path: &str| embedded::Folder::get(path).map(|file| file.data.into_owned());
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

    fn with(mut files: HashMap<String, File>, index: Index) -> Self {
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

    /// Where the stylesheet is.
    #[must_use]
    pub fn style_address(&self) -> String {
        format!("/pkg/{}", self.style)
    }

    /// Where the start script is; empty without the browser's half.
    #[must_use]
    pub fn script_address(&self) -> String {
        if self.script.is_empty() {
            String::new()
        } else {
            format!("/pkg/{}", self.script)
        }
    }

    /// What a page asks for ahead of time.
    #[must_use]
    pub fn preload(&self) -> Vec<(String, &'static str)> {
        self.wasm
            .iter()
            .flat_map(|half| {
                [
                    (format!("/pkg/{}", half.js), "module"),
                    (format!("/pkg/{}", half.wasm), "fetch"),
                ]
            })
            .collect()
    }

    /// A file's content, for tests.
    #[must_use]
    pub fn content(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|file| file.plain.as_slice())
    }
}

/// The script that loads the module and wakes the islands, outermost first.
fn start(index: &Index) -> String {
    include_str!("assets/start.js")
        .replace("{js}", &index.js)
        .replace("{wasm}", &index.wasm)
}

fn add(
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

fn kind_of(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        _ => None,
    }
}

fn collect(
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

/// `GET /pkg/{*file}`
pub async fn serve(
    Extract(state): Extract<State>,
    Named(name): Named<String>,
    headers: HeaderMap,
) -> Response {
    let Some(file) = state.assets.files.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepts| accepts.to_str().ok())
        .unwrap_or("");
    let (encoding, content) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts.contains("br") => (Some("br"), brotli),
        (_, Some(gzip)) if accepts.contains("gzip") => (Some("gzip"), gzip),
        _ => (None, &file.plain),
    };
    let mut response = content.clone().into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
