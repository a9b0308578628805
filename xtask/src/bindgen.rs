//! Writes the script that joins the module to the browser.
//!
//! In this process and not by a program of its own: the generator must be of exactly the version
//! of the `wasm-bindgen` crate in the module, and `Cargo.toml` can promise that only of a crate.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::fail::{Fail, Outcome};
use crate::{places, shell};

/// Turns `module` into `hydrate.js` and `hydrate_bg.wasm` in `folder`, which is emptied before.
///
/// Names of functions make a stack in the browser's console readable, and the module larger.
pub fn bindgen(module: &Path, folder: &Path, keep_names: bool) -> Outcome {
    shell::step("bind the module to the browser", || {
        places::clear(folder)?;
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(module)
            .out_name("hydrate")
            .typescript(false)
            .remove_name_section(!keep_names)
            .remove_producers_section(true);
        bindgen
            .web(true)
            .and_then(|bindgen| bindgen.generate(folder))
            .map_err(|error| Fail::new(format!("wasm-bindgen: {error:#}")))
    })
}
