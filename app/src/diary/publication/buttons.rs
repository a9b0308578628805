//! The buttons of a page, and what they say.

use domain::{
    answer::Answers,
    audience::Audience,
    shown::{Choices, is_private},
};

use super::PublicationStatus;
use crate::diary::{load, words};

pub const SHOW: &str = "show";

pub const SAVE: &str = "save";

impl PublicationStatus<'_> {
    /// How the buttons that show and save look, as `data-is`: what nobody would see is saved rather
    /// than shown, and so is a draft until its writer chooses to show it.
    #[must_use]
    pub fn buttons(&self) -> (&'static str, &'static str) {
        let (nothing, none) = (Answers::new(), Choices::new());
        let (answers, choices) = match self.entry {
            Some(entry) => (&entry.draft, &entry.choices),
            None => (&nothing, &none),
        };
        let week = load::week(self.occurrence);
        if is_private(self.page, self.section.row, week, answers, choices) {
            ("quiet", "main")
        } else if self.is_shown_as_it_is() {
            ("", "")
        } else if self.is_offer() {
            ("", "main")
        } else {
            ("main", "")
        }
    }

    /// Whether showing is an offer beside saving: nothing of the page is shown yet, and it is no message
    /// to somebody.
    fn is_offer(&self) -> bool {
        let is_shown = self.entry.is_some_and(|entry| entry.shown_at.is_some());
        !is_shown && self.page.addressed_by.is_none()
    }

    /// What the button that shows the page says.
    #[must_use]
    pub fn show_words(&self) -> String {
        let language = self.request.language();
        let all = self
            .audiences()
            .fold(Audience::only_owner(), |all, (_, audience)| {
                all.or(&audience)
            });
        if all.is_only_owner() {
            return words::SHOW.of(language).to_owned();
        }
        let again = self.entry.is_some_and(|entry| entry.shown_at.is_some());
        if self.page.addressed_by.is_some() && !again {
            return words::SEND_TO.with(language, &[("who", &self.circle.names(&all, language))]);
        }
        let text = match (again, self.is_shown_as_it_is()) {
            (false, _) => words::SHOW_TO,
            (true, false) => words::SHOW_AGAIN,
            (true, true) => words::SHOW_ONCE_MORE,
        };
        text.with(language, &[("who", &self.circle.names(&all, language))])
    }
}
