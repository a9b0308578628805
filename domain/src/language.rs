//! The two languages of the product, and texts that cannot exist in only one of them.

use serde::{Deserialize, Serialize};

/// Interface language. Russian unless the person chose otherwise.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Ru,
    En,
}

impl Language {
    /// The tag used in `<html lang>`, in the cookie and in the database.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Reads a tag; anything but `en` and `ru` is `None`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        match tag {
            "ru" => Some(Self::Ru),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A text of the program in both languages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Text {
    pub ru: &'static str,
    pub en: &'static str,
}

impl Text {
    #[must_use]
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Ru => self.ru,
            Language::En => self.en,
        }
    }

    /// The text with each `{name}` replaced. Values are put in as they are: escaping is the view's.
    #[must_use]
    pub fn with(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut text = self.of(language).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// Declares texts: `text! { SAVE: "Сохранить" / "Save"; }`. A missing language does not compile.
#[macro_export]
macro_rules! text {
    ($($(#[$doc:meta])* $name:ident: $ru:literal / $en:literal;)+) => {$(
        $(#[$doc])*
        pub const $name: $crate::language::Text = $crate::language::Text { ru: $ru, en: $en };
    )+};
}

/// A text that came with data (a template) in both languages.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct OwnedText {
    pub ru: String,
    pub en: String,
}

impl OwnedText {
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    text! { GREETING: "Привет, {name}" / "Hello, {name}"; }

    #[test]
    fn a_text_takes_values_in_either_language() {
        assert_eq!(
            GREETING.with(Language::Ru, &[("name", "Варя")]),
            "Привет, Варя"
        );
        assert_eq!(
            GREETING.with(Language::En, &[("name", "Varya")]),
            "Hello, Varya"
        );
    }

    #[test]
    fn an_unknown_tag_is_no_language() {
        assert_eq!(Language::parse("de"), None);
        assert_eq!(Language::parse("en"), Some(Language::En));
    }
}
