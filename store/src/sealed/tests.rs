//! What is sealed is read back, or told to be damaged.

use std::collections::BTreeMap;

use super::*;

type Words = BTreeMap<String, u8>;

#[test]
fn why_something_cannot_be_read_holds_nothing_of_it() {
    let word = "канарейка";
    let damaged: [&[u8]; 6] = [
        b"",
        b"\x07{}",
        b"\0",
        "\0\"канарейка\"".as_bytes(),
        "\0{\"канарейка\":\"канарейка\"}".as_bytes(),
        "\0{\"a\":1} канарейка".as_bytes(),
    ];
    for bytes in damaged {
        let why = Sealed::open::<Words>(bytes).expect_err("unreadable");
        let told = format!("{why} {why:?} {}", StoreError::from(why));
        assert!(!told.contains(word) && !told.contains("кан"), "{told}");
    }
}

#[test]
fn what_was_sealed_is_read_back() {
    let words = Words::from([("слово".to_owned(), 1)]);
    let sealed = Sealed::seal(&words).expect("sealed");
    assert_eq!(Sealed::open(&sealed.0), Ok(words));
}
