//! What was posted and not done, handed back to the page it came from. A form draws these words
//! instead of the stored ones; what no page can draw stands on a page of its own (`words_page`).

mod page;
mod why;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    Request,
    links::action::{AGREE, CHECK_IN, COMMENT, MOVE, SAVE, SIGN_IN},
};

pub use self::why::Why;

/// Forms that their own pages draw with what was typed; all others are one button.
const DRAWN: [&str; 6] = [SAVE, MOVE, AGREE, COMMENT, CHECK_IN, SIGN_IN];

/// The control by which a form that asks names the kept post it came from …
pub const KEPT: &str = "kept";

/// … and by which one does that failed after it was answered with yes.
pub const KEPT_AGAIN: &str = "kept_again";

/// The control in which a form carries what it is about, in words that whoever got it has read
/// already: for the page that has no database to ask.
pub const ABOUT: &str = "about";

/// The control in which a form carries whose page it stood on: on a shared computer somebody else may
/// be signed in when it is sent.
pub const AUTHOR: &str = "author";

/// What an address says of a kept post: it is thrown away now, …
pub const DISCARDED: &str = "discarded";

/// … or it had been saved or thrown away before.
pub const SETTLED: &str = "settled";

/// A posted form.
#[derive(Debug)]
pub struct Typed {
    /// Where the form goes.
    pub action: String,
    /// Names and values in the order in which they came.
    pub controls: Vec<(String, String)>,
    pub why: Why,
    drawn: AtomicBool,
}

/// The controls outside a diary's pages that hold words of a person.
pub(crate) const WORDS: [&str; 5] = [
    "comment[body]",
    "checkin[note]",
    "move[note]",
    "talk[words]",
    "answer[note]",
];

impl Typed {
    /// A password is never handed back.
    #[must_use]
    pub fn new(action: String, mut controls: Vec<(String, String)>, why: Why) -> Self {
        controls.retain(|(name, _)| name != "password");
        Self {
            action,
            controls,
            why,
            drawn: AtomicBool::new(false),
        }
    }

    /// What a control held; of equal names the first.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        let found = self.controls.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The controls `prefix[NAME]` by name.
    #[must_use]
    pub fn under(&self, prefix: &str) -> BTreeMap<String, String> {
        let named = self.controls.iter().filter_map(|(name, value)| {
            let rest = name.strip_prefix(prefix)?.strip_prefix('[')?;
            Some((rest.strip_suffix(']')?.to_owned(), value.clone()))
        });
        named.collect()
    }

    /// Whether the form is one button with nothing to type.
    #[must_use]
    pub fn is_button(&self) -> bool {
        !DRAWN.contains(&self.action.as_str())
    }

    /// Whether it asks before it does anything.
    #[must_use]
    pub const fn asks(&self) -> bool {
        matches!(self.why, Why::Kept { .. })
    }

    /// The control that names the kept post it came from, with that name.
    #[must_use]
    pub fn kept(&self) -> Option<(&'static str, &str)> {
        match &self.why {
            Why::Kept { id, .. } => Some((KEPT, id)),
            Why::Settled => None,
            _ => [KEPT, KEPT_AGAIN]
                .map(|name| self.get(name))
                .into_iter()
                .find(|id| !id.is_empty())
                .map(|id| (KEPT_AGAIN, id)),
        }
    }

    /// A page has drawn it: nothing of it is lost.
    pub fn draw(&self) {
        self.drawn.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.drawn.load(Ordering::Relaxed)
    }

    /// Whether a control holds what a person typed or chose.
    #[must_use]
    pub fn is_words(name: &str, value: &str) -> bool {
        let typed = ["draft[fields][", "comment[stances]", "checkin[", "phones["];
        let fixed = ["checkin[amends]", "checkin[back]"];
        !value.is_empty()
            && !fixed.contains(&name)
            && (typed.iter().any(|prefix| name.starts_with(prefix)) || WORDS.contains(&name))
    }

    /// Whether anything of it was typed or chosen.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.controls
            .iter()
            .any(|(name, value)| Self::is_words(name, value))
    }
}

impl Request {
    /// Whether what comes back with this page leaves room for what that form needs: a page that asks
    /// about one form does without what is only of others.
    #[must_use]
    pub fn needs(&self, action: &str) -> bool {
        self.asked().is_none_or(|typed| typed.action == action)
    }

    /// What was posted and is asked about on this page.
    #[must_use]
    pub fn asked(&self) -> Option<&Arc<Typed>> {
        self.typed.as_ref().filter(|typed| typed.asks())
    }

    /// What was posted to that address and comes back with this page.
    #[must_use]
    pub fn typed(&self, action: &str) -> Option<&Arc<Typed>> {
        self.typed.as_ref().filter(|typed| typed.action == action)
    }
}

#[cfg(test)]
mod tests;
