//! Checks that stand as a statement of their own, such as `permit.school(Act::ManageSchool)?;`, and
//! the act that a permit is asked to be for, as in `permit.student(Act::SaveEntry)?`. cargo-mutants
//! breaks neither: here each statement is taken out and each act forgotten, in a copy of the tree.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Found;
use super::sets::Set;
use crate::fail::{At, Fail, Outcome};
use crate::{places, shell, toolchain};

/// How such a statement begins; it ends with `?;` on the same line.
const CHECKS: [&str; 9] = [
    "permit.school(",
    "permit.own(",
    "permit.student(",
    "request.actor()",
    "request.own(",
    "request.may(",
    "request.settle(",
    "belongs(",
    "write::belongs(",
];

/// What is asked of a permit whose value is used, and what gives the same of any permit.
const ACTS: [(&str, &str); 3] = [
    (
        "permit.student(Act::",
        "permit.resource().student().ok_or(domain::access::NotFound)?.person",
    ),
    ("permit.own(Act::", "permit.actor()"),
    ("permit.school(Act::", "permit.actor()"),
];

/// One line to be broken.
#[derive(Debug, PartialEq)]
struct Check {
    line: usize,
    instead: String,
    name: String,
}

/// The checks of one source.
fn of(file: &str, source: &str) -> Vec<Check> {
    let mut within = "";
    let mut found = Vec::new();
    for (line, text) in source.lines().enumerate() {
        let text = text.trim();
        if text == "#[cfg(test)]" {
            break;
        }
        if let Some((_, name)) = text.split_once("fn ").filter(|_| !text.starts_with("//")) {
            within = name.split(['(', '<']).next().unwrap_or_default();
        }
        if text.ends_with("?;") && CHECKS.iter().any(|check| text.starts_with(check)) {
            let name = format!("{file}: delete {text} in {within}");
            let instead = String::new();
            found.push(Check {
                line,
                instead,
                name,
            });
        }
        for (asks, any) in ACTS {
            let asked = text.find(asks).filter(|at| *at > 0);
            let asked = asked.and_then(|at| text.get(at..)?.split_inclusive('?').next());
            if let Some(asked) = asked {
                let name = format!("{file}: replace {asked} with that of any act in {within}");
                let instead = text.replacen(asked, any, 1);
                found.push(Check {
                    line,
                    instead,
                    name,
                });
            }
        }
    }
    found
}

/// The source with that line broken.
fn broken(source: &str, check: &Check) -> String {
    let lines = source.lines().enumerate();
    let lines = lines.map(|(at, text)| match at == check.line {
        true => check.instead.as_str(),
        false => text,
    });
    lines.flat_map(|text| [text, "\n"]).collect()
}

/// Takes each check of the set out and notes what became of it.
pub(super) fn run(
    set: &Set,
    folder: &Path,
    around: impl Fn(&mut Command),
    found: &mut Found,
) -> Outcome {
    if !set.takes_checks_out {
        return Ok(());
    }
    let tree = folder.join("tree");
    copy(&tree)?;
    let test = |without_run: bool| -> Outcome {
        let mut command = toolchain::get()?.cargo("test");
        command.current_dir(&tree);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        command.args(["--package", set.tests]);
        if without_run {
            command.arg("--no-run");
        }
        command.args(set.judged);
        around(&mut command);
        shell::text(&mut command).map(drop)
    };
    shell::step("the tests without any mutant", || test(false))?;
    for file in sources(&tree, set)? {
        let path = tree.join(&file);
        let source = fs::read_to_string(&path).at(&path)?;
        for check in of(&file, &source) {
            fs::write(&path, broken(&source, &check)).at(&path)?;
            let end = match (test(true), test(false)) {
                (Err(_), _) => "unviable",
                (Ok(()), Err(_)) => "caught",
                (Ok(()), Ok(())) => "missed",
            };
            println!("  {end:<9}{}", check.name);
            *found.entry((check.name, end)).or_default() += 1;
        }
        fs::write(&path, source).at(&path)?;
    }
    Ok(())
}

/// The sources of a set, `folder/**` by the files in it; tests beside them are no part of it.
fn sources(tree: &Path, set: &Set) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for file in set.files {
        let Some(folder) = file.strip_suffix("/**") else {
            found.push((*file).to_owned());
            continue;
        };
        let path = tree.join(folder);
        for entry in fs::read_dir(&path).at(&path)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".rs") && name != "tests.rs" {
                found.push(format!("{folder}/{name}"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files of the tree that git knows or would take.
fn copy(to: &Path) -> Outcome {
    let mut git = Command::new("git");
    git.current_dir(places::root());
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    for file in shell::text(&mut git)?.lines() {
        let (from, to) = (places::root().join(file), to.join(file));
        // Git still knows a file that was deleted and not committed.
        if from.is_file() {
            places::make(
                to.parent()
                    .ok_or_else(|| Fail::new("a file without a folder"))?,
            )?;
            fs::copy(&from, &to).at(&from)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
async fn put(tx: &mut Tx, permit: &Permit) -> Outcome {
    permit.school(Act::ManageSchool)?;
    let person = permit.own(Act::SetPreferences)?;
    on!(tx)
}
#[cfg(test)]
mod tests {
    request.actor()?;
}
";

    #[test]
    fn a_statement_is_taken_out_and_an_act_forgotten_but_not_in_tests() {
        let found = of("a.rs", SOURCE);
        let names: Vec<&str> = found.iter().map(|check| check.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "a.rs: delete permit.school(Act::ManageSchool)?; in put",
                "a.rs: replace permit.own(Act::SetPreferences)? with that of any act in put",
            ]
        );
        let [statement, act] = found.as_slice() else {
            unreachable!("two names")
        };
        assert!(!broken(SOURCE, statement).contains("permit.school"));
        assert!(broken(SOURCE, act).contains("let person = permit.actor();"));
        assert!(broken(SOURCE, act).contains("permit.school"));
    }
}
