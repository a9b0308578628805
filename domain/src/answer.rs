//! What was answered, kept exactly as typed.
//!
//! A draft is stored before it is judged: nothing here refuses a text for what it says. Names of
//! form controls are paths into an answer: `did`, `values5.honesty`, `strengths.0.name`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::template::{ColumnKind, Field, FieldKind, Page};

mod path;
pub mod row;

pub use row::{Cells, Row, RowId};

/// The answers of one page by field key. A field without an answer is absent.
pub type Answers = BTreeMap<String, Answer>;

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

/// A control's name that fits no field of the page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownPath(pub String);

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

    /// The text of a plain answer.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
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

/// Reads the controls of a form. `present` names the fields that were on the form: one of them
/// without any control has been emptied; a field not named is left out of the result.
///
/// Of a table, a form carries some rows: those that are named by a control of their own, `rows.ID`,
/// or by a cell, `rows.ID.column`. One that is named without a cell has been removed or emptied, and
/// is in the result as a row without cells; [`crate::merge`] leaves those that are not named alone.
///
/// # Errors
/// A path or a field that the page does not have.
pub fn read(
    page: &Page,
    present: impl IntoIterator<Item = impl AsRef<str>>,
    controls: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Option<Answer>>, UnknownPath> {
    let mut parts: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for (path, value) in controls {
        let (key, rest) = path.split_once('.').unwrap_or((path, ""));
        parts.entry(key).or_default().push((rest, normal(value)));
    }
    let mut answers = BTreeMap::new();
    for key in present {
        let key = key.as_ref();
        let field = page
            .field(key)
            .filter(|field| field.is_ready())
            .ok_or_else(|| UnknownPath(key.to_owned()))?;
        let controls = parts.remove(key).unwrap_or_default();
        answers.insert(
            key.to_owned(),
            shape(field, &controls).ok_or_else(|| UnknownPath(key.to_owned()))?,
        );
    }
    match parts.into_keys().next() {
        Some(stray) => Err(UnknownPath(stray.to_owned())),
        None => Ok(answers),
    }
}

/// Browsers send line ends as CR LF.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// `None`: a path that the field does not have. `Some(None)`: nothing was answered.
fn shape(field: &Field, controls: &[(&str, String)]) -> Option<Option<Answer>> {
    match &field.kind {
        FieldKind::ShortText { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Question { .. }
        | FieldKind::Choice { .. }
        | FieldKind::Scale(_)
        | FieldKind::Number(_)
        | FieldKind::Date
        | FieldKind::Mood => match controls {
            [] => Some(None),
            [("", text)] => Some((!text.is_empty()).then(|| Answer::Text(text.clone()))),
            _ => None,
        },
        FieldKind::Choices { options, .. } | FieldKind::Checklist { options } => {
            let known = controls
                .iter()
                .all(|(key, _)| options.iter().any(|option| option.key == *key));
            let chosen: Vec<String> = options
                .iter()
                .filter(|option| {
                    controls
                        .iter()
                        .any(|(key, value)| *key == option.key && !value.is_empty())
                })
                .map(|option| option.key.clone())
                .collect();
            known.then_some((!chosen.is_empty()).then_some(Answer::Set(chosen)))
        }
        FieldKind::Grid { rows, .. } => map(controls, |key| rows.iter().any(|row| row.key == key)),
        FieldKind::Ranking { top, .. } => map(controls, |key| {
            key.parse::<usize>()
                .is_ok_and(|place| (1..=*top).contains(&place))
        }),
        FieldKind::Table { columns, .. } => table(controls, |key| {
            columns
                .iter()
                .find(|column| column.key == key)
                .map(|column| matches!(column.kind, ColumnKind::Check))
        }),
        FieldKind::Matrix(matrix) => map(controls, |path| path::of_matrix(matrix, path)),
        FieldKind::Topics(topics) => map(controls, |path| path::of_topics(topics, path)),
        FieldKind::Letter { .. } => map(controls, |path| ["text", "until", "on"].contains(&path)),
        FieldKind::TimeMap { options } => map(controls, |path| path::of_time_map(options, path)),
        FieldKind::Computed(_) | FieldKind::Waiting(_) => None,
    }
}

fn map(controls: &[(&str, String)], known: impl Fn(&str) -> bool) -> Option<Option<Answer>> {
    if !controls.iter().all(|(key, _)| known(key)) {
        return None;
    }
    let map: BTreeMap<String, String> = controls
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    Some((!map.is_empty()).then_some(Answer::Map(map)))
}

fn table(
    controls: &[(&str, String)],
    column: impl Fn(&str) -> Option<bool>,
) -> Option<Option<Answer>> {
    let mut rows: BTreeMap<RowId, Cells> = BTreeMap::new();
    for (path, value) in controls {
        let (id, key) = match path.split_once('.') {
            Some((id, key)) => (id, Some(key)),
            None => (*path, None),
        };
        let cells = rows.entry(RowId::parse(id)?).or_default();
        if let Some(key) = key {
            column(key)?;
            if !value.is_empty() {
                cells.insert(key.to_owned(), value.clone());
            }
        }
    }
    let rows = rows.into_iter().map(|(id, cells)| Row { id, cells });
    let rows: Vec<Row> = rows.collect();
    Some((!rows.is_empty()).then_some(Answer::Rows(rows)))
}

#[cfg(all(test, feature = "template"))]
mod tests;
