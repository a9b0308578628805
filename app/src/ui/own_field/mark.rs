//! The mark of a field: saved, shown, changed since.

use domain::audience::Audience;

/// How the visibility of a field is marked: what is usual on its page is an icon, what is not is
/// said in words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    pub(super) only_owner: bool,
    pub(super) usual: bool,
}

impl Mark {
    #[must_use]
    pub fn of(audience: &Audience, usual: &Audience) -> Self {
        Self {
            only_owner: audience.is_only_owner(),
            usual: audience == usual,
        }
    }

    /// The value of `data-is`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match (self.only_owner, self.usual) {
            (true, true) => "lock usual",
            (true, false) => "lock",
            (false, true) => "eye usual",
            (false, false) => "eye",
        }
    }
}

/// The id of a field's mark; autosave keeps it true.
#[must_use]
pub fn mark_id(field: &str) -> String {
    format!("mark-{field}")
}
