//! Holds the crates of the lock file against the lists.

use std::collections::BTreeMap;

use super::licence;
use super::lists::Lists;
use super::metadata::Package;

/// What is wrong, one sentence each. Nothing: everything is as it was accepted.
pub fn judge(packages: &[Package], lists: &Lists<'_>) -> Vec<String> {
    let foreign: Vec<&Package> = packages.iter().filter(|one| !one.is_ours).collect();
    let mut wrong = Vec::new();
    sources(&foreign, lists, &mut wrong);
    licences(packages, lists, &mut wrong);
    duplicates(packages, lists, &mut wrong);
    unmaintained(&foreign, lists, &mut wrong);
    wrong
}

fn sources(foreign: &[&Package], lists: &Lists<'_>, wrong: &mut Vec<String>) {
    for package in foreign {
        let source = package.source.as_deref().unwrap_or("a folder outside");
        if !lists.registries.contains(&source) {
            wrong.push(format!("{} comes from {source}", spelled(package)));
        }
    }
}

fn licences(packages: &[Package], lists: &Lists<'_>, wrong: &mut Vec<String>) {
    let is_met = |package: &Package, without: Option<&str>| {
        let accepts = |licence: &str| {
            let everybody = lists.licences.contains(&licence) && Some(licence) != without;
            let excepted = |one: &super::lists::Exception<'_>| {
                one.name == package.name && one.licence == licence
            };
            everybody || lists.exceptions.iter().any(excepted)
        };
        licence::is_met(package.licence.as_deref().unwrap_or_default(), &accepts)
    };
    for package in packages.iter().filter(|package| !is_met(package, None)) {
        let licence = package.licence.as_deref().unwrap_or("no licence");
        wrong.push(format!("{} is under {licence}", spelled(package)));
    }
    for licence in lists.licences {
        if packages
            .iter()
            .all(|package| is_met(package, Some(licence)))
        {
            wrong.push(format!(
                "nothing needs the licence {licence}: take it off the list"
            ));
        }
    }
    for one in lists.exceptions {
        if !packages.iter().any(|package| package.name == one.name) {
            wrong.push(format!(
                "{} is gone: take its licence off the list",
                one.name
            ));
        }
    }
}

fn duplicates(packages: &[Package], lists: &Lists<'_>, wrong: &mut Vec<String>) {
    let mut versions: BTreeMap<&str, Vec<&Package>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(package);
    }
    for (name, mut found) in versions {
        let listed = lists.duplicates.iter().find(|one| one.name == name);
        let expected = listed.map_or(&[][..], |one| one.versions);
        found.sort_by_key(|one| numbers(&one.version));
        let kinds: Vec<&str> = found.iter().map(|one| compatible(&one.version)).collect();
        match (kinds.as_slice(), expected) {
            ([_], []) => {}
            (kinds, expected) if kinds == expected => {}
            ([_], _) => wrong.push(format!(
                "{name} has one version now: take it off the list of duplicates"
            )),
            _ => {
                let said: Vec<String> = found
                    .iter()
                    .map(|one| format!("{} ({})", one.version, users(one)))
                    .collect();
                wrong.push(format!("{name} is there twice: {}", said.join(", ")));
            }
        }
    }
    for one in lists.duplicates {
        if !packages.iter().any(|package| package.name == one.name) {
            wrong.push(format!(
                "{} is gone: take it off the list of duplicates",
                one.name
            ));
        }
    }
}

fn unmaintained(foreign: &[&Package], lists: &Lists<'_>, wrong: &mut Vec<String>) {
    for one in lists.unmaintained {
        let found: Vec<&&Package> = foreign.iter().filter(|own| own.name == one.name).collect();
        match found.as_slice() {
            [] => wrong.push(format!(
                "{} is gone: take it off the list of the unmaintained",
                one.name
            )),
            found => {
                let now = found.iter().map(|own| users(own)).collect::<Vec<_>>();
                let (now, listed) = (now.join(", "), one.users.join(", "));
                if now != listed {
                    wrong.push(format!(
                        "{} is asked for by {now}; the list says {listed}",
                        one.name
                    ));
                }
            }
        }
    }
    for line in lists.known.lines().filter(|line| !line.starts_with('#')) {
        let (name, advisory) = line.split_once(' ').unwrap_or((line, ""));
        let is_listed = lists.unmaintained.iter().any(|one| one.name == name);
        if let Some(package) = foreign.iter().find(|own| own.name == name && !is_listed) {
            wrong.push(format!(
                "{} is not maintained ({advisory}); {} asks for it",
                spelled(package),
                users(package)
            ));
        }
    }
}

fn spelled(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}

fn users(package: &Package) -> String {
    let users: Vec<&str> = package.users.iter().map(String::as_str).collect();
    users.join(", ")
}

/// The part of a version that Cargo takes for compatible: `1`, `0.11`, `0.0.3`.
fn compatible(version: &str) -> &str {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let core = &version[..end];
    let parts = core
        .split('.')
        .position(|part| part != "0")
        .map_or(usize::MAX, |at| at + 1);
    match core.match_indices('.').nth(parts.saturating_sub(1)) {
        Some((at, _)) => &core[..at],
        None => core,
    }
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map(|part| part.parse().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests;
