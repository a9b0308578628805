//! The three states as they are kept in an answer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    sealed::{Opened, Sealed},
    written::Written,
};

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Letter {
    Written(Written),
    Sealed(Sealed),
    Opened(Opened),
}

impl Letter {
    /// Reads a stored answer.
    #[must_use]
    pub fn read(map: &BTreeMap<String, String>) -> Self {
        let text = |key: &str| map.get(key).cloned().unwrap_or_default();
        let day = |key: &str| map.get(key).and_then(|day| day.parse::<NaiveDate>().ok());
        match (day("sealed_on"), day("opens_on"), day("opened_on")) {
            (Some(sealed_on), Some(opens_on), Some(opened_on)) => Self::Opened(Opened {
                text: text("text"),
                sealed_on,
                opens_on,
                opened_on,
            }),
            (Some(sealed_on), Some(opens_on), None) => Self::Sealed(Sealed {
                text: text("text"),
                sealed_on,
                opens_on,
            }),
            _ => Self::Written(Written {
                text: text("text"),
                until: text("until"),
                on: text("on"),
            }),
        }
    }

    /// As it is stored.
    #[must_use]
    pub fn to_map(&self) -> BTreeMap<String, String> {
        let pairs = match self {
            Self::Written(letter) => vec![
                ("text", letter.text.clone()),
                ("until", letter.until.clone()),
                ("on", letter.on.clone()),
            ],
            Self::Sealed(letter) => vec![
                ("text", letter.text.clone()),
                ("sealed_on", letter.sealed_on.to_string()),
                ("opens_on", letter.opens_on.to_string()),
            ],
            Self::Opened(letter) => vec![
                ("text", letter.text.clone()),
                ("sealed_on", letter.sealed_on.to_string()),
                ("opens_on", letter.opens_on.to_string()),
                ("opened_on", letter.opened_on.to_string()),
            ],
        };
        let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(key, text)| (key.to_owned(), text)).collect()
    }
}
