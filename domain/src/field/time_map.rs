//! Hours of a week for each option, as wished and as it was: `wish.OPTION` and `real.OPTION`.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Controls, FieldType, Problem, Sampler, UnknownPath,
    problem::{each, off_range},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::Text,
    text,
    time_map::Week,
};

text! {
    TITLE: "часы недели" / "hours of a week";
}

/// Hours of a week.
const HOURS: i64 = 168;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimeMap {
    pub options: Vec<ChoiceOption>,
}

impl TimeMap {
    fn is_path(&self, path: &str) -> bool {
        path.split_once('.').is_some_and(|(week, key)| {
            Week::ALL.iter().any(|found| found.key() == week)
                && self.options.iter().any(|option| option.key == key)
        })
    }
}

impl FieldType for TimeMap {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Map
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::paths(controls, |path| self.is_path(path))
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        match answer {
            Answer::Map(map) => each(key, map, |_, text| off_range(0, HOURS, text)),
            _ => Vec::new(),
        }
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for option in &self.options {
            for week in Week::ALL {
                sampler.put(&format!("{}.{}", week.key(), option.key), "7,5", "7,5");
            }
        }
    }
}

#[cfg(feature = "template")]
impl Declared for TimeMap {
    const KEYS: &'static [&'static str] = &["options"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let missing = from.missing("options");
        let options = super::options(from.options.ok_or(missing)?)?;
        Ok(Self { options })
    }
}
