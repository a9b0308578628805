//! Which toolchain is taken.

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
