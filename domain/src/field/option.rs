//! What can be chosen: an option, a row of a grid, an item of a checklist.

use crate::language::{Language, OwnedText};

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChoiceOption {
    pub key: String,
    pub text: OwnedText,
}

impl ChoiceOption {
    /// What the option of that key is called; its key, when an edition no longer has it.
    #[must_use]
    pub fn name<'a>(options: &'a [Self], key: &'a str, language: Language) -> &'a str {
        options
            .iter()
            .find(|option| option.key == key)
            .map_or(key, |option| option.text.of(language))
    }
}
