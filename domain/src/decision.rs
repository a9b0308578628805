//! Comparing options by weighted criteria, for the choice of a profile and of a university alike.
//!
//! Importance is 0 to 5, a score 0 to 10, both whole. An option's result is the mean of its scores
//! weighed by importance. Only criteria that have a score for every option are counted, so that
//! the options are compared by the same measure. The program never recommends: it says what the
//! numbers say and how little it takes to turn them.

mod comparison;
mod outcome;
mod sums;
mod swap;
mod wish;

pub use crate::field::{NAME_MAX, SCORE_MAX, VOICE_MAX, WEIGHT_MAX};

pub use self::{
    comparison::{Comparison, Criterion},
    outcome::Outcome,
    sums::MUST_MIN,
    swap::Swap,
    wish::disagree,
};

#[cfg(test)]
mod tests;
