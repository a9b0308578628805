//! `cargo xtask dist`: the product as one file.

use std::fs;
use std::path::Path;

use crate::fail::{At, Fail, Outcome};
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
            "--features",
            "embed",
        ]);
        shell::must(build.env("DIARY_SITE_DIR", &site))
    })?;
    let folder = places::target().join("dist");
    places::make(&folder)?;
    let diary = folder.join("diary");
    let built = places::target().join("release/diary");
    has_no_exception_for_tests(&built)?;
    fs::copy(&built, &diary).at(&built)?;

    println!();
    weigh(&site.join("pkg"))?;
    println!("{:>10} KiB  {}", kib(&diary)?, diary.display());
    Ok(())
}

/// A program that knows the tests' variables would accept what only a test may: a database that can
/// lose saves.
fn has_no_exception_for_tests(program: &Path) -> Outcome {
    let bytes = fs::read(program).at(program)?;
    match names_a_variable_of_tests(&bytes) {
        true => Err(Fail::new(format!(
            "{} knows variables named DIARY_TEST_…: debug assertions are on in the release",
            program.display()
        ))),
        false => Ok(()),
    }
}

fn names_a_variable_of_tests(program: &[u8]) -> bool {
    const NAME: &[u8] = b"DIARY_TEST_";
    program.windows(NAME.len()).any(|bytes| bytes == NAME)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_knows_the_tests_variables_is_told_apart() {
        assert!(names_a_variable_of_tests(b"\x7fELF..DIARY_TEST_POSTGRES.."));
        assert!(!names_a_variable_of_tests(b"\x7fELF..DIARY_DATABASE_URL.."));
    }

    #[test]
    fn such_a_program_is_not_given_out() {
        let program = std::env::temp_dir().join(format!("dist-{}", std::process::id()));
        let judged = |bytes: &[u8]| {
            fs::write(&program, bytes).expect("a file");
            has_no_exception_for_tests(&program)
        };
        assert!(judged(b"\x7fELF..DIARY_TEST_").is_err(), "at its very end");
        assert!(judged(b"DIARY_TEST_OFF..").is_err());
        assert!(judged(b"\x7fELF..DIARY_TEST").is_ok());
        fs::remove_file(&program).expect("the file");
        assert!(has_no_exception_for_tests(&program).is_err(), "no program");
    }
}
