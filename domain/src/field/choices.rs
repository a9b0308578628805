//! Several of several options.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Code, Controls, FieldType, Problem, Sampler, UnknownPath,
    problem::{no_options, wrong_count},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::{Language, Text},
    text,
};

text! {
    TITLE: "выбор" / "choice";
}

/// `exactly n` is `min == max`; an empty answer is always allowed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choices {
    pub options: Vec<ChoiceOption>,
    pub min: usize,
    pub max: usize,
}

impl FieldType for Choices {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Set
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::ticks(&self.options, controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let Answer::Set(keys) = answer else {
            return Vec::new();
        };
        let code =
            no_options(&self.options, keys).or_else(|| wrong_count(keys.len(), self.min, self.max));
        Code::at(code, key)
    }

    fn summary(&self, answer: &Answer, language: Language) -> String {
        let names = answer
            .leaves()
            .map(|key| ChoiceOption::name(&self.options, key, language));
        names.collect::<Vec<_>>().join(", ")
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for option in self.options.iter().take(self.max) {
            sampler.tick(&option.key, &option.text.ru);
        }
    }

    fn options(&self) -> &[ChoiceOption] {
        &self.options
    }
}

#[cfg(feature = "template")]
impl Declared for Choices {
    const KEYS: &'static [&'static str] = &["options", "min", "max", "exactly", "stances"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let missing = from.missing("options");
        let options = super::options(from.options.ok_or(missing)?)?;
        let min = from.exactly.or(from.min).unwrap_or(0);
        let max = from.exactly.or(from.max).unwrap_or(options.len());
        crate::template::fault::bounds(&from.key.span(), min, max, options.len())?;
        Ok(Self { options, min, max })
    }
}
