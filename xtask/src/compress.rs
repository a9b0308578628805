//! Writes a file of the site together with its compressed siblings, so that the server never
//! compresses on request.

use std::fs;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::fail::{At, Outcome};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For the next minutes on this machine.
    Quick,
    /// For everyone who will load it: brotli 11, gzip 9.
    Best,
}

/// Writes `bytes` to `file`, `file.br` and `file.gz`.
pub fn write(file: &Path, bytes: &[u8], effort: Effort) -> Outcome {
    let (br, gz) = match effort {
        Effort::Quick => (3, Compression::fast()),
        Effort::Best => (11, Compression::best()),
    };
    fs::write(file, bytes).at(file)?;

    let mut packed = Vec::new();
    let params = BrotliEncoderParams {
        quality: br,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params).at(file)?;
    let br = sibling(file, "br");
    fs::write(&br, packed).at(&br)?;

    let mut encoder = GzEncoder::new(Vec::new(), gz);
    std::io::Write::write_all(&mut encoder, bytes).at(file)?;
    let gz = sibling(file, "gz");
    fs::write(&gz, encoder.finish().at(file)?).at(&gz)
}

/// `hydrate.js` and `br` make `hydrate.js.br`.
pub fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
