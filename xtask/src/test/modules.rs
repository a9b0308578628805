//! No source file is left over: one that no `mod` declares is compiled by nobody, and no other check
//! sees it.

use std::fs;
use std::path::Path;

use super::slices::collect;
use crate::fail::{At, Fail, Outcome};
use crate::places;

const CRATES: [&str; 6] = ["domain", "store", "app", "server", "demo", "xtask"];

/// Where a crate begins.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

/// Looks for the declaration of every file of every crate.
pub fn modules() -> Outcome {
    let (mut undeclared, mut number) = (Vec::new(), 0);
    for name in CRATES {
        let folder = places::root().join(name).join("src");
        let mut files = Vec::new();
        collect(&folder, &mut files).at(&folder)?;
        number += files.len();
        for file in files {
            if !is_declared(&folder, &file)? {
                undeclared.push(format!("{}: no `mod` declares it", file.display()));
            }
        }
    }
    println!("  {number} source files are declared");
    match undeclared.is_empty() {
        true => Ok(()),
        false => Err(Fail::new(undeclared.join("\n"))),
    }
}

fn is_declared(root: &Path, file: &Path) -> Outcome<bool> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_stem()) else {
        return Ok(false);
    };
    let name = name.to_string_lossy();
    if folder == root && ROOTS.contains(&format!("{name}.rs").as_str()) {
        return Ok(true);
    }
    let parents = if folder == root {
        ROOTS.map(|root| folder.join(root)).to_vec()
    } else {
        vec![folder.with_extension("rs")]
    };
    for parent in parents.iter().filter(|parent| parent.is_file()) {
        if declares(&fs::read_to_string(parent).at(parent)?, &name) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a line of `source` declares the module.
fn declares(source: &str, name: &str) -> bool {
    source.lines().any(|line| {
        let declared = line.trim().strip_suffix(';').unwrap_or_default();
        let declared = declared.rsplit_once("mod ").filter(|(before, _)| {
            before.is_empty() || before.starts_with("pub ") || before.starts_with("pub(")
        });
        declared.is_some_and(|(_, found)| found.trim_start_matches("r#") == name)
    })
}

#[cfg(test)]
mod tests {
    use super::declares;

    #[test]
    fn a_module_is_declared_by_a_line_of_its_own() {
        for line in [
            "mod page;",
            "pub mod page;",
            "    pub(crate) mod page;",
            "mod r#page;",
        ] {
            assert!(declares(line, "page"), "{line}");
        }
        for line in [
            "// mod page;",
            "mod page_view;",
            "mod page {",
            "use self::page;",
        ] {
            assert!(!declares(line, "page"), "{line}");
        }
    }
}
