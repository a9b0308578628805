//! Which ways to a toolchain are open on a machine, best first. Pure, so that machines one does
//! not have can be tested.

use std::fmt;

/// What was found out about the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Probe {
    /// The active compiler has the standard library of the WebAssembly target.
    pub has_target: bool,
    pub rustup: bool,
    /// `RUSTUP_AUTO_INSTALL=0` is an administrator saying that rustup must not download.
    pub may_download: bool,
    pub debian: bool,
    /// All of Debian's packages are installed, in one version.
    pub debian_ready: bool,
    pub root: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The active toolchain as it is.
    Active,
    /// The active toolchain after `rustup target add`.
    AddTarget,
    /// Debian's packages as they are.
    Debian,
    /// Debian's packages after `apt-get install`.
    InstallDebian,
    /// No way: say which ones a person can open.
    Explain,
}

/// The ways to try in order; the last one is always [`Way::Explain`].
pub fn choose(probe: &Probe) -> Vec<Way> {
    let mut ways = Vec::new();
    if probe.has_target {
        ways.push(Way::Active);
    } else if probe.rustup && probe.may_download {
        ways.push(Way::AddTarget);
    }
    if probe.debian && probe.debian_ready {
        ways.push(Way::Debian);
    } else if probe.debian && probe.root {
        ways.push(Way::InstallDebian);
    }
    ways.push(Way::Explain);
    ways
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Active => "the active one",
            Self::AddTarget => "the active one with the target added by rustup",
            Self::Debian | Self::InstallDebian => "Debian's packages",
            Self::Explain => "none",
        })
    }
}

#[cfg(test)]
mod tests;
