//! A letter to oneself; its states are [`crate::letter`].
//!
//! Paths: `text`, `until` (the key of a day that the template offers) and `on` (another day).

#[cfg(feature = "template")]
use super::Declared;
use super::{
    Controls, FieldType, Problem, Sampler, UnknownPath,
    problem::{each, no_date, too_long},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::{OwnedText, Text},
    text,
};

text! {
    TITLE: "письмо с датой" / "dated letter";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Letter {
    pub dates: Vec<LetterDate>,
    /// Characters.
    pub max: usize,
}

/// A day on which a letter may be opened: of the academic year in that grade.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LetterDate {
    pub key: String,
    pub text: OwnedText,
    pub month: u32,
    pub day: u32,
    pub grade: u8,
}

impl FieldType for Letter {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Map
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::paths(controls, |path| ["text", "until", "on"].contains(&path))
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let Answer::Map(map) = answer else {
            return Vec::new();
        };
        each(key, map, |path, text| match path {
            "text" => too_long(text, self.max),
            "on" => no_date(text),
            _ => None,
        })
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.long("text");
        if let Some(date) = self.dates.first() {
            sampler.put("until", date.key.clone(), date.key.clone());
        }
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for Letter {
    const KEYS: &'static [&'static str] = &["dates", "max"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        use crate::template::fault;
        let max = from.max.unwrap_or(super::long_text::MAX);
        let missing = from.missing("dates");
        let dates = from.dates.ok_or(missing)?.into_iter().map(|date| {
            let (month, day) = fault::month_and_day(&date.on)?;
            let text = fault::both(&date.key.span(), date.ru, date.en)?;
            Ok(LetterDate {
                key: fault::key(&date.key, '_')?,
                text,
                month,
                day,
                grade: date.grade,
            })
        });
        let dates = dates.collect::<Result<_, fault::Fault>>()?;
        Ok(Self { dates, max })
    }
}
