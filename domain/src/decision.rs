//! Comparing options by weighted criteria, for the choice of a profile and of a university alike.
//!
//! Importance is 0 to 5, a score 0 to 10, both whole. An option's result is the mean of its scores
//! weighed by importance. Only criteria that have a score for every option are counted, so that
//! the options are compared by the same measure. The program never recommends: it says what the
//! numbers say and how little it takes to turn them.

use std::collections::BTreeMap;

use crate::field::{ChoiceOption, Matrix};
pub use crate::field::{NAME_MAX, SCORE_MAX, VOICE_MAX, WEIGHT_MAX};

/// An option with less than this at a criterion «без этого нельзя» does not pass.
pub const MUST_MIN: i64 = 5;

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

/// What the numbers say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The weighted sum of each option, to be divided by `weights`.
    pub sums: Vec<i64>,
    /// The weights of all counted criteria together; above 0.
    pub weights: i64,
    /// Whether each option passes every «без этого нельзя».
    pub passes: Vec<bool>,
    /// The options in the lead: several when they are equal, none when none passes.
    pub leaders: Vec<usize>,
    /// The lead in half points, rounded; `None` without a single leader or a second.
    pub margin_halves: Option<i64>,
    /// Whether the lead is under half a point: «Разница мала».
    pub is_close: bool,
    pub swap: Option<Swap>,
}

/// The smallest change of one importance that puts another option in the lead.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Swap {
    pub criterion: usize,
    pub from: i64,
    pub to: i64,
    pub leader: usize,
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

    /// What the numbers say; `None` while fewer than two options or no weighed criterion with all
    /// its scores are there.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        if self.options.len() < 2 {
            return None;
        }
        let counted = self.counted();
        let (sums, weights) = self.sums(&counted, None);
        if weights == 0 {
            return None;
        }
        let passes: Vec<bool> = (0..self.options.len())
            .map(|option| self.passes(option))
            .collect();
        let leaders = leaders(&sums, &passes);
        let second = match leaders.as_slice() {
            [leader] => (0..sums.len())
                .filter(|option| passes[*option] && option != leader)
                .map(|option| sums[option])
                .max()
                .map(|second| sums[*leader] - second),
            _ => None,
        };
        let swap = match leaders.as_slice() {
            [leader] => self.swap(&counted, &passes, *leader),
            _ => None,
        };
        Some(Outcome {
            margin_halves: second.map(|lead| (4 * lead + weights).div_euclid(2 * weights)),
            is_close: leaders.len() > 1 || second.is_some_and(|lead| 2 * lead < weights),
            sums,
            weights,
            passes,
            leaders,
            swap,
        })
    }

    /// The criteria that have a score for every option, with their weights.
    fn counted(&self) -> Vec<(usize, i64, Vec<i64>)> {
        let complete = self
            .criteria
            .iter()
            .enumerate()
            .filter_map(|(index, criterion)| {
                let scores: Option<Vec<i64>> = criterion.scores.iter().copied().collect();
                Some((index, criterion.weight.unwrap_or(0), scores?))
            });
        complete.collect()
    }

    /// Sums and weights, with the weight of one criterion replaced.
    fn sums(
        &self,
        counted: &[(usize, i64, Vec<i64>)],
        instead: Option<(usize, i64)>,
    ) -> (Vec<i64>, i64) {
        let mut sums = vec![0; self.options.len()];
        let mut weights = 0;
        for (index, weight, scores) in counted {
            let weight = match instead {
                Some((replaced, weight)) if replaced == *index => weight,
                _ => *weight,
            };
            weights += weight;
            for (sum, score) in sums.iter_mut().zip(scores) {
                *sum += weight * score;
            }
        }
        (sums, weights)
    }

    fn passes(&self, option: usize) -> bool {
        self.criteria
            .iter()
            .filter(|criterion| criterion.must)
            .all(|criterion| {
                // What is not scored yet excludes nobody.
                criterion
                    .scores
                    .get(option)
                    .copied()
                    .flatten()
                    .is_none_or(|score| score >= MUST_MIN)
            })
    }

    fn swap(
        &self,
        counted: &[(usize, i64, Vec<i64>)],
        passes: &[bool],
        leader: usize,
    ) -> Option<Swap> {
        let mut best: Option<Swap> = None;
        for (criterion, from, _) in counted {
            for to in 0..=WEIGHT_MAX {
                let (sums, weights) = self.sums(counted, Some((*criterion, to)));
                if weights == 0 || to == *from {
                    continue;
                }
                let [other] = leaders(&sums, passes)[..] else {
                    continue;
                };
                let is_smaller =
                    best.is_none_or(|best| (to - from).abs() < (best.to - best.from).abs());
                if other != leader && is_smaller {
                    best = Some(Swap {
                        criterion: *criterion,
                        from: *from,
                        to,
                        leader: other,
                    });
                }
            }
        }
        best
    }
}

/// Whether the numbers of a comparison lead elsewhere than a wish, said in the words of `wish` (one
/// for each language it may be typed in). A wish that names none of the options disagrees with
/// nothing.
#[must_use]
pub fn disagree(kind: &Matrix, map: &BTreeMap<String, String>, wish: &[&str]) -> bool {
    let comparison = Comparison::read(kind, map);
    let Some(outcome) = comparison.outcome() else {
        return false;
    };
    let is_exact = |name: &str| wish.iter().any(|wish| words(wish) == words(name));
    let is_part = |name: &str| {
        wish.iter()
            .any(|wish| names(wish, name) || names(name, wish))
    };
    // Who says the very name of one option does not mean another that has it in its name.
    let is_named = comparison.options.iter().any(|(_, name)| is_exact(name));
    let is_wished = |name: &str| is_exact(name) || (!is_named && is_part(name));
    let compared = |option: &(usize, String)| is_wished(&option.1);
    let of_template =
        |option: &ChoiceOption| is_exact(&option.text.ru) || is_exact(&option.text.en);
    let is_known = comparison.options.iter().any(compared) || kind.options.iter().any(of_template);
    let mut leaders = outcome
        .leaders
        .iter()
        .filter_map(|leader| comparison.options.get(*leader));
    is_known && !outcome.leaders.is_empty() && !leaders.any(compared)
}

/// So many characters name an option.
const NAMED_BY: usize = 3;

fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether the words of `part` stand together in `whole`.
fn names(part: &str, whole: &str) -> bool {
    let (part, whole) = (words(part), words(whole));
    let long_enough = part.iter().map(|word| word.chars().count()).sum::<usize>() >= NAMED_BY;
    long_enough && whole.windows(part.len()).any(|found| found == part)
}

fn leaders(sums: &[i64], passes: &[bool]) -> Vec<usize> {
    let passing = || (0..sums.len()).filter(|option| passes[*option]);
    let most = passing().map(|option| sums[option]).max();
    passing()
        .filter(|option| Some(sums[*option]) == most)
        .collect()
}

#[cfg(test)]
mod tests;
