//! How a page stands, in a sentence and for each field.

use std::collections::BTreeMap;

use domain::{language::Language, shown::Shown};
use store::entries::Entry;

use super::PublicationStatus;
use crate::{
    diary::{load, words},
    ui::own_field::Mark,
};

/// Ids of the words on the page that an autosave keeps true.
pub const STANDING: &str = "standing";

/// What is said of a saved page, and that it holds two versions of something while it does.
#[must_use]
pub fn with_versions(saved: String, entry: &Entry, language: Language) -> String {
    if entry.conflicts.is_empty() {
        return saved;
    }
    format!("{saved}; {}", words::TWO_VERSIONS.of(language))
}

impl PublicationStatus<'_> {
    /// How each field is marked.
    #[must_use]
    pub fn marks(&self) -> BTreeMap<&str, Mark> {
        let usual = self.usual();
        self.audiences()
            .map(|(field, audience)| (field.key.as_str(), Mark::of(&audience, &usual)))
            .collect()
    }

    /// Whether anything of the page may ever be seen by anybody else.
    #[must_use]
    pub fn can_be_shown(&self) -> bool {
        self.page.addressed_by.is_some()
            || self
                .page
                .fields
                .iter()
                .any(|field| !field.choosable(self.section.row).is_only_owner())
    }

    /// Where the page stands between draft and shown.
    #[must_use]
    pub fn sentence(&self) -> String {
        let language = self.request.language();
        let Some(at) = self.entry.and_then(|entry| entry.shown_at) else {
            return words::ONLY_DRAFT.of(language).to_owned();
        };
        let when = domain::format::moment(self.request.local(at), self.request.today(), language);
        let text = if self.is_shown_as_it_is() {
            words::SHOWN_AS_IS
        } else {
            words::WHERE_SHOWN
        };
        text.with(language, &[("when", &when)])
    }

    /// Whether showing the draft would change nothing.
    #[must_use]
    pub fn is_shown_as_it_is(&self) -> bool {
        self.entry.is_some_and(|entry| {
            entry.shown_at.is_some()
                && Shown::publish(
                    self.page,
                    self.section.row,
                    load::week(self.occurrence),
                    &entry.draft,
                    &entry.choices,
                ) == entry.shown
        })
    }
}
