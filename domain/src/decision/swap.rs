//! The smallest change of one importance that puts another option in the lead.

use super::{comparison::Comparison, sums::leaders};
use crate::field::WEIGHT_MAX;

/// The smallest change of one importance that puts another option in the lead.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Swap {
    pub criterion: usize,
    pub from: i64,
    pub to: i64,
    pub leader: usize,
}

impl Comparison {
    pub(super) fn swap(
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
