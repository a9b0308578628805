//! Rows that are added and removed, each with the cells of the columns.

use std::collections::BTreeMap;

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Code, Controls, FieldType, Problem, Range, Sampler, Scale, UnknownPath,
    problem::{no_date, no_option, off_range, off_scale, too_long},
};
use crate::{
    answer::{Answer, Answers, Cells, Row, RowId, Shape},
    language::{OwnedText, Text},
    text,
};

#[cfg(feature = "template")]
mod declared;

text! {
    TITLE: "таблица" / "table";
}

/// A table of `rows_min == rows_max` rows always has these.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows_min: usize,
    pub rows_max: usize,
    pub prefill: Option<Prefill>,
}

/// What an empty table begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Prefill {
    /// The adults around the student and the helplines.
    Circle,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    pub key: String,
    pub kind: ColumnKind,
    pub label: OwnedText,
    pub hint: OwnedText,
    /// The page whose cards are offered by name while a short text is typed.
    pub suggest: Option<String>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ColumnKind {
    ShortText { max: usize },
    LongText { max: usize },
    Choice { options: Vec<ChoiceOption> },
    Scale(Scale),
    Number(Range),
    Date,
    Check,
}

impl ColumnKind {
    fn validate(&self, text: &str) -> Option<Code> {
        match self {
            Self::ShortText { max } | Self::LongText { max } => too_long(text, *max),
            Self::Choice { options } => no_option(options, text),
            Self::Scale(Scale { from, to, .. }) => off_scale(*from, *to, text),
            Self::Number(range) => off_range(range.from, range.to, text),
            Self::Date => no_date(text),
            Self::Check => None,
        }
    }

    fn sample(&self, path: &str, sampler: &mut Sampler<'_>) {
        match self {
            Self::ShortText { max } => sampler.short(path, *max),
            Self::LongText { .. } => sampler.long(path),
            Self::Choice { options } => sampler.option(path, options),
            Self::Scale(scale) => {
                let value = scale.from.to_string();
                sampler.put(path, value.clone(), value);
            }
            Self::Number(range) => sampler.number(path, range),
            Self::Date => sampler.date(path),
            Self::Check => sampler.tick(path, "✓"),
        }
    }
}

impl FieldType for Table {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Rows
    }

    /// `ROW` names a row that the form carries, `ROW.COLUMN` is a cell. A row without a text is in
    /// the answer as one without cells.
    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        let mut rows: BTreeMap<RowId, Cells> = BTreeMap::new();
        for (path, value) in controls {
            let (id, column) = match path.split_once('.') {
                Some((id, column)) => (id, Some(column)),
                None => (*path, None),
            };
            let cells = rows
                .entry(RowId::parse(id).ok_or(UnknownPath)?)
                .or_default();
            if let Some(column) = column {
                if !self.columns.iter().any(|found| found.key == column) {
                    return Err(UnknownPath);
                }
                if !value.is_empty() {
                    cells.insert(column.to_owned(), value.clone());
                }
            }
        }
        let rows = rows.into_iter().map(|(id, cells)| Row { id, cells });
        let rows: Vec<Row> = rows.collect();
        Ok((!rows.is_empty()).then_some(Answer::Rows(rows)))
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let Answer::Rows(rows) = answer else {
            return Vec::new();
        };
        let max = self.rows_max;
        let mut problems = Code::at((rows.len() > max).then_some(Code::TooManyRows { max }), key);
        for row in rows {
            for column in &self.columns {
                let text = row.get(&column.key);
                let code = text.and_then(|text| column.kind.validate(text));
                let path = format!("{key}.{}.{}", row.id.as_str(), column.key);
                problems.extend(Code::at(code, &path));
            }
        }
        problems
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for row in 0..2.max(self.rows_min).min(self.rows_max) {
            for column in &self.columns {
                column
                    .kind
                    .sample(&format!("{row}.{}", column.key), sampler);
            }
        }
    }

    fn suggests(&self) -> Vec<&str> {
        let columns = self.columns.iter();
        columns
            .filter_map(|column| column.suggest.as_deref())
            .collect()
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for Table {
    const KEYS: &'static [&'static str] = &["columns", "rows_min", "rows_max", "prefill"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        use crate::template::fault;
        let (span, missing) = (from.key.span(), from.missing("columns"));
        let columns = from.columns.ok_or(missing)?;
        fault::unique("column", columns.iter().map(|column| &column.key))?;
        let columns = columns.into_iter().map(declared::column);
        let (rows_min, rows_max) = (from.rows_min.unwrap_or(0), from.rows_max.unwrap_or(40));
        fault::bounds(&span, rows_min, rows_max, 200)?;
        Ok(Self {
            columns: columns.collect::<Result<_, _>>()?,
            rows_min,
            rows_max,
            prefill: from.prefill.as_ref().map(declared::prefill).transpose()?,
        })
    }
}
