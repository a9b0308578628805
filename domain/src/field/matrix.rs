//! A weighted comparison; its arithmetic is [`crate::decision`].
//!
//! Paths: `option.N`, `own.N`, `voice.N`, `weight.CRITERION`, `must.CRITERION`,
//! `score.CRITERION.N`.

#[cfg(feature = "template")]
use super::Declared;
use super::{
    ChoiceOption, Controls, FieldType, Problem, Sampler, UnknownPath, is_number,
    problem::{each, off_scale, too_long},
};
use crate::{
    answer::{Answer, Answers, Shape},
    language::Text,
    text,
};

text! {
    TITLE: "сравнение с весами" / "weighted comparison";
}

pub const WEIGHT_MAX: i64 = 5;
pub const SCORE_MAX: i64 = 10;
/// Characters of an option's or an own criterion's name.
pub const NAME_MAX: usize = 100;
/// Characters of what others say.
pub const VOICE_MAX: usize = 2_000;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matrix {
    /// What may be compared; anything else can be typed.
    pub options: Vec<ChoiceOption>,
    pub criteria: Vec<ChoiceOption>,
    pub options_max: usize,
    /// How many criteria one may add.
    pub own_criteria: usize,
    /// The page whose cards are offered by name while an option is typed.
    pub suggest: Option<String>,
}

impl Matrix {
    fn is_path(&self, path: &str) -> bool {
        let is_option = |text: &str| is_number(text, self.options_max);
        let is_criterion = |key: &str| {
            let mut known = self.criteria.iter();
            let own = key.strip_prefix("own");
            known.any(|criterion| criterion.key == key)
                || own.is_some_and(|number| is_number(number, self.own_criteria))
        };
        match path.split('.').collect::<Vec<_>>().as_slice() {
            ["option" | "voice", number] => is_option(number),
            ["own", number] => is_number(number, self.own_criteria),
            ["weight" | "must", criterion] => is_criterion(criterion),
            ["score", criterion, number] => is_criterion(criterion) && is_option(number),
            _ => false,
        }
    }
}

impl FieldType for Matrix {
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
        each(key, map, |path, text| match path.split('.').next() {
            Some("option" | "own") => too_long(text, NAME_MAX),
            Some("voice") => too_long(text, VOICE_MAX),
            Some("weight") => off_scale(0, WEIGHT_MAX, text),
            Some("score") => off_scale(0, SCORE_MAX, text),
            _ => None,
        })
    }

    fn sample(&self, sampler: &mut Sampler<'_>) {
        for option in 1..=2 {
            sampler.short(&format!("option.{option}"), NAME_MAX);
            sampler.long(&format!("voice.{option}"));
        }
        let own = (self.own_criteria > 0).then_some("own1");
        if own.is_some() {
            sampler.short("own.1", NAME_MAX);
        }
        let of_template = self.criteria.iter().map(|criterion| criterion.key.as_str());
        for (index, criterion) in of_template.chain(own).enumerate() {
            let weight = (index % 5 + 1).to_string();
            sampler.put(&format!("weight.{criterion}"), weight.clone(), weight);
            for option in 1..=2 {
                let score = (5 + (index + option) % 6).to_string();
                sampler.put(&format!("score.{criterion}.{option}"), score.clone(), score);
            }
        }
        if let Some(first) = self.criteria.first() {
            sampler.tick(&format!("must.{}", first.key), "без этого нельзя");
        }
    }

    fn suggests(&self) -> Vec<&str> {
        self.suggest.as_deref().into_iter().collect()
    }

    fn is_written(&self) -> bool {
        true
    }
}

#[cfg(feature = "template")]
impl Declared for Matrix {
    const KEYS: &'static [&'static str] = &[
        "options",
        "criteria",
        "options_max",
        "own_criteria",
        "suggest",
    ];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let missing = from.missing("criteria");
        Ok(Self {
            options: super::options(from.options.unwrap_or_default())?,
            criteria: super::options(from.criteria.ok_or(missing)?)?,
            options_max: from.options_max.unwrap_or(3),
            own_criteria: from.own_criteria.unwrap_or(4),
            suggest: from.suggest.map(toml::Spanned::into_inner),
        })
    }
}
