//! What an adult thinks of something a student chose: a word on the margin may carry it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{language::Text, text};

text! {
    SUPPORT: "поддерживаю" / "I support it";
    DISCUSS: "давай обсудим" / "let us talk about it";
}

/// Never a refusal: the choice is the student's.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Support,
    Discuss,
}

/// Stances by the keys of the options they speak of.
pub type Stances = BTreeMap<String, Stance>;

impl Stance {
    pub const ALL: [Self; 2] = [Self::Support, Self::Discuss];

    /// How forms and the database spell it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Discuss => "discuss",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.code() == code)
    }

    #[must_use]
    pub const fn word(self) -> Text {
        match self {
            Self::Support => SUPPORT,
            Self::Discuss => DISCUSS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stance_is_spelled_the_same_everywhere() {
        for stance in Stance::ALL {
            assert_eq!(Stance::parse(stance.code()), Some(stance));
            assert_eq!(
                serde_json::to_value(stance).unwrap(),
                serde_json::Value::from(stance.code())
            );
        }
        assert_eq!(Stance::parse("against"), None);
    }
}
