//! Joins `style/` into one sheet: `layers.css`, which names the layers in their order, then every
//! other file by name. Within a layer no rule may depend on the order of files.

use std::{env, fmt::Write, fs, path::Path};

const FIRST: &str = "layers.css";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?
            .file_name()
            .into_string()
            .map_err(|_| "a file's name is not text")?;
        if name.ends_with(".css") {
            names.push(name);
        }
    }
    names.sort_by_key(|name| (name != FIRST, name.clone()));
    if names.first().is_none_or(|name| name != FIRST) {
        return Err(format!("{FIRST} is missing in {}", folder.display()).into());
    }
    let mut sheet = String::new();
    for name in names {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        // What prettier indents for people is a twelfth of what would be sent.
        for line in fs::read_to_string(path)?.lines().map(str::trim_start) {
            if !line.is_empty() {
                writeln!(sheet, "{line}")?;
            }
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("style.css"), sheet)?;
    Ok(())
}
