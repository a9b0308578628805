//! Where a request came from, as far as requests and failures are counted by it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::HeaderMap;

const FORWARDED: &str = "x-forwarded-for";

/// An IPv4 address, or the network of 64 bits that one subscriber of IPv6 has.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Address(IpAddr);

impl Address {
    /// Of a request that came over no connection.
    pub const NOWHERE: Self = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));

    #[must_use]
    pub fn of(ip: IpAddr) -> Self {
        Self(match ip.to_canonical() {
            IpAddr::V6(ip) => {
                let [a, b, c, d, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            ip => ip,
        })
    }

    /// Who asks through a connection from `peer`. A proxy's word about it counts only when the
    /// proxy is trusted; anybody else may write the header too.
    #[must_use]
    pub fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Self {
        let peer = peer.to_canonical();
        let is_trusted = |ip: &IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == *ip);
        if !is_trusted(&peer) {
            return Self::of(peer);
        }
        // Each proxy adds whom it heard at the end; the last one who is no proxy of ours is it.
        let mut hops: Vec<&str> = headers
            .get_all(FORWARDED)
            .iter()
            .flat_map(|line| line.to_str().unwrap_or("").split(','))
            .collect();
        hops.reverse();
        for hop in hops {
            match ip(hop.trim()) {
                Some(ip) if is_trusted(&ip) => {}
                Some(ip) => return Self::of(ip),
                None => break,
            }
        }
        Self::of(peer)
    }

    /// The network that one provider gives to one customer: 48 bits of IPv6; of IPv4 the address.
    #[must_use]
    pub fn site(self) -> Self {
        Self(match self.0 {
            IpAddr::V6(ip) => {
                let [a, b, c, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
            ip => ip,
        })
    }

    /// The same for an address and for its subscriber's others.
    #[must_use]
    pub fn octets(self) -> [u8; 16] {
        match self.0 {
            IpAddr::V4(ip) => ip.to_ipv6_mapped().octets(),
            IpAddr::V6(ip) => ip.octets(),
        }
    }
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`
fn ip(hop: &str) -> Option<IpAddr> {
    let inner = hop.trim_start_matches('[').trim_end_matches(']');
    inner
        .parse()
        .ok()
        .or_else(|| Some(hop.parse::<std::net::SocketAddr>().ok()?.ip()))
        .map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests;
