//! A whole number on a scale.

#[cfg(feature = "template")]
use super::Declared;
use super::{Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::off_scale};
use crate::{
    answer::{Answer, Answers},
    language::{OwnedText, Text},
    text,
};

text! {
    TITLE: "шкала" / "scale";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scale {
    pub from: i64,
    pub to: i64,
    /// Words at some of its points, lowest first.
    pub anchors: Vec<(i64, OwnedText)>,
}

impl FieldType for Scale {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::one(controls)
    }

    fn validate(&self, key: &str, answer: &Answer, _: &Answers) -> Vec<Problem> {
        let code = answer
            .text()
            .and_then(|text| off_scale(self.from, self.to, text));
        Code::at(code, key)
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        let value = self.to.to_string();
        sampler.put("", value.clone(), value);
    }
}

#[cfg(feature = "template")]
impl Declared for Scale {
    const KEYS: &'static [&'static str] = &["from", "to", "anchors"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let low = from.from.as_ref().and_then(toml::Value::as_integer);
        let low = low.ok_or_else(|| from.missing("from"))?;
        let high = from.to.ok_or_else(|| from.missing("to"))?;
        Self::declared(&from.key.span(), low, high, from.anchors)
    }
}

#[cfg(feature = "template")]
impl Scale {
    /// A scale of 2 to 21 points, with its anchors on it.
    pub(super) fn declared(
        span: &std::ops::Range<usize>,
        from: i64,
        to: i64,
        anchors: Option<Vec<crate::template::raw::Anchor>>,
    ) -> Result<Self, crate::template::fault::Fault> {
        if from >= to || to - from > 20 {
            let reason = format!("a scale from {from} to {to} is not a scale");
            return Err((span.clone(), reason));
        }
        let anchors = anchors.unwrap_or_default().into_iter().map(|anchor| {
            let text = crate::template::fault::both(span, anchor.ru, anchor.en)?;
            Ok((anchor.at, text))
        });
        let mut anchors = anchors.collect::<Result<Vec<_>, crate::template::fault::Fault>>()?;
        anchors.sort_by_key(|(at, _)| *at);
        match anchors.iter().find(|(at, _)| !(from..=to).contains(at)) {
            Some((at, _)) => Err((
                span.clone(),
                format!("the anchor at {at} is outside {from}–{to}"),
            )),
            None => Ok(Self { from, to, anchors }),
        }
    }
}
