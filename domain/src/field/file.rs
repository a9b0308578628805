//! A photo, a work, a presentation, a document or data. Declared and read by name; nothing can be
//! added yet.

#[cfg(feature = "template")]
use super::Declared;
use super::{Controls, FieldType, Problem, Sampler, UnknownPath};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "файл, появится позже" / "file, still to come";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct File;

impl FieldType for File {
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
impl Declared for File {
    const KEYS: &'static [&'static str] = &[];

    fn parse(_: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        Ok(Self)
    }
}
