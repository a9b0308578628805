//! One of several options.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::no_option,
};
use crate::{
    answer::{Answer, Answers},
    language::{Language, Text},
    text,
};

text! {
    TITLE: "выбор" / "choice";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OneChoice {
    pub options: Vec<ChoiceOption>,
}

impl FieldType for OneChoice {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let code = answer
            .text()
            .and_then(|chosen| no_option(&self.options, chosen));
        Code::at(code, key)
    }

    fn summary(&self, answer: &Answer, language: Language) -> String {
        let chosen = answer.text().unwrap_or_default();
        ChoiceOption::name(&self.options, chosen, language).to_owned()
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.option("", &self.options);
    }

    fn options(&self) -> &[ChoiceOption] {
        &self.options
    }
}

#[cfg(feature = "template")]
impl Declared for OneChoice {
    const KEYS: &'static [&'static str] = &["options", "stances"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let missing = from.missing("options");
        let options = super::options(from.options.ok_or(missing)?)?;
        Ok(Self { options })
    }
}
