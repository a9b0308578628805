//! A small tree against small lists: each thing that is new, and each that is gone, is told.

use super::*;
use crate::supply::lists::{Duplicate, Exception, LISTS, Unmaintained};
use crate::supply::metadata;

const HOME: &str = "registry+home";

fn crate_of(name: &str, version: &str) -> Package {
    Package {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: Some("MIT OR Apache-2.0".to_owned()),
        source: Some(HOME.to_owned()),
        is_ours: false,
        users: ["diary".to_owned()].into(),
    }
}

fn tree() -> Vec<Package> {
    vec![
        Package {
            source: None,
            is_ours: true,
            licence: Some("MIT".to_owned()),
            ..crate_of("diary", "0.1.0")
        },
        crate_of("twice", "0.9.0"),
        crate_of("twice", "0.10.2"),
        crate_of("tired", "0.3.1"),
        Package {
            licence: Some("MPL-2.0".to_owned()),
            ..crate_of("odd", "2.0.0")
        },
    ]
}

fn lists<'a>() -> Lists<'a> {
    Lists {
        licences: &["MIT"],
        exceptions: &[Exception {
            name: "odd",
            licence: "MPL-2.0",
            why: "",
        }],
        registries: &[HOME],
        duplicates: &[Duplicate {
            name: "twice",
            versions: &["0.9", "0.10"],
            why: "",
        }],
        unmaintained: &[Unmaintained {
            name: "tired",
            advisory: "A-1",
            users: &["diary"],
            todo: "",
        }],
        known: "# of today\ntired A-1\nweary A-2\n",
    }
}

fn said(packages: &[Package]) -> Vec<String> {
    judge(packages, &lists())
}

#[test]
fn what_was_accepted_is_right() {
    assert_eq!(said(&tree()), [""; 0]);
}

#[test]
fn a_crate_from_elsewhere_is_told() {
    for source in [
        Some("git+https://example.org/x"),
        Some("registry+other"),
        None,
    ] {
        let mut packages = tree();
        packages[3].source = source.map(str::to_owned);
        let said = said(&packages);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("tired 0.3.1 comes from"), "{said:?}");
    }
}

#[test]
fn a_licence_that_was_not_accepted_is_told() {
    for licence in [
        None,
        Some("GPL-3.0"),
        Some("MIT AND GPL-3.0"),
        Some("MPL-2.0"),
    ] {
        let mut packages = tree();
        packages[3].licence = licence.map(str::to_owned);
        assert!(said(&packages)[0].starts_with("tired 0.3.1 is under"));
    }
}

#[test]
fn a_second_version_is_told_with_who_asks_for_it() {
    let mut packages = tree();
    packages.push(crate_of("odd", "1.4.0"));
    packages[5].licence = Some("MIT".to_owned());
    assert_eq!(
        said(&packages),
        ["odd is there twice: 1.4.0 (diary), 2.0.0 (diary)"]
    );
    let mut packages = tree();
    packages.push(crate_of("twice", "0.4.0"));
    assert_eq!(
        said(&packages),
        ["twice is there twice: 0.4.0 (diary), 0.9.0 (diary), 0.10.2 (diary)"]
    );
}

#[test]
fn a_crate_known_to_be_unmaintained_is_told() {
    let mut packages = tree();
    packages.push(crate_of("weary", "1.0.0"));
    assert_eq!(
        said(&packages),
        ["weary 1.0.0 is not maintained (A-2); diary asks for it"]
    );
    packages.pop();
    packages[3].users.insert("another".to_owned());
    assert_eq!(
        said(&packages),
        ["tired is asked for by another, diary; the list says diary"]
    );
}

#[test]
fn an_entry_that_nothing_needs_is_told() {
    let gone = |name: &str| -> Vec<Package> {
        let left = tree().into_iter().filter(|package| package.name != name);
        left.collect()
    };
    assert_eq!(
        said(&gone("tired")),
        ["tired is gone: take it off the list of the unmaintained"]
    );
    assert_eq!(
        said(&gone("odd")),
        ["odd is gone: take its licence off the list"]
    );
    assert_eq!(
        said(&gone("twice")),
        ["twice is gone: take it off the list of duplicates"]
    );
    let mut packages = tree();
    packages.remove(1);
    assert_eq!(
        said(&packages),
        ["twice has one version now: take it off the list of duplicates"]
    );
    let wide = Lists {
        licences: &["MIT", "Zlib"],
        ..lists()
    };
    assert_eq!(
        judge(&tree(), &wide),
        ["nothing needs the licence Zlib: take it off the list"]
    );
}

#[test]
fn versions_are_told_apart_as_cargo_does() {
    for (version, kind) in [
        ("1.2.3", "1"),
        ("0.11.1", "0.11"),
        ("0.0.3", "0.0.3"),
        ("0.0.0", "0.0.0"),
        ("2.0.0-rc.1", "2"),
        ("1.1.2+spec-1.1.0", "1"),
    ] {
        assert_eq!(compatible(version), kind, "{version}");
    }
}

#[test]
fn every_entry_has_a_reason_and_stands_in_order() {
    for one in LISTS.duplicates {
        assert!(
            !one.why.is_empty() && one.versions.len() > 1,
            "{}",
            one.name
        );
    }
    assert!(LISTS.duplicates.is_sorted_by_key(|one| one.name));
    assert!(LISTS.licences.is_sorted());
    for one in LISTS.unmaintained {
        let line = format!("{} {}", one.name, one.advisory);
        assert!(LISTS.known.lines().any(|known| known == line), "{line}");
        assert!(!one.todo.is_empty());
    }
    // New ones are not accepted: they are an argument for another crate or another version.
    assert!(LISTS.duplicates.len() <= 19 && LISTS.unmaintained.len() <= 1);
}

#[test]
fn metadata_is_read_as_cargo_writes_it() {
    let text = r#"{
        "packages": [
            {"id": "path+file:///x#diary@0.1.0", "name": "diary", "version": "0.1.0", "license": "MIT", "source": null},
            {"id": "r#odd@2.0.0", "name": "odd", "version": "2.0.0", "license": null, "source": "registry+home"}
        ],
        "workspace_members": ["path+file:///x#diary@0.1.0"],
        "resolve": {"nodes": [
            {"id": "path+file:///x#diary@0.1.0", "dependencies": ["r#odd@2.0.0"]},
            {"id": "r#odd@2.0.0", "dependencies": []}
        ]}
    }"#;
    let packages = metadata::read(text).expect("packages");
    assert!(packages[0].is_ours && packages[0].users.is_empty());
    let odd = &packages[1];
    assert!(!odd.is_ours && odd.licence.is_none());
    assert_eq!(
        (odd.source.as_deref(), users(odd)),
        (Some(HOME), "diary".to_owned())
    );
    for broken in ["", "{}", r#"{"packages": 3}"#] {
        assert!(metadata::read(broken).is_err(), "{broken}");
    }
}
