//! What is accepted of other people's crates, each with its reason. `deny.toml` and
//! `docs/SUPPLY.md` are written from here; the part `supply` fails when either differs.
//!
//! Every list may only shrink by itself: an entry that nothing needs any more is a failure too.

/// What may come from elsewhere.
pub struct Lists<'a> {
    /// SPDX names that any crate may be under.
    pub licences: &'a [&'a str],
    /// SPDX names that only the named crates may be under.
    pub exceptions: &'a [Exception<'a>],
    /// The registries, as Cargo names them.
    pub registries: &'a [&'a str],
    /// Crates of which the tree holds more than one version.
    pub duplicates: &'a [Duplicate<'a>],
    /// Crates of the tree that nobody maintains.
    pub unmaintained: &'a [Unmaintained<'a>],
    /// Names that are known to be unmaintained, each with its advisory, one a line.
    pub known: &'a str,
}

pub struct Exception<'a> {
    pub name: &'a str,
    pub licence: &'a str,
    pub why: &'a str,
}

pub struct Duplicate<'a> {
    pub name: &'a str,
    /// What Cargo takes for compatible: `1`, `0.11`, `0.0.3`; the oldest first.
    pub versions: &'a [&'a str],
    /// Who holds the older one back.
    pub why: &'a str,
}

pub struct Unmaintained<'a> {
    pub name: &'a str,
    pub advisory: &'a str,
    /// The crates that ask for it.
    pub users: &'a [&'a str],
    pub todo: &'a str,
}

const ONLY_TESTS: &str = "CSS selectors of the tests; no part of the product";

pub const LISTS: Lists<'static> = Lists {
    licences: &[
        "Apache-2.0",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "ISC",
        "MIT",
        "Unicode-3.0",
        "Zlib",
    ],
    exceptions: &[
        Exception {
            name: "cssparser",
            licence: "MPL-2.0",
            why: ONLY_TESTS,
        },
        Exception {
            name: "cssparser-macros",
            licence: "MPL-2.0",
            why: ONLY_TESTS,
        },
        Exception {
            name: "dtoa-short",
            licence: "MPL-2.0",
            why: ONLY_TESTS,
        },
        Exception {
            name: "option-ext",
            licence: "MPL-2.0",
            why: "finds the folder that `dist` builds in; runs while compiling only",
        },
        Exception {
            name: "selectors",
            licence: "MPL-2.0",
            why: ONLY_TESTS,
        },
    ],
    registries: &["registry+https://github.com/rust-lang/crates.io-index"],
    duplicates: DUPLICATES,
    unmaintained: &[Unmaintained {
        name: "paste",
        advisory: "RUSTSEC-2024-0436",
        users: &[
            "either_of",
            "leptos",
            "reactive_graph",
            "reactive_stores",
            "tachys",
        ],
        todo: "A macro that joins identifiers while compiling; nothing of it runs. It goes when \
               Leptos leaves it, so look at each update of Leptos.",
    }],
    known: include_str!("unmaintained.txt"),
};

const OLD_CRYPTO: &str =
    "axum (web sockets), sqlx-core and wasm_split_macros hold the RustCrypto crates of 2024";
const OLD_GLOO: &str = "gloo-net holds the older one";
const OLD_PHF: &str = "chrono-tz holds the older one";
const OLD_RAND: &str = "leptos and tungstenite hold the older one";

const DUPLICATES: &[Duplicate<'static>] = &[
    twice("block-buffer", &["0.10", "0.12"], OLD_CRYPTO),
    twice(
        "convert_case",
        &["0.6", "0.11"],
        "config, by which Leptos reads its settings, holds the older one",
    ),
    twice("cpufeatures", &["0.2", "0.3"], OLD_CRYPTO),
    twice("crypto-common", &["0.1", "0.2"], OLD_CRYPTO),
    twice("digest", &["0.10", "0.11"], OLD_CRYPTO),
    twice("getrandom", &["0.3", "0.4"], OLD_RAND),
    twice(
        "hashbrown",
        &["0.16", "0.17"],
        "sqlx-core, hashlink and wasmparser hold the older one",
    ),
    twice("phf", &["0.12", "0.13"], OLD_PHF),
    twice("phf_shared", &["0.12", "0.13"], OLD_PHF),
    twice(
        "r-efi",
        &["5", "6"],
        "getrandom on UEFI, on which nothing of this runs",
    ),
    twice("rand", &["0.9", "0.10"], OLD_RAND),
    twice("rand_chacha", &["0.9", "0.10"], OLD_RAND),
    twice("rand_core", &["0.9", "0.10"], OLD_RAND),
    twice("sha1", &["0.10", "0.11"], OLD_CRYPTO),
    twice("sha2", &["0.10", "0.11"], OLD_CRYPTO),
    twice(
        "syn",
        &["2", "3"],
        "half of the macros have moved on; runs while compiling only",
    ),
    twice("thiserror", &["1", "2"], OLD_GLOO),
    twice("thiserror-impl", &["1", "2"], OLD_GLOO),
    twice(
        "tower-http",
        &["0.6", "0.7"],
        "leptos_axum holds the older one",
    ),
];

const fn twice(
    name: &'static str,
    versions: &'static [&'static str],
    why: &'static str,
) -> Duplicate<'static> {
    Duplicate {
        name,
        versions,
        why,
    }
}
