//! What `cargo metadata` says of the crates in the lock file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::fail::{Fail, Outcome};

#[derive(Clone, Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub licence: Option<String>,
    /// `None`: a folder of this machine.
    pub source: Option<String>,
    pub is_ours: bool,
    /// Names of the crates that ask for it.
    pub users: BTreeSet<String>,
}

/// Reads the output of `cargo metadata --format-version 1`.
pub fn read(text: &str) -> Outcome<Vec<Package>> {
    let metadata: Value = serde_json::from_str(text)
        .map_err(|error| Fail::new(format!("cargo metadata cannot be read: {error}")))?;
    let ours: BTreeSet<&str> = list(&metadata["workspace_members"])?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let packages = list(&metadata["packages"])?;
    let mut names = BTreeMap::new();
    for package in packages {
        names.insert(word(&package["id"])?, word(&package["name"])?);
    }
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"])? {
        let user = names.get(word(&node["id"])?).copied().unwrap_or_default();
        for used in list(&node["dependencies"])?
            .iter()
            .filter_map(Value::as_str)
        {
            users.entry(used).or_default().insert(user.to_owned());
        }
    }
    packages
        .iter()
        .map(|package| {
            let id = word(&package["id"])?;
            let text = |key: &str| package[key].as_str().map(str::to_owned);
            Ok(Package {
                name: word(&package["name"])?.to_owned(),
                version: word(&package["version"])?.to_owned(),
                licence: text("license"),
                source: text("source"),
                is_ours: ours.contains(id),
                users: users.remove(id).unwrap_or_default(),
            })
        })
        .collect()
}

fn list(value: &Value) -> Outcome<&Vec<Value>> {
    value
        .as_array()
        .ok_or_else(|| Fail::new("cargo metadata has another form than before"))
}

fn word(value: &Value) -> Outcome<&str> {
    value
        .as_str()
        .ok_or_else(|| Fail::new("cargo metadata has another form than before"))
}
