//! What sentences need besides the answers of the page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{answer::Answer, field::Place};

/// What sentences need besides the page's answers.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub today: NaiveDate,
    /// The school's maximum of hours in a week.
    pub weekly_load: i64,
    /// Whether the author slept little lately; known to the author alone.
    pub slept_little: bool,
    /// Earlier and later answers.
    pub then_now: Vec<ThenNow>,
    /// What comparisons of other pages say.
    pub said_elsewhere: BTreeMap<Place, String>,
}

/// Where something was answered, and its first and last answer.
pub type ThenNow = (Place, Option<Answer>, Option<Answer>);
