//! A number as typed, with halves and hundredths.

#[cfg(feature = "template")]
use super::Declared;
use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::off_range};
use crate::{
    answer::{Answer, Answers},
    language::{OwnedText, Text},
    text,
};

text! {
    TITLE: "число" / "number";
}

/// Whole ends of a number, both included, and its unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Range {
    pub from: i64,
    pub to: i64,
    pub unit: OwnedText,
}

impl FieldType for Range {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let code = answer
            .text()
            .and_then(|text| off_range(self.from, self.to, text));
        Code::at(code, key)
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        sampler.number("", self);
    }
}

#[cfg(feature = "template")]
impl Declared for Range {
    const KEYS: &'static [&'static str] = &["from", "to", "unit_ru"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let low = from.from.as_ref().and_then(toml::Value::as_integer);
        let low = low.ok_or_else(|| from.missing("from"))?;
        let high = from.to.ok_or_else(|| from.missing("to"))?;
        Self::declared(&from.key.span(), low, high, (from.unit_ru, from.unit_en))
    }
}

#[cfg(feature = "template")]
impl Range {
    /// Ends that have something between them; the unit in Russian and in English, or none.
    pub(super) fn declared(
        span: &std::ops::Range<usize>,
        from: i64,
        to: i64,
        unit: (Option<String>, Option<String>),
    ) -> Result<Self, crate::template::fault::Fault> {
        if from >= to {
            return Err((span.clone(), format!("nothing lies from {from} to {to}")));
        }
        let unit = match unit {
            (None, None) => OwnedText::default(),
            (ru, en) => {
                crate::template::fault::both(span, ru.unwrap_or_default(), en.unwrap_or_default())?
            }
        };
        Ok(Self { from, to, unit })
    }
}
