//! A word of a mentor, an expert or a friend by a one-time link. Declared; nothing is asked for yet.

#[cfg(feature = "template")]
use super::Declared;
use super::{Controls, FieldType, Problem, Sampler, UnknownPath};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "отзыв по ссылке, появится позже" / "feedback by link, still to come";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutsideWord;

impl FieldType for OutsideWord {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, _: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        Err(UnknownPath)
    }

    fn validate(&self, _: &str, _: &Answer, _: &Answers) -> Vec<Problem> {
        Vec::new()
    }

    fn sample(&self, _: &mut Sampler<'_>) {}

    fn is_ready(&self) -> bool {
        false
    }

    fn is_drawn(&self) -> bool {
        false
    }
}

#[cfg(feature = "template")]
impl Declared for OutsideWord {
    const KEYS: &'static [&'static str] = &[];

    fn parse(_: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        Ok(Self)
    }
}
