//! The permits of whoever runs the program, for what a test begins with.

use domain::access::{Act, Permit};

/// For accounts, roles and diaries.
///
/// # Panics
/// When the policy has no such act.
#[must_use]
pub fn people() -> Permit {
    of(Act::ManagePeople)
}

/// For years, classes, editions and the school's own things.
///
/// # Panics
/// When the policy has no such act.
#[must_use]
pub fn school() -> Permit {
    of(Act::ManageSchool)
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own school")]
fn of(act: Act) -> Permit {
    domain::access::operator(act).expect("an act of administration")
}
