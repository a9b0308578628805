//! Rows of a table. Each keeps its id for as long as it exists: in the draft, in every revision, in
//! what is shown and on every form, so that a form may carry some rows and leave the others alone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Texts by column key. A cell without a text is absent.
pub type Cells = BTreeMap<String, String>;

/// What names a row within its table: 1 to 16 small letters and digits. Shorter ones come first,
/// then by letters, so that rows stand in the order in which they were made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowId(String);

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    pub id: RowId,
    pub cells: Cells,
}

/// Digits of a made id: milliseconds since 1970 in hexadecimal, then chance.
const TIME_DIGITS: usize = 11;
const CHANCE_BITS: u32 = 20;
const LONGEST: usize = 16;

impl RowId {
    /// The id of the row at that place, counted from 0, of a table whose rows are fixed, or of an
    /// answer that was kept before rows had ids.
    #[must_use]
    pub fn at(place: usize) -> Self {
        Self(place.to_string())
    }

    /// An id that no other row of the table has: of this moment, and 20 bits of chance for whoever
    /// adds a row in the same millisecond.
    #[must_use]
    pub fn new(now: DateTime<Utc>, chance: u128) -> Self {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let time = millis & ((1 << (4 * TIME_DIGITS)) - 1);
        let chance = chance & ((1 << CHANCE_BITS) - 1);
        Self(format!("{time:011x}{chance:05x}"))
    }

    /// The id of one more row of the same form: a millisecond later, by the same chance.
    #[must_use]
    pub fn next(&self) -> Self {
        let number = u64::from_str_radix(&self.0, 16).unwrap_or_default();
        Self(format!("{:016x}", number.wrapping_add(1 << CHANCE_BITS)))
    }

    /// `None`: no id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_known = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let fits = (1..=LONGEST).contains(&text.len()) && text.chars().all(is_known);
        fits.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ord for RowId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |id: &Self| (id.0.len(), id.0.clone());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for RowId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Row {
    /// The text of a column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&String> {
        self.cells.get(column)
    }
}

/// Rows of a table by their places, for what is made whole and at once.
pub fn numbered(rows: impl IntoIterator<Item = Cells>) -> Vec<Row> {
    let numbered = rows.into_iter().enumerate();
    numbered
        .map(|(place, cells)| Row {
            id: RowId::at(place),
            cells,
        })
        .collect()
}

/// Where the id stands among the cells: no column has this key.
const ID: &str = "#";

/// For serde: a list of rows, each its cells and its id. A row without an id is an old one and gets
/// that of its place.
pub fn serialize<S: Serializer>(rows: &[Row], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Kept<'a> {
        #[serde(rename = "#")]
        id: &'a str,
        #[serde(flatten)]
        cells: &'a Cells,
    }
    serializer.collect_seq(rows.iter().map(|row| Kept {
        id: row.id.as_str(),
        cells: &row.cells,
    }))
}

/// See [`serialize`].
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Row>, D::Error> {
    let kept = Vec::<Cells>::deserialize(deserializer)?;
    let rows = kept.into_iter().enumerate().map(|(place, mut cells)| {
        let id = match cells.remove(ID) {
            Some(id) => RowId::parse(&id).ok_or_else(|| D::Error::custom("no id of a row"))?,
            None => RowId::at(place),
        };
        Ok(Row { id, cells })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_the_order_in_which_rows_were_made() {
        let at = |millis| DateTime::from_timestamp_millis(millis).unwrap_or_default();
        let first = RowId::new(at(1_790_000_000_000), 0xf_ffff);
        let second = RowId::new(at(1_790_000_000_001), 0);
        let in_order = [RowId::at(2), RowId::at(10), first.clone(), second.clone()];
        assert!(in_order.is_sorted());
        assert!(first.next() > first);
        assert_ne!(first.next(), second, "another form");
        assert_eq!(RowId::parse(first.next().as_str()), Some(first.next()));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "A", "ы", "a.b", "-", "0123456789abcdef0"] {
            assert_eq!(RowId::parse(text), None, "{text}");
        }
    }
}
