//! Which address counts for a request.

use super::*;

fn address(text: &str) -> Address {
    Address::of(text.parse().unwrap())
}

fn behind(peer: &str, forwarded: &[&str], trusted: &[&str]) -> Address {
    let mut headers = HeaderMap::new();
    for line in forwarded {
        headers.append(FORWARDED, (*line).parse().unwrap());
    }
    let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
    Address::behind(peer.parse().unwrap(), &headers, &trusted)
}

#[test]
fn a_subscriber_of_ipv6_is_one_address() {
    assert_eq!(address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9"));
    assert_ne!(address("2001:db8:1:2::1"), address("2001:db8:1:3::1"));
    assert_ne!(address("192.0.2.1"), address("192.0.2.2"));
    assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
}

#[test]
fn only_a_trusted_proxy_says_who_asks() {
    let proxy = ["127.0.0.1", "10.0.0.2"];
    let asks = |peer: &str, forwarded: &[&str]| behind(peer, forwarded, &proxy);
    assert_eq!(asks("192.0.2.7", &["192.0.2.9"]), address("192.0.2.7"));
    assert_eq!(
        behind("127.0.0.1", &["192.0.2.9"], &[]),
        address("127.0.0.1")
    );
    assert_eq!(asks("127.0.0.1", &["192.0.2.9"]), address("192.0.2.9"));
    assert_eq!(
        asks("::ffff:127.0.0.1", &["192.0.2.9"]),
        address("192.0.2.9")
    );
    assert_eq!(
        asks("127.0.0.1", &["6.6.6.6, 192.0.2.9, 10.0.0.2"]),
        address("192.0.2.9"),
        "what the client wrote stands before"
    );
    assert_eq!(
        asks("127.0.0.1", &["6.6.6.6", "192.0.2.9"]),
        address("192.0.2.9"),
        "in two lines"
    );
    for (hop, meant) in [
        ("192.0.2.9:4711", "192.0.2.9"),
        ("[2001:db8::9]:4711", "2001:db8::9"),
        ("2001:db8::9", "2001:db8::9"),
        ("unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
    ] {
        assert_eq!(asks("127.0.0.1", &[hop]), address(meant), "{hop}");
    }
    assert_eq!(asks("127.0.0.1", &[]), address("127.0.0.1"));
}
