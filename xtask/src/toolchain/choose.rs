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
mod tests {
    use super::*;

    const OPEN: Probe = Probe {
        has_target: false,
        rustup: true,
        may_download: true,
        debian: false,
        debian_ready: false,
        root: false,
    };

    #[test]
    fn a_toolchain_that_has_the_target_is_taken_as_it_is() {
        let ways = choose(&Probe {
            has_target: true,
            ..OPEN
        });
        assert_eq!(ways, [Way::Active, Way::Explain]);
    }

    #[test]
    fn a_distribution_with_the_target_needs_no_rustup() {
        let ways = choose(&Probe {
            has_target: true,
            ..Probe::default()
        });
        assert_eq!(ways[0], Way::Active);
    }

    #[test]
    fn rustup_adds_the_target_where_it_may() {
        assert_eq!(choose(&OPEN), [Way::AddTarget, Way::Explain]);
    }

    #[test]
    fn rustup_that_must_not_download_is_left_alone() {
        let ways = choose(&Probe {
            may_download: false,
            ..OPEN
        });
        assert_eq!(ways, [Way::Explain]);
    }

    #[test]
    fn rustup_that_fails_is_followed_by_debian() {
        let ways = choose(&Probe {
            debian: true,
            root: true,
            ..OPEN
        });
        assert_eq!(ways, [Way::AddTarget, Way::InstallDebian, Way::Explain]);
    }

    #[test]
    fn root_installs_the_packages_of_debian() {
        let ways = choose(&Probe {
            debian: true,
            root: true,
            ..Probe::default()
        });
        assert_eq!(ways, [Way::InstallDebian, Way::Explain]);
    }

    #[test]
    fn installed_packages_of_debian_need_no_root() {
        let ways = choose(&Probe {
            debian: true,
            debian_ready: true,
            ..Probe::default()
        });
        assert_eq!(ways, [Way::Debian, Way::Explain]);
    }

    #[test]
    fn a_debian_without_root_and_packages_gets_the_command() {
        let ways = choose(&Probe {
            debian: true,
            ..Probe::default()
        });
        assert_eq!(ways, [Way::Explain]);
    }

    #[test]
    fn a_machine_with_nothing_gets_the_three_ways() {
        assert_eq!(choose(&Probe::default()), [Way::Explain]);
    }
}
