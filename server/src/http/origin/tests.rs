//! Which addresses a server may be at, and which origin is its own.

use super::*;

fn addr(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

#[test]
fn plain_http_is_only_for_this_machine() {
    assert_eq!(
        Origin::decide(addr("127.0.0.1:3000"), None),
        Ok(Origin::Loopback)
    );
    assert_eq!(
        Origin::decide(addr("[::1]:3000"), None),
        Ok(Origin::Loopback)
    );
    assert_eq!(
        Origin::decide(addr("0.0.0.0:3000"), None),
        Err(OriginError::PlainHttp)
    );
    assert_eq!(
        Origin::decide(addr("127.0.0.1:3000"), Some("http://diary.example")),
        Err(OriginError::PlainHttp)
    );
    let https = Origin::decide(addr("0.0.0.0:3000"), Some("https://diary.example/")).unwrap();
    assert_eq!(https, Origin::Public("https://diary.example".into()));
    assert!(https.cookies().secure);
    assert_eq!(
        Origin::decide(addr("0.0.0.0:3000"), Some("https://diary.example/path")),
        Err(OriginError::Malformed)
    );
}

#[test]
fn only_the_own_origin_is_the_own_origin() {
    let https = Origin::Public("https://diary.example".into());
    assert!(https.is("https://diary.example", Some("diary.example")));
    assert!(!https.is("http://diary.example", Some("diary.example")));
    assert!(Origin::Loopback.is("http://127.0.0.1:3000", Some("127.0.0.1:3000")));
    assert!(!Origin::Loopback.is("http://127.0.0.1:4000", Some("127.0.0.1:3000")));
    assert!(!Origin::Loopback.is("http://evil.example", Some("evil.example")));
    assert!(!Origin::Loopback.is("null", Some("127.0.0.1:3000")));
}
