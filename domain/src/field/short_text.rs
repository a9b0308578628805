//! A line of text.

#[cfg(feature = "template")]
use super::Declared;
use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::too_long};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "текст" / "text";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShortText {
    /// Characters.
    pub max: usize,
}

impl FieldType for ShortText {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let text = answer.text().unwrap_or_default();
        Code::at(too_long(text, self.max), key)
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.short("", self.max);
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for ShortText {
    const KEYS: &'static [&'static str] = &["max"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let max = from.max.unwrap_or(200);
        Ok(Self { max })
    }
}
