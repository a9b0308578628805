//! The rooms of `app`: slices do not know each other, what they share knows no slice, an address is
//! written in one file, and the policy is asked by way of the request.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::fail::{Fail, Outcome};
use crate::places;

/// Folders and files of `app/src` that hold one part of the product each.
const SLICES: [&str; 8] = [
    "account",
    "comment",
    "diary",
    "review",
    "school",
    "talk",
    "today",
    "wellbeing",
];

/// Knows all slices: it is the table of their pages.
const TABLE: &str = "routes.rs";
/// Where addresses are written.
const ADDRESSES: [&str; 2] = [TABLE, "links.rs"];

/// The questions of the policy, and who asks them for everybody else.
const QUESTIONS: [&str; 3] = ["may", "scope", "scope_as"];
const ASKING: [&str; 2] = ["request.rs", "navigation.rs"];

/// Looks at every file of `app/src`.
pub fn slices() -> Outcome {
    let app = places::root().join("app/src");
    let mut files = Vec::new();
    collect(&app, &mut files).map_err(|error| Fail::new(format!("app/src: {error}")))?;
    let mut found = Vec::new();
    for file in &files {
        let name = file
            .strip_prefix(&app)
            .unwrap_or(file)
            .display()
            .to_string();
        let text = fs::read_to_string(file)
            .map_err(|error| Fail::new(format!("{}: {error}", file.display())))?;
        found.extend(imports(&name, &text));
        found.extend(addresses(&name, &text));
        found.extend(questions(&name, &text));
    }
    println!(
        "  {} files of app know no other slice, write no address and ask no policy",
        files.len()
    );
    match found.is_empty() {
        true => Ok(()),
        false => Err(Fail::new(found.join("\n"))),
    }
}

/// All Rust files of a folder and of those in it.
pub(super) fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// The slice that a file belongs to.
fn slice_of(name: &str) -> Option<&'static str> {
    let first = name.split('/').next()?;
    let first = first.strip_suffix(".rs").unwrap_or(first);
    SLICES.into_iter().find(|slice| *slice == first)
}

/// What a file imports of slices that are not its own.
fn imports(name: &str, text: &str) -> Vec<String> {
    if name == TABLE || name == "lib.rs" {
        return Vec::new();
    }
    let own = slice_of(name);
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        for module in heads(rest) {
            if SLICES.contains(&module) && own != Some(module) {
                found.push(format!("app/src/{name} imports the slice `{module}`"));
            }
        }
    }
    found
}

/// The first names of what follows `crate::`: one, or those of a group in braces.
fn heads(rest: &str) -> Vec<&str> {
    let word = |text: &'_ str| {
        text.find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(text.len())
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![&rest[..word(rest)]];
    };
    let mut heads = Vec::new();
    let (mut depth, mut is_head) = (0_u32, true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            _ if depth == 0 && is_head && !letter.is_whitespace() => {
                heads.push(&group[at..at + word(&group[at..])]);
                is_head = false;
            }
            _ => {}
        }
    }
    heads
}

/// Addresses of the product that are written in a file outside its tests.
fn addresses(name: &str, text: &str) -> Vec<String> {
    if ADDRESSES.contains(&name) || name.ends_with("/tests.rs") {
        return Vec::new();
    }
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = code.lines().enumerate();
    lines
        .filter(|(_, line)| {
            !line.trim_start().starts_with("//") && !line.contains("prefix = \"/api\"")
        })
        .filter(|(_, line)| {
            let mut starts = line.split("\"/").skip(1);
            starts.any(|rest| rest.starts_with(|letter: char| letter.is_ascii_lowercase()))
        })
        .map(|(number, _)| format!("app/src/{name}:{} writes an address", number + 1))
        .collect()
}

/// What a file asks the policy itself, past the row of its address.
fn questions(name: &str, text: &str) -> Vec<String> {
    if ASKING.contains(&name) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rest in text.split("access::").skip(1) {
        let asked = heads(rest).into_iter();
        for question in asked.filter(|head| QUESTIONS.contains(head)) {
            found.push(format!("app/src/{name} asks `{question}` past its request"));
        }
    }
    found
}

#[cfg(test)]
mod tests;
