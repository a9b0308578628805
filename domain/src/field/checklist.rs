//! Things to tick off.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::no_options,
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::Text,
    text,
};

text! {
    TITLE: "чек-лист" / "checklist";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checklist {
    pub options: Vec<ChoiceOption>,
}

impl FieldType for Checklist {
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
        match answer {
            Answer::Set(keys) => Code::at(no_options(&self.options, keys), key),
            _ => Vec::new(),
        }
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for option in &self.options {
            sampler.tick(&option.key, &option.text.ru);
        }
    }

    fn options(&self) -> &[ChoiceOption] {
        &self.options
    }
}

/// `rules`: the items are what the permission matrix promises.
#[cfg(feature = "template")]
impl Declared for Checklist {
    const KEYS: &'static [&'static str] = &["options", "rules"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        if from.rules {
            let options = crate::access::promises();
            return Ok(Self { options });
        }
        let missing = from.missing("options");
        let options = super::options(from.options.ok_or(missing)?)?;
        Ok(Self { options })
    }
}
