//! Imports, addresses and questions that are found.

use super::*;

#[test]
fn an_import_of_another_slice_is_found_however_it_is_written() {
    for text in [
        "use crate::diary::load;",
        "use crate::{\n    Request,\n    diary::{load, page},\n};",
        "let page = crate::diary::load::open();",
    ] {
        assert_eq!(imports("today/soon.rs", text).len(), 1, "{text}");
        assert_eq!(imports("ui/page.rs", text).len(), 1, "{text}");
        assert!(imports("diary/page.rs", text).is_empty(), "{text}");
        assert!(imports(TABLE, text).is_empty(), "{text}");
    }
    let nested = "use crate::{ui::{diary, x}, links};";
    assert!(imports("today.rs", nested).is_empty());
}

#[test]
fn a_question_past_the_request_is_found() {
    for text in [
        "access::may(",
        "use domain::{\n    access::{Act, scope},\n};",
    ] {
        assert_eq!(questions("review/list.rs", text).len(), 1, "{text}");
        assert!(questions("request.rs", text).is_empty());
    }
    assert!(questions("today.rs", "access::{Act, readers}").is_empty());
}

#[test]
fn an_address_is_found_outside_tests_and_comments() {
    let code = "href=\"/diary\"\n/// `\"/diary\"`\n#[cfg(test)]\nlet it = \"/diary\";";
    assert_eq!(
        addresses("today.rs", code),
        ["app/src/today.rs:1 writes an address"]
    );
    assert!(addresses("links.rs", code).is_empty());
    assert!(addresses("today/tests.rs", code).is_empty());
    assert!(addresses("today.rs", "split('/') \"/\" \"//\"").is_empty());
}
