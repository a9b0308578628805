//! Where U+0000 is taken out and where it is refused.

use super::*;

fn form(body: &str) -> Result<Option<String>, Refused> {
    of_form(body.as_bytes())
}

#[test]
fn it_is_taken_out_of_texts() {
    for (body, clean) in [
        (
            "draft%5Bfields%5D%5Bx%5D=a%00b",
            "draft%5Bfields%5D%5Bx%5D=ab",
        ),
        ("comment[body]=%00", "comment%5Bbody%5D="),
        (
            "checkin[note]=%D0%B0+%00b&x=1",
            "checkin%5Bnote%5D=%D0%B0+b&x=1",
        ),
        ("move[note]=a\0b", "move%5Bnote%5D=ab"),
    ] {
        assert_eq!(form(body), Ok(Some(clean.to_owned())), "{body}");
    }
    // Taking it out of the bytes would make a new one of the rest.
    let tricky = form("comment[body]=%0%000").unwrap().unwrap();
    assert_eq!(
        parse(tricky.as_bytes()).next().unwrap().1,
        "%00",
        "three characters that somebody typed"
    );
    assert!(!has(tricky.as_bytes()));
}

#[test]
fn it_is_refused_in_whatever_is_no_text() {
    for body in [
        "comment[entry]=%00",
        "login=a%00",
        "password=%00",
        "x%00=1",
        "comment[body%00]=1",
        "comment%5Bfield%5D=a\0",
    ] {
        assert_eq!(form(body), Err(Refused), "{body}");
    }
}

#[test]
fn a_body_without_it_is_not_touched() {
    for body in ["", "a=%", "a=%2500&b=%zz", "x=%FF%fe&&&=", "комментарий"] {
        assert_eq!(form(body), Ok(None), "{body}");
    }
}

#[test]
fn a_path_with_it_is_nowhere_and_a_parameter_with_it_is_none() {
    let clean =
        |address: &str| of_uri(&address.parse().unwrap()).map(|uri| uri.map(|uri| uri.to_string()));
    assert_eq!(clean("/a/%00"), Err(Refused));
    assert_eq!(clean("/a?x=%2500"), Ok(None));
    assert_eq!(clean("/a?x=%00&y=1"), Ok(Some("/a?y=1".to_owned())));
    assert_eq!(clean("/a?x=1&%00"), Ok(Some("/a?x=1".to_owned())));
    assert_eq!(clean("/a?x=%00"), Ok(Some("/a?".to_owned())));
}
