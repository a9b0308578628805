//! What a diary works out of its answers: sums, differences, how sure one was against how it went.
//! Nothing here is stored; nothing here is a verdict.

mod calibration;
mod days;
mod read;
mod scores;
mod sums;

pub use self::{
    calibration::{CLOSE_PERCENT, Calibrated, Calibration, calibration, calibration_by},
    days::{SHORT_HALF_HOURS, SHORT_NIGHTS, STALE_DAYS, age_days, slept_little},
    read::number,
    scores::{BEST_MARK, NEAR_MARK, NEAR_POINTS, Reserve, Trend, reserve, trend},
    sums::{Difference, difference, sum},
};

#[cfg(test)]
mod tests;
