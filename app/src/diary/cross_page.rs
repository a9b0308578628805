//! What a page looks at besides itself: other pages of the same diary, and itself on other days.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    answer::{Answer, Answers},
    decision::disagree,
    field::{Computed, Place},
    language::Language,
    occurrence::Occurrence,
    template::{Active, Disagreement, Edition, Field, FieldKind, Page, Repeat},
};
use store::entries::Entry;

use super::load;
use crate::ui::{
    computed::{self, Around, ThenNow},
    field::Suggestions,
};

/// A page with the entries around it.
#[derive(Clone, Copy)]
pub struct CrossPage<'a> {
    pub edition: &'a Edition,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    /// Of the pages that [`keys`] names, and maybe of others.
    pub entries: &'a [Entry],
}

/// The pages whose entries a page looks at.
#[must_use]
pub fn keys(page: &Page) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    for field in &page.fields {
        if let FieldKind::Computed(Computed::ThenNow(place) | Computed::Comparison(place)) =
            &field.kind
        {
            keys.insert(place.page.as_str());
        }
        keys.extend(field.suggests());
    }
    keys.extend(wished(page));
    // Where others are read, the page itself comes with them.
    if !keys.is_empty() || !page.revisit.is_empty() || page.active.is_some() {
        keys.insert(page.key.as_str());
    }
    keys
}

/// The other pages whose numbers decide what this page asks.
pub fn wished(page: &Page) -> impl Iterator<Item = &str> {
    page.fields
        .iter()
        .filter_map(|field| field.when.as_ref())
        .map(|when| when.numbers.page.as_str())
        .filter(|key| *key != page.key)
}

impl<'a> CrossPage<'a> {
    fn of(&self, page: &str) -> Vec<&'a Entry> {
        let mut found: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.page_key == page)
            .collect();
        found.sort_by_key(|entry| load::order(entry.occurrence));
        found
    }

    /// A field of the edition.
    #[must_use]
    pub fn field(&self, place: &Place) -> Option<(&'a Page, &'a Field)> {
        let (_, page) = self.edition.page(&place.page)?;
        Some((page, page.field(&place.field)?))
    }

    /// The first and the last answer of each field that is compared over time.
    #[must_use]
    pub fn then_now(&self) -> Vec<ThenNow> {
        let compared = self
            .page
            .fields
            .iter()
            .filter_map(|field| match &field.kind {
                FieldKind::Computed(Computed::ThenNow(place)) => Some(place),
                _ => None,
            });
        compared
            .map(|place| {
                let mut answers = self
                    .of(&place.page)
                    .into_iter()
                    .filter_map(|entry| entry.draft.get(&place.field).cloned());
                let first = answers.next();
                (place.clone(), first, answers.next_back())
            })
            .collect()
    }

    /// What the comparisons of other pages say, as they stand there now.
    #[must_use]
    pub fn said(&self, around: &Around, language: Language) -> BTreeMap<Place, String> {
        let compared = self
            .page
            .fields
            .iter()
            .filter_map(|field| match &field.kind {
                FieldKind::Computed(Computed::Comparison(place)) => Some(place),
                _ => None,
            });
        let said = |place: &Place| {
            let (page, field) = self.field(place)?;
            let last = self.of(&place.page).pop()?;
            computed::sentence(field, page, &last.draft, around, language)
        };
        compared
            .filter_map(|place| Some((place.clone(), said(place)?)))
            .collect()
    }

    /// The names of the cards that some fields offer while they are typed.
    #[must_use]
    pub fn suggestions(&self, language: Language) -> Suggestions {
        let pages = self.page.fields.iter().flat_map(Field::suggests);
        pages
            .map(|key| {
                let page = self.edition.page(key).map(|(_, page)| page);
                let names: BTreeSet<String> = self
                    .of(key)
                    .into_iter()
                    .filter_map(|entry| page?.name_of(&entry.draft, language))
                    .collect();
                (key.to_owned(), names.into_iter().collect())
            })
            .collect()
    }

    /// Whether a field is asked: always, or only when numbers and a wish disagree.
    #[must_use]
    pub fn asks(&self, field: &Field, draft: &Answers) -> bool {
        let Some(when) = &field.when else {
            return true;
        };
        self.disagree(when, draft).unwrap_or(false)
    }

    fn disagree(
        &self,
        Disagreement { numbers, wish }: &Disagreement,
        draft: &Answers,
    ) -> Option<bool> {
        let (_, field) = self.field(numbers)?;
        let FieldKind::Matrix(kind) = &field.kind else {
            return None;
        };
        let elsewhere = || self.of(&numbers.page).pop().map(|entry| &entry.draft);
        let answers = if numbers.page == self.page.key {
            draft
        } else {
            elsewhere()?
        };
        let Answer::Map(map) = answers.get(&numbers.field)? else {
            return None;
        };
        Some(disagree(kind, map, &self.page.words_of(wish, draft)))
    }

    /// What the student answered the time before, when a page is looked at again.
    #[must_use]
    pub fn earlier(&self) -> Option<&'a Entry> {
        let here = load::order(self.occurrence);
        let mut before = self
            .of(&self.page.key)
            .into_iter()
            .filter(|entry| load::order(entry.occurrence) < here);
        matches!(self.occurrence, Occurrence::Revisit(_))
            .then(|| before.next_back())
            .flatten()
    }

    /// How many cards are in work, when that is as many as should be and this would be another one.
    #[must_use]
    pub fn full(&self) -> Option<(usize, usize)> {
        let Active { until, max } = self.page.active.as_ref()?;
        let cards = self.of(&self.page.key);
        let is_new = cards
            .iter()
            .all(|entry| entry.occurrence != self.occurrence);
        let others = cards
            .iter()
            .filter(|entry| !entry.draft.contains_key(until) && !entry.draft.is_empty())
            .count();
        (self.page.repeat == Repeat::Card && is_new && others >= *max).then_some((others, *max))
    }
}
