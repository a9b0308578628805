//! A text of several lines.

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

/// Characters, where a template says nothing else.
#[cfg(feature = "template")]
pub(super) const MAX: usize = 20_000;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LongText {
    /// Characters.
    pub max: usize,
}

impl FieldType for LongText {
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
        sampler.long("");
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for LongText {
    const KEYS: &'static [&'static str] = &["max", "counter"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let max = from.max.unwrap_or(MAX);
        Ok(Self { max })
    }
}
