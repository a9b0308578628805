//! Looks at the machine. Changes nothing and downloads nothing.

use std::env;
use std::path::Path;
use std::process::Command;

use super::choose::Probe;
use super::{WASM, debian};
use crate::{packages, places, shell};

pub fn probe() -> Probe {
    Probe {
        has_target: has_target(),
        rustup: places::program("rustup").is_some(),
        may_download: env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0"),
        debian: packages::is_debian(),
        debian_ready: packages::is_debian() && debian::is_ready(),
        root: packages::is_root(),
    }
}

fn has_target() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    shell::text(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM]))
        .is_ok_and(|folder| Path::new(&folder).is_dir())
}
