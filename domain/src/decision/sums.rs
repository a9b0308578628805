//! What each option comes to, and which ones lead.

use super::comparison::Comparison;

/// An option with less than this at a criterion «без этого нельзя» does not pass.
pub const MUST_MIN: i64 = 5;

impl Comparison {
    /// The criteria that have a score for every option, with their weights.
    pub(super) fn counted(&self) -> Vec<(usize, i64, Vec<i64>)> {
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
    pub(super) fn sums(
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

    pub(super) fn passes(&self, option: usize) -> bool {
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
}

pub(super) fn leaders(sums: &[i64], passes: &[bool]) -> Vec<usize> {
    let passing = || (0..sums.len()).filter(|option| passes[*option]);
    let most = passing().map(|option| sums[option]).max();
    passing()
        .filter(|option| Some(sums[*option]) == most)
        .collect()
}
