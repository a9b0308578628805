//! One of five moods, from 1 to 5.

#[cfg(feature = "template")]
use super::Declared;
use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::off_scale};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "настроение" / "mood";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mood;

impl FieldType for Mood {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let code = answer.text().and_then(|text| off_scale(1, 5, text));
        Code::at(code, key)
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.put("", "4", "хорошо");
    }
}

#[cfg(feature = "template")]
impl Declared for Mood {
    const KEYS: &'static [&'static str] = &[];

    fn parse(_: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        Ok(Self)
    }
}
