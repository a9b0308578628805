//! Puts what was chosen in another field of the page into order.

use std::collections::BTreeSet;

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Code, Controls, FieldType, Problem, Sampler, UnknownPath, problem::no_option,
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::Text,
    text,
};

text! {
    TITLE: "по местам" / "ranking";
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ranking {
    /// The field of choices that is ranked.
    pub from: String,
    /// The options of that field.
    pub options: Vec<ChoiceOption>,
    /// How many places there are.
    pub top: usize,
}

impl FieldType for Ranking {
    fn title(&self) -> Text {
        TITLE
    }

    fn shape(&self) -> Shape {
        Shape::Map
    }

    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        super::paths(controls, |place| super::is_number(place, self.top))
    }

    fn validate(&self, key: &str, answer: &Answer, answers: &Answers) -> Vec<Problem> {
        let Answer::Map(places) = answer else {
            return Vec::new();
        };
        let chosen: &[String] = match answers.get(&self.from) {
            Some(Answer::Set(keys)) => keys,
            _ => &[],
        };
        let mut ranked = BTreeSet::new();
        let mut problems = Vec::new();
        for (place, option) in places {
            let code = no_option(&self.options, option)
                .or_else(|| (!chosen.contains(option)).then_some(Code::NotChosen))
                .or_else(|| (!ranked.insert(option)).then_some(Code::RankedTwice));
            problems.extend(Code::at(code, &format!("{key}.{place}")));
        }
        problems
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        let chosen = sampler.ticked(&self.from);
        for (place, key) in chosen.iter().rev().take(self.top).enumerate() {
            let option = self.options.iter().find(|option| option.key == *key);
            let words = option.map_or("", |option| option.text.ru.as_str());
            sampler.put(&(place + 1).to_string(), key.clone(), words);
        }
    }
}

#[cfg(feature = "template")]
impl Declared for Ranking {
    const KEYS: &'static [&'static str] = &["from", "top"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let ranked = from.from.as_ref().and_then(|name| name.as_str());
        let ranked = ranked.ok_or_else(|| from.missing("from"))?.to_owned();
        Ok(Self {
            from: ranked,
            // Filled in once all fields of the page are read.
            options: Vec::new(),
            top: from.top.ok_or_else(|| from.missing("top"))?,
        })
    }
}
