//! What of the environment reaches another toolchain.

use super::*;

#[test]
fn another_toolchain_leaves_no_trace() {
    for name in [
        "RUSTUP_TOOLCHAIN",
        "RUSTFLAGS",
        "RUSTC",
        "RUSTC_WRAPPER",
        "CARGO",
        "CARGO_BUILD_TARGET",
    ] {
        assert!(about_a_toolchain(name), "{name}");
    }
}

#[test]
fn the_way_to_the_registries_stays() {
    for name in [
        "CARGO_HOME",
        "CARGO_HTTP_CAINFO",
        "CARGO_NET_OFFLINE",
        "CARGO_SOURCE_X_REPLACE_WITH",
    ] {
        assert!(!about_a_toolchain(name), "{name}");
    }
}

#[test]
fn what_an_administrator_forbade_rustup_stays_forbidden() {
    assert!(!about_a_toolchain("RUSTUP_AUTO_INSTALL"));
    assert!(!about_this_program("RUSTUP_AUTO_INSTALL"));
}
