//! The two files that are written from the lists: cargo-deny's and the one for people.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::lists::{LISTS, Lists};
use crate::fail::{At, Outcome};

const DENY: &str = "deny.toml";
const PAGE: &str = "docs/SUPPLY.md";

/// Which of them differ from the lists, as sentences; with `update` they are written anew.
pub fn differing(root: &Path, update: bool) -> Outcome<Vec<String>> {
    let mut wrong = Vec::new();
    for (name, text) in [(DENY, deny(&LISTS)), (PAGE, page(&LISTS))] {
        let file = root.join(name);
        if update {
            fs::write(&file, &text).at(&file)?;
        }
        if fs::read_to_string(&file).unwrap_or_default() != text {
            wrong.push(format!(
                "{name} is not as the lists say: UPDATE=1 cargo xtask test supply writes it"
            ));
        }
    }
    Ok(wrong)
}

fn deny(lists: &Lists<'_>) -> String {
    let mut text = String::from(
        "# Written by `UPDATE=1 cargo xtask test supply` from xtask/src/supply/lists.rs.\n\n\
         [advisories]\nunmaintained = \"all\"\nyanked = \"deny\"\nignore = [\n",
    );
    for one in lists.unmaintained {
        add(
            &mut text,
            format_args!(
                "    {{ id = {:?}, reason = {:?} }},\n",
                one.advisory, one.todo
            ),
        );
    }
    text.push_str("]\n\n[licenses]\nunused-allowed-license = \"deny\"\nallow = [\n");
    for licence in lists.licences {
        add(&mut text, format_args!("    {licence:?},\n"));
    }
    text.push_str("]\nexceptions = [\n");
    for one in lists.exceptions {
        add(
            &mut text,
            format_args!(
                "    {{ crate = {:?}, allow = [{:?}] }}, # {}\n",
                one.name, one.licence, one.why
            ),
        );
    }
    text.push_str("]\n\n[bans]\nmultiple-versions = \"deny\"\nwildcards = \"deny\"\nallow-wildcard-paths = true\nskip = [\n");
    for one in lists.duplicates {
        for version in one.versions.iter().take(one.versions.len() - 1) {
            add(
                &mut text,
                format_args!(
                    "    {{ crate = \"{}:{version}\", reason = {:?} }},\n",
                    one.name, one.why
                ),
            );
        }
    }
    text.push_str(
        "]\n\n[sources]\nunknown-registry = \"deny\"\nunknown-git = \"deny\"\nallow-registry = [\n",
    );
    for registry in lists.registries {
        let address = registry.trim_start_matches("registry+");
        add(&mut text, format_args!("    {address:?},\n"));
    }
    text.push_str("]\n");
    text
}

fn page(lists: &Lists<'_>) -> String {
    let mut text = String::from(HEAD);
    add(
        &mut text,
        format_args!("{}.\n\n", lists.licences.join(", ")),
    );
    text.push_str("Besides, for one crate each:\n\n| Crate | Licence | Why |\n|---|---|---|\n");
    for one in lists.exceptions {
        add(
            &mut text,
            format_args!("| `{}` | {} | {} |\n", one.name, one.licence, one.why),
        );
    }
    text.push_str(UNMAINTAINED);
    for one in lists.unmaintained {
        add(
            &mut text,
            format_args!(
                "| `{}` | {} | {} | {} |\n",
                one.name,
                one.advisory,
                one.users.join(", "),
                one.todo
            ),
        );
    }
    text.push_str(TWICE);
    for one in lists.duplicates {
        add(
            &mut text,
            format_args!(
                "| `{}` | {} | {} |\n",
                one.name,
                one.versions.join(", "),
                one.why
            ),
        );
    }
    text
}

/// Writing to a string cannot fail.
fn add(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}

const HEAD: &str = "\
# Other people's code

Written by `UPDATE=1 cargo xtask test supply` from `xtask/src/supply/lists.rs`; change it there.

`cargo xtask test supply` judges every crate of `Cargo.lock` by what `cargo metadata` says of it:
its licence, its source, whether a second version of it is there, whether it is known to be
unmaintained. Whatever is not on these lists fails, and so does an entry that nothing needs any
more: the lists only shrink.

`cargo xtask supply` asks cargo-deny besides: the same lists by the texts of the licences, and the
advisories of the day. It exits with 0 when everything was checked and is right, with 1 when
something is wrong, and with 3 when the advisories were NOT CHECKED because their database could not
be reached; all else was right then. A release needs 0.

## Sources

crates.io, and the folders of this repository. No Git addresses, no other registry.

## Licences

Any crate may be under ";

const UNMAINTAINED: &str = "
## Unmaintained

Names that are known to be unmaintained stand in `xtask/src/supply/unmaintained.txt`; one of them in
the lock file fails unless it is named here with what to do.

| Crate | Advisory | Who asks for it | What to do |
|---|---|---|---|
";

const TWICE: &str = "
## More than one version

| Crate | Versions | Who holds the older one back |
|---|---|---|
";
