//! `cargo xtask dist`: the product as one file.

mod forbidden;
mod symbols;

use std::fs;
use std::path::Path;

use crate::fail::{At, Outcome};
use crate::{compress, places, shell, site, toolchain};

pub fn dist() -> Outcome {
    let site = site::DIST.make()?;
    shell::step("compile the server with the site inside", || {
        let mut build = toolchain::get()?.cargo("build");
        build.args([
            "--release",
            "-p",
            "server",
            "--bin",
            "diary",
            "--no-default-features",
            "--features",
            "embed",
        ]);
        shell::must(build.env("DIARY_SITE_DIR", &site))
    })?;
    let folder = places::target().join("dist");
    places::make(&folder)?;
    let diary = folder.join("diary");
    let built = places::target().join("release/diary");
    forbidden::has_none(&built)?;
    let symbols = symbols::split(&built, &diary)?;

    println!();
    weigh(&site.join("pkg"))?;
    for file in [&diary, &symbols] {
        println!("{:>10} KiB  {}", kib(file)?, file.display());
    }
    Ok(())
}

/// Prints what a browser has to load, file by file.
pub fn weigh(pkg: &Path) -> Outcome {
    for entry in fs::read_dir(pkg).at(pkg)?.flatten() {
        let file = entry.path();
        let is_original = file
            .extension()
            .is_some_and(|ending| ending == "js" || ending == "wasm");
        if is_original {
            let br = kib(&compress::sibling(&file, "br"))?;
            let gz = kib(&compress::sibling(&file, "gz"))?;
            let name = entry.file_name();
            println!(
                "{:>10} KiB  {} (brotli {br}, gzip {gz})",
                kib(&file)?,
                name.display()
            );
        }
    }
    Ok(())
}

fn kib(file: &Path) -> Outcome<String> {
    let bytes = fs::metadata(file).at(file)?.len();
    Ok(format!("{}.{}", bytes / 1024, bytes % 1024 * 10 / 1024))
}
