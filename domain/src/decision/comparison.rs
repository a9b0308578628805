//! A filled matrix, read of a stored answer.

use std::collections::BTreeMap;

use crate::field::{Matrix, SCORE_MAX, WEIGHT_MAX};

/// A filled matrix. Options and criteria are named by index in [`Comparison::options`] and
/// [`Comparison::criteria`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Comparison {
    /// The options that have a name: their number on the form, from 1, and the name as typed.
    pub options: Vec<(usize, String)>,
    pub criteria: Vec<Criterion>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Criterion {
    /// The template's key, or `own1`, `own2` …
    pub key: String,
    /// What an own criterion is called.
    pub name: Option<String>,
    /// `None`: not weighed yet, which counts as 0.
    pub weight: Option<i64>,
    pub must: bool,
    /// One for each option.
    pub scores: Vec<Option<i64>>,
}

impl Comparison {
    /// Reads a stored answer. Whatever is no number within its bounds counts as not given; the
    /// text itself stays where it was typed.
    #[must_use]
    pub fn read(kind: &Matrix, map: &BTreeMap<String, String>) -> Self {
        let text = |path: String| {
            map.get(&path)
                .map(|text| text.trim())
                .filter(|text| !text.is_empty())
        };
        let number = |path: String, max: i64| {
            let value: i64 = text(path)?.parse().ok()?;
            (0..=max).contains(&value).then_some(value)
        };
        let options: Vec<(usize, String)> = (1..=kind.options_max)
            .filter_map(|index| Some((index, text(format!("option.{index}"))?.to_owned())))
            .collect();
        let own = (1..=kind.own_criteria).map(|index| format!("own{index}"));
        let criteria = kind
            .criteria
            .iter()
            .map(|criterion| criterion.key.clone())
            .chain(own)
            .filter_map(|key| {
                let name = key
                    .strip_prefix("own")
                    .and_then(|index| text(format!("own.{index}")))
                    .map(str::to_owned);
                let is_templates = kind.criteria.iter().any(|criterion| criterion.key == key);
                (is_templates || name.is_some()).then(|| Criterion {
                    weight: number(format!("weight.{key}"), WEIGHT_MAX),
                    must: text(format!("must.{key}")).is_some(),
                    scores: options
                        .iter()
                        .map(|(option, _)| number(format!("score.{key}.{option}"), SCORE_MAX))
                        .collect(),
                    key,
                    name,
                })
            })
            .collect();
        Self { options, criteria }
    }
}
