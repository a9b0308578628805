//! Whether the numbers lead elsewhere than a wish in words.

use std::collections::BTreeMap;

use super::comparison::Comparison;
use crate::field::{ChoiceOption, Matrix};

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
