//! The nightly backup.

use super::Done;
use crate::{State, backup};

/// Takes a backup if one is due; called often.
///
/// # Errors
/// It failed; the administrator sees it too.
pub async fn run(state: &State) -> Done {
    backup::nightly(state)
        .await
        .map_err(|trouble| format!("{}: {trouble}", trouble.step.code()))
}
