//! The address people use, and what follows from it.

use std::net::SocketAddr;

use crate::auth::Cookies;

/// Where the school is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// This machine only, plain http: any loopback name and port.
    Loopback,
    /// `https://diary.lyceum.example`
    Public(String),
}

/// Why an address cannot be served.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum OriginError {
    #[error(
        "plain http is only for this machine: listen on 127.0.0.1, or set DIARY_PUBLIC_URL to the https:// address people use"
    )]
    PlainHttp,
    #[error("DIARY_PUBLIC_URL is no address of the form https://diary.lyceum.example")]
    Malformed,
}

impl Origin {
    /// Decides how an address is served.
    ///
    /// # Errors
    /// See [`OriginError`].
    pub fn decide(addr: SocketAddr, public_url: Option<&str>) -> Result<Self, OriginError> {
        match public_url.map(|url| url.trim_end_matches('/')) {
            None if addr.ip().is_loopback() => Ok(Self::Loopback),
            None => Err(OriginError::PlainHttp),
            Some(url) => match url.split_once("://") {
                Some(("https", host)) if !host.is_empty() && !host.contains('/') => {
                    Ok(Self::Public(url.to_owned()))
                }
                Some(("http", host)) if is_loopback(host) && addr.ip().is_loopback() => {
                    Ok(Self::Loopback)
                }
                Some(("http", _)) => Err(OriginError::PlainHttp),
                _ => Err(OriginError::Malformed),
            },
        }
    }

    #[must_use]
    pub const fn cookies(&self) -> Cookies {
        Cookies {
            secure: matches!(self, Self::Public(_)),
        }
    }

    /// Whether an `Origin` header names this school.
    #[must_use]
    pub fn is(&self, origin: &str, host: Option<&str>) -> bool {
        match self {
            Self::Public(own) => own == origin,
            Self::Loopback => match (origin.strip_prefix("http://"), host) {
                (Some(named), Some(host)) => named == host && is_loopback(named),
                _ => false,
            },
        }
    }
}

fn is_loopback(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    name == "localhost"
        || name == "[::1]"
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests;
