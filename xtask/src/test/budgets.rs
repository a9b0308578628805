//! Part `budgets`: a school's slow line has to carry the browser half.

use std::fs;

use crate::fail::{At, Fail, Outcome};
use crate::{dist, site};

/// Bytes of the module after brotli, which is how browsers get it.
const LIMIT: u64 = 200 * 1024;

pub fn budgets() -> Outcome {
    let pkg = site::TEST.make()?.join("pkg");
    dist::weigh(&pkg)?;
    let mut found = None;
    for entry in fs::read_dir(&pkg).at(&pkg)?.flatten() {
        if entry.file_name().to_string_lossy().ends_with(".wasm.br") {
            found = Some(entry.metadata().at(&pkg)?.len());
        }
    }
    let bytes = found.ok_or_else(|| Fail::new("the site has no module"))?;
    println!("  the module is {bytes} bytes after brotli, the limit is {LIMIT}");
    match bytes <= LIMIT {
        true => Ok(()),
        false => Err(Fail::new(format!(
            "{bytes} bytes are {} over the limit",
            bytes - LIMIT
        ))),
    }
}
