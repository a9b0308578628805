//! Lays out the folder that the server serves.
//!
//! ```text
//! site.json                  {"js": "hydrate.<hash>.js", "wasm": "hydrate.<hash>.wasm"}
//! pkg/hydrate.<hash>.js      each file with .br and .gz beside it
//! pkg/hydrate.<hash>.wasm
//! pkg/snippets.<hash>/…      only when a dependency brings script of its own
//! ```
//!
//! A name holds the hash of the content, so a browser may keep a file for ever.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::compress::{self, Effort};
use crate::fail::{At, Outcome};
use crate::places;

/// Makes `site` anew from what `bindgen` left in `made`.
pub fn publish(made: &Path, site: &Path, effort: Effort) -> Outcome {
    // A running server reads the old folder until the new one is complete.
    let new = site.with_extension("new");
    places::clear(&new)?;
    let pkg = new.join("pkg");
    places::make(&pkg)?;

    let script = made.join("hydrate.js");
    let mut js = fs::read_to_string(&script).at(&script)?;
    if let Some(folder) = snippets(&made.join("snippets"), &pkg, effort)? {
        js = js.replace("./snippets/", &format!("./{folder}/"));
    }
    let module = made.join("hydrate_bg.wasm");
    let wasm = fs::read(&module).at(&module)?;

    let js_name = format!("hydrate.{}.js", hash(js.as_bytes()));
    let wasm_name = format!("hydrate.{}.wasm", hash(&wasm));
    compress::write(&pkg.join(&js_name), js.as_bytes(), effort)?;
    compress::write(&pkg.join(&wasm_name), &wasm, effort)?;
    let json = format!("{{\"js\": \"{js_name}\", \"wasm\": \"{wasm_name}\"}}\n");
    fs::write(new.join("site.json"), json).at(&new)?;

    places::clear(site)?;
    fs::rename(&new, site).at(site)
}

/// First 16 hex digits of SHA-256.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Copies the scripts of dependencies and returns the name of their folder in `pkg`.
fn snippets(from: &Path, pkg: &Path, effort: Effort) -> Outcome<Option<String>> {
    let mut files = Vec::new();
    collect(from, &mut files)?;
    if files.is_empty() {
        return Ok(None);
    }
    files.sort();
    let mut all = Vec::new();
    for (_, bytes) in &files {
        all.extend_from_slice(bytes);
    }
    let name = format!("snippets.{}", hash(&all));
    for (file, bytes) in &files {
        let to = pkg
            .join(&name)
            .join(file.strip_prefix(from).unwrap_or(file));
        places::make(to.parent().unwrap_or(pkg))?;
        compress::write(&to, bytes, effort)?;
    }
    Ok(Some(name))
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> Outcome {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push((path.clone(), fs::read(&path).at(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
