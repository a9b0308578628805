//! Topics of a subject with a level of readiness each; what the levels mean is [`crate::topics`].
//!
//! Paths: `SUBJECT.TOPIC`, and for topics added by hand `own.SUBJECT.N` with its level in
//! `level.SUBJECT.N`.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Controls, FieldType, NAME_MAX, Problem, Sampler, UnknownPath, is_number,
    problem::{each, off_scale, too_long},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::{OwnedText, Text},
    text,
};

text! {
    TITLE: "карта тем" / "map of topics";
}

/// The highest level of readiness; the lowest is 0.
const LEVEL_MAX: i64 = 4;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Topics {
    /// The choice on the same page that names the subject.
    pub subject_by: String,
    pub subjects: Vec<Subject>,
    /// How many topics one may add.
    pub own: usize,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Subject {
    pub key: String,
    pub title: OwnedText,
    pub topics: Vec<ChoiceOption>,
}

impl Topics {
    fn subject(&self, key: &str) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.key == key)
    }

    fn is_path(&self, path: &str) -> bool {
        match path.split('.').collect::<Vec<_>>().as_slice() {
            ["own" | "level", key, number] => {
                self.subject(key).is_some() && is_number(number, self.own)
            }
            [key, topic] => self
                .subject(key)
                .is_some_and(|subject| subject.topics.iter().any(|found| found.key == *topic)),
            _ => false,
        }
    }
}

impl FieldType for Topics {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Map
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::paths(controls, |path| self.is_path(path))
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let Answer::Map(map) = answer else {
            return Vec::new();
        };
        each(key, map, |path, text| {
            if path.starts_with("own.") {
                too_long(text, NAME_MAX)
            } else {
                off_scale(0, LEVEL_MAX, text)
            }
        })
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        let chosen = sampler.value(&self.subject_by).unwrap_or_default();
        let Some(subject) = self.subject(chosen) else {
            return;
        };
        for (index, topic) in subject.topics.iter().enumerate() {
            let level = (index % 5).to_string();
            sampler.put(
                &format!("{}.{}", subject.key, topic.key),
                level,
                topic.text.ru.clone(),
            );
        }
        if self.own > 0 {
            sampler.short(&format!("own.{}.1", subject.key), NAME_MAX);
            sampler.put(&format!("level.{}.1", subject.key), "3", "без подсказки");
        }
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for Topics {
    const KEYS: &'static [&'static str] = &["subject_by", "subjects", "own"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        use crate::template::fault;
        let (no_choice, no_subjects) = (from.missing("subject_by"), from.missing("subjects"));
        let subjects = from.subjects.ok_or(no_subjects)?;
        fault::unique("subject", subjects.iter().map(|subject| &subject.key))?;
        let subjects = subjects.into_iter().map(|subject| {
            let title = fault::both(&subject.key.span(), subject.ru, subject.en)?;
            Ok(Subject {
                key: fault::key(&subject.key, '_')?,
                title,
                topics: super::options(subject.topics)?,
            })
        });
        Ok(Self {
            subject_by: from.subject_by.ok_or(no_choice)?.into_inner(),
            subjects: subjects.collect::<Result<_, fault::Fault>>()?,
            own: from.own.unwrap_or(10),
        })
    }
}
