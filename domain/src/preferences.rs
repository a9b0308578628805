//! What a person may choose about how their pages look.

use serde::{Deserialize, Serialize};

use crate::language::Language;

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_code:literal $(, $variant:ident = $code:literal)+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { #[default] $first $(, $variant)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)+];

            /// How the choice is written in the page, the cookie and the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { Self::$first => $first_code $(, Self::$variant => $code)+ }
            }

            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.code() == code)
            }
        }
    };
}

choices! {
    /// Light, dark, or as the device says.
    Theme { System = "system", Light = "light", Dark = "dark" }
}

choices! {
    /// The cover of a diary: a colour and a pattern.
    Cover {
        Ink = "ink", Forest = "forest", Brick = "brick", Plum = "plum",
        Sea = "sea", Ochre = "ochre", Graphite = "graphite", Rose = "rose",
    }
}

/// How somebody's pages look and speak.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Preferences {
    pub language: Language,
    pub theme: Theme,
    pub cover: Cover,
}

impl Preferences {
    /// Reads what the database or a cookie says; what is not known is as for who chose nothing.
    #[must_use]
    pub fn parse(language: &str, theme: &str, cover: &str) -> Self {
        Self {
            language: Language::parse(language).unwrap_or_default(),
            theme: Theme::parse(theme).unwrap_or_default(),
            cover: Cover::parse(cover).unwrap_or_default(),
        }
    }
}
