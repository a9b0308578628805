//! What the numbers say.

use super::{comparison::Comparison, sums::leaders, swap::Swap};

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

impl Comparison {
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
}
