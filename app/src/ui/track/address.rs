//! The address of a page after a step was asked for on it: what was done, or why not.

use store::tracks::Answer;

use crate::links;

/// Where the panel stands on its page.
pub const ID: &str = "track";

/// A step as it was asked for: its code, and how many steps the page showed.
#[derive(Clone, Copy)]
pub struct Wished<'a> {
    pub step: &'a str,
    pub seen: usize,
}

/// The address of a page after a step was asked for on it.
#[must_use]
pub fn after(page: &str, wished: Wished<'_>, answer: Answer) -> String {
    let Wished { step, seen } = wished;
    match answer {
        // Only what was kept is put away.
        Answer::Done if step.is_empty() => page.to_owned(),
        Answer::Done => links::saying(page, &format!("{DID}={seen}#{ID}")),
        Answer::Refused(why) => {
            let step = links::encode(step);
            let said = format!("{REFUSED}={}&{STEP}={step}&{SEEN}={seen}#{ID}", why.code());
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
