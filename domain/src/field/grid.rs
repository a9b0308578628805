//! One option for each of several rows: `ROW` → option.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Controls, FieldType, Problem, Sampler, UnknownPath,
    problem::{each, no_option},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::Text,
    text,
};

text! {
    TITLE: "сетка" / "grid";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Grid {
    pub rows: Vec<ChoiceOption>,
    pub options: Vec<ChoiceOption>,
}

impl FieldType for Grid {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Map
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::paths(controls, |key| self.rows.iter().any(|row| row.key == key))
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        match answer {
            Answer::Map(map) => each(key, map, |_, option| no_option(&self.options, option)),
            _ => Vec::new(),
        }
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for (row, option) in self.rows.iter().zip(self.options.iter().cycle()) {
            sampler.put(&row.key, option.key.clone(), row.text.ru.clone());
        }
    }
}

#[cfg(feature = "template")]
impl Declared for Grid {
    const KEYS: &'static [&'static str] = &["rows", "options"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let (no_rows, no_options) = (from.missing("rows"), from.missing("options"));
        Ok(Self {
            rows: super::options(from.rows.ok_or(no_rows)?)?,
            options: super::options(from.options.ok_or(no_options)?)?,
        })
    }
}
