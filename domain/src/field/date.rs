//! A day, as typed.

#[cfg(feature = "template")]
use super::Declared;
use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::no_date};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "дата" / "date";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Date;

impl FieldType for Date {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        Code::at(answer.text().and_then(no_date), key)
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.date("");
    }
}

#[cfg(feature = "template")]
impl Declared for Date {
    const KEYS: &'static [&'static str] = &[];

    fn parse(_: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        Ok(Self)
    }
}
