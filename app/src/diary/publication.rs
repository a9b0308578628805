//! Where a page stands, in words: who usually sees it, what its button shows and to whom, and
//! whether what is shown is what is written. The page says it when it is drawn, an autosave when
//! it changes.

use std::collections::BTreeMap;

use domain::{
    answer::Answers,
    audience::Audience,
    language::Language,
    occurrence::Occurrence,
    shown::{Choices, Shown, audience, is_private},
    template::{Field, Page, Section},
};
use store::entries::Entry;

use super::{load, words};
use crate::{
    Request,
    ui::{computed::Around, own_field::Mark, readers::Circle},
};

/// Ids of the words on the page that an autosave keeps true.
pub const STANDING: &str = "standing";
pub const SHOW: &str = "show";
pub const SAVE: &str = "save";
pub const USUAL: &str = "usual";

/// What is said of a saved page, and that it holds two versions of something while it does.
#[must_use]
pub fn with_versions(saved: String, entry: &Entry, language: Language) -> String {
    if entry.conflicts.is_empty() {
        return saved;
    }
    format!("{saved}; {}", words::TWO_VERSIONS.of(language))
}

/// A page of one's own diary on one occasion.
#[derive(Clone, Copy)]
pub struct PublicationStatus<'a> {
    pub request: &'a Request,
    pub section: &'a Section,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    pub entry: Option<&'a Entry>,
    pub circle: &'a Circle,
}

impl PublicationStatus<'_> {
    /// Who sees a field now.
    #[must_use]
    pub fn audience(&self, field: &Field) -> Audience {
        let (nothing, none) = (Answers::new(), Choices::new());
        let (answers, choices) = match self.entry {
            Some(entry) => (&entry.draft, &entry.choices),
            None => (&nothing, &none),
        };
        let week = load::week(self.occurrence);
        audience(self.page, field, self.section.row, week, answers, choices)
    }

    fn audiences(&self) -> impl Iterator<Item = (&Field, Audience)> {
        let ready = self.page.fields.iter().filter(|field| field.is_ready());
        ready.map(|field| (field, self.audience(field)))
    }

    /// What the page's own sentences need, as far as it is known without asking the database.
    #[must_use]
    pub fn around(&self) -> Around {
        Around {
            today: self.request.today(),
            weekly_load: i64::from(self.request.site.school.weekly_load),
            ..Around::default()
        }
    }

    /// Who sees most of the page's fields; of two equals the one that comes first.
    #[must_use]
    pub fn usual(&self) -> Audience {
        let mut counted: Vec<(Audience, usize)> = Vec::new();
        for (_, audience) in self.audiences() {
            match counted.iter_mut().find(|(found, _)| *found == audience) {
                Some((_, count)) => *count += 1,
                None => counted.push((audience, 1)),
            }
        }
        counted.reverse();
        let most = counted.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(audience, _)| audience).unwrap_or_default()
    }

    /// «Когда покажешь, увидит Ольга Сергеевна.»
    #[must_use]
    pub fn usual_sentence(&self) -> String {
        let language = self.request.language();
        let usual = self.usual();
        let text = match self.circle.count(&usual) {
            0 => words::USUALLY_ME,
            1 => words::USUALLY_ONE,
            _ => words::USUALLY_MANY,
        };
        let sentence = text.with(language, &[("who", &self.circle.names(&usual, language))]);
        if self.audiences().all(|(_, audience)| audience == usual) {
            sentence
        } else {
            format!("{sentence} {}", words::ELSEWISE.of(language))
        }
    }

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

    /// How the buttons that show and save look, as `data-is`: what nobody would see is saved rather
    /// than shown.
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
        } else {
            ("main", "")
        }
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
