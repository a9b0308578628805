//! Expressions of licences.

use super::*;

fn met(expression: &str) -> bool {
    is_met(expression, &|name| matches!(name, "MIT" | "Zlib"))
}

#[test]
fn one_of_several_is_enough_and_all_of_several_are_needed() {
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "GPL-3.0 / MIT",
        "MIT AND Zlib",
        "(GPL-3.0 OR MIT) AND Zlib",
        "GPL-3.0 WITH Classpath-exception-2.0 OR MIT",
    ] {
        assert!(met(good), "{good}");
    }
    for bad in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "GPL-3.0 AND Zlib OR GPL-2.0",
        "(GPL-3.0 OR MIT) AND GPL-2.0",
        "MIT WITH something",
    ] {
        assert!(!met(bad), "{bad}");
    }
}

#[test]
fn what_cannot_be_read_is_accepted_by_nobody() {
    for odd in ["", "MIT OR", "AND", "(MIT", "MIT)", "MIT Zlib", "MIT WITH"] {
        assert!(!met(odd), "{odd:?}");
    }
}
