//! What the server tells an open page after saving it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The answer to an autosave.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct SavePatch {
    /// The state in words: «сохранено в 12:04».
    pub state: String,
    /// Hidden controls to set, by name.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// Texts to put into elements, by id; a problem's paragraph is hidden while its text is empty.
    #[serde(default)]
    pub say: BTreeMap<String, String>,
    /// Values of `data-is` to put on elements, by id.
    #[serde(default)]
    pub mark: BTreeMap<String, String>,
    /// Ids of what is asked only sometimes, and is asked now. What stands on the page already stays
    /// until it is loaded again: nothing goes away under the hand that writes it.
    #[serde(default)]
    pub ask: Vec<String>,
    /// The page has other controls now: it should be loaded again.
    #[serde(default)]
    pub reload: bool,
    /// Ids of what shows both versions of a field. A page that has none of it was opened before there
    /// were two.
    #[serde(default)]
    pub versions: Vec<String>,
    /// Two devices disagree about a field: the page should be looked at again.
    #[serde(default)]
    pub conflict: bool,
}
