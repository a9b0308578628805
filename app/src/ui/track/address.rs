//! The address of a page after a step was asked for on it: what was done, or why not.

use domain::date;
use store::tracks::{Answer, Why};

use super::fields::SIGNED_IN_ADDRESS;
use crate::links;

/// Where the panel stands on its page.
pub const ID: &str = "track";

/// A step as it was asked for: its code, and how many steps the page showed.
#[derive(Clone, Copy)]
pub struct Wished<'a> {
    pub step: &'a str,
    pub seen: usize,
    /// The day that was typed with it; empty: none.
    pub day: &'a str,
}

/// The address of a page after a step was asked for on it.
#[must_use]
pub fn after(page: &str, wished: Wished<'_>, answer: Answer) -> String {
    let Wished { step, seen, day } = wished;
    match answer {
        // Only what was kept is put away.
        Answer::Done if step.is_empty() => page.to_owned(),
        Answer::Done => links::saying(page, &format!("{DID}={seen}#{ID}")),
        Answer::Refused(why) => {
            let step = links::encode(step);
            // A day comes back where it was the day that was not taken.
            let day = match (why, date::parse(day)) {
                (Why::NoDay, Some(day)) => format!("&{SIGNED_IN_ADDRESS}={day}"),
                _ => String::new(),
            };
            let said = format!(
                "{REFUSED}={}&{STEP}={step}&{SEEN}={seen}{day}#{ID}",
                why.code()
            );
            links::saying(page, &said)
        }
    }
}

/// The step that takes back the last one.
pub const UNDO: &str = "undo";

pub(super) const DID: &str = "done";

pub(super) const REFUSED: &str = "refused";

pub(super) const STEP: &str = "step";

pub(super) const SEEN: &str = "seen";
