//! What was answered, kept exactly as typed.
//!
//! A draft is stored before it is judged: nothing here refuses a text for what it says. Names of
//! form controls are paths into an answer: `did`, `values5.honesty`, `strengths.0.name`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub mod row;

pub use row::{Cells, Row, RowId};

/// The answers of one page by field key. A field without an answer is absent.
pub type Answers = BTreeMap<String, Answer>;

/// What an answer is made of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    Text,
    Set,
    Rows,
    Map,
}

/// An answer in the shape its field has. Leaves are the typed strings.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Texts, a choice, a scale, a date, a mood.
    Text(String),
    /// Chosen options or ticked items, in the template's order.
    Set(Vec<String>),
    #[serde(with = "row")]
    Rows(Vec<Row>),
    /// Texts by path: a grid (row → option), a ranking (place → option), a matrix, topics, a
    /// letter, a map of time.
    Map(BTreeMap<String, String>),
}

impl Answer {
    /// Sixteen hex digits that are equal exactly when two answers say the same (but for chance,
    /// 2⁻⁶⁴); the ids of rows say nothing. An absent answer has the fingerprint of the empty text.
    #[must_use]
    pub fn fingerprint(answer: Option<&Self>) -> String {
        let text = match answer {
            None => String::new(),
            Some(Self::Rows(rows)) => {
                let cells: Vec<&Cells> = rows.iter().map(|row| &row.cells).collect();
                serde_json::to_string(&cells).unwrap_or_default()
            }
            Some(answer) => serde_json::to_string(answer).unwrap_or_default(),
        };
        fingerprint(&text)
    }

    /// A table of rows by their places.
    #[must_use]
    pub fn table(rows: impl IntoIterator<Item = Cells>) -> Self {
        Self::Rows(row::numbered(rows))
    }

    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Self::Text(_) => Shape::Text,
            Self::Set(_) => Shape::Set,
            Self::Rows(_) => Shape::Rows,
            Self::Map(_) => Shape::Map,
        }
    }

    /// The text of a plain answer.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of an answer that is a map of paths; none of any other.
    #[must_use]
    pub fn map(&self) -> &BTreeMap<String, String> {
        static NOTHING: BTreeMap<String, String> = BTreeMap::new();
        match self {
            Self::Map(map) => map,
            _ => &NOTHING,
        }
    }

    /// Everything typed in it, leaf by leaf.
    pub fn leaves(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Text(text) => Box::new(std::iter::once(text.as_str())),
            Self::Set(keys) => Box::new(keys.iter().map(String::as_str)),
            Self::Rows(rows) => Box::new(
                rows.iter()
                    .flat_map(|row| row.cells.values().map(String::as_str)),
            ),
            Self::Map(map) => Box::new(map.values().map(String::as_str)),
        }
    }
}

/// Sixteen hex digits of a text: FNV-1a, 64 bits.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
