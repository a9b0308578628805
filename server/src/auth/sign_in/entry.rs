//! What the sign-in form sends.

use serde::Deserialize;

/// What the sign-in form sends.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(default)]
    pub(super) login: String,
    #[serde(default)]
    pub(super) password: String,
    #[serde(default)]
    pub(super) own_device: String,
    #[serde(default)]
    pub(super) next: String,
}
