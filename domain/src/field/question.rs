//! A long answer to the question of the study week.

use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::too_long};
#[cfg(feature = "template")]
use super::{Declared, long_text};
use crate::{
    answer::{Answer, Answers},
    language::{OwnedText, Text},
    text,
};

text! {
    TITLE: "вопрос недели" / "question of the week";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Questions {
    /// One for each study week, from the first; then they begin again.
    pub questions: Vec<Question>,
    /// Characters of the answer.
    pub max: usize,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    pub text: OwnedText,
    /// Asks about sleep, strength or difficulty: nobody but the owner sees the answer.
    pub only_me: bool,
}

impl Questions {
    /// The question of that study week, counted from 1.
    #[must_use]
    pub fn of_week(&self, week: u32) -> Option<&Question> {
        let index = usize::try_from(week.saturating_sub(1)).ok()?;
        self.questions.get(index % self.questions.len().max(1))
    }
}

impl FieldType for Questions {
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
impl Declared for Questions {
    const KEYS: &'static [&'static str] = &["max", "questions"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let span = from.key.span();
        let max = from.max.unwrap_or(long_text::MAX);
        let missing = from.missing("questions");
        let questions = from.questions.ok_or(missing)?.into_iter().map(|question| {
            Ok(Question {
                text: crate::template::fault::both(&span, question.ru, question.en)?,
                only_me: question.only_me,
            })
        });
        Ok(Self {
            questions: questions.collect::<Result<_, _>>()?,
            max,
        })
    }
}
