//! The key of the ledger.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Length of a key and of a hash, in bytes.
pub const LENGTH: usize = 32;

/// What the lines are signed with. Never printed.
#[derive(Clone)]
pub struct Key([u8; LENGTH]);

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(…)")
    }
}

impl Key {
    #[must_use]
    pub const fn new(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA256 over the parts, one after the other. Where parts differ in length, the caller
    /// says how long they are.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; LENGTH] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length");
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_as_rfc_4231_says_and_never_shows_itself() {
        let mut bytes = [0; LENGTH];
        bytes[..4].copy_from_slice(b"Jefe");
        let key = Key::new(bytes);
        let signed = key.sign(&[b"what do ya want ", b"for nothing?"]);
        assert_eq!(signed[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert_eq!(format!("{key:?}"), "Key(…)");
    }
}
