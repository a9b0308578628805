//! Logins as people type them.

/// Longest password taken, in bytes: hashing longer ones would be work for nothing.
pub const PASSWORD_MAX_BYTES: usize = 256;

/// A login in the form it is stored and looked up: trimmed, lower case, ё as е. `None`: empty, too
/// long, or with characters no login has.
#[must_use]
pub fn login(typed: &str) -> Option<String> {
    let login = crate::name::fold(typed.trim());
    let well_made = !login.is_empty()
        && login.chars().count() <= 64
        && login
            .chars()
            .all(|letter| letter.is_alphanumeric() || "._-@".contains(letter));
    well_made.then_some(login)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_found_however_it_is_typed() {
        assert_eq!(login(" Varya "), Some("varya".into()));
        assert_eq!(login("ЁЖИК-9"), Some("ежик-9".into()));
        assert_eq!(login("a b"), None);
        assert_eq!(login(""), None);
    }
}
