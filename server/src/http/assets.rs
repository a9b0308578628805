//! The product's own files: the stylesheet and the start script, which are part of the program,
//! and the browser's half, which the build wrote into a folder (or into the program).
//!
//! Every name holds a hash of its content, so a browser may keep a file for ever.

#[cfg(feature = "embed")]
mod embedded;
mod error;
mod file;
mod load;
mod serve;
mod style;

use std::{collections::HashMap, sync::Arc};

use self::file::File;

pub use self::{error::AssetsError, serve::serve};

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

impl Assets {
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
