//! The fields of a page, and which of them are there.

use std::collections::BTreeMap;

use domain::{
    field::Computed,
    format::time,
    template::{Field, FieldKind},
};
use leptos::prelude::*;

use super::PageView;
use crate::{
    diary::{load, milestones, words},
    ui::{
        computed,
        field::reading as read,
        months,
        own_field::{Mark, OwnField, computed_field, own_field},
    },
};

impl PageView<'_> {
    /// The note about sleep is there only when there is something to say.
    pub(super) fn is_silent(&self, field: &Field) -> bool {
        matches!(field.kind, FieldKind::Computed(Computed::Sleep)) && !self.around.slept_little
    }

    /// What is asked only sometimes, and not now. Whatever was said there is never hidden.
    pub(super) fn is_quiet(&self, field: &Field) -> bool {
        let conflicts = self.status.entry.map(|entry| &entry.conflicts);
        let is_said = self.draft.contains_key(&field.key)
            || conflicts.is_some_and(|conflicts| conflicts.contains_key(&field.key))
            || self.is_talked_of(&field.key);
        !is_said && !self.cross_page.asks(field, self.draft)
    }

    /// What is worked out is not hidden once there is something to say.
    pub(super) fn says_something(&self, field: &Field) -> bool {
        let language = self.status.request.language();
        matches!(field.kind, FieldKind::Computed(_))
            && computed::sentence(field, self.status.page, self.draft, &self.around, language)
                .is_some_and(|said| !said.is_empty())
    }

    pub(super) fn is_talked_of(&self, field: &str) -> bool {
        self.comments
            .iter()
            .any(|comment| comment.field.as_deref() == Some(field))
    }

    pub(super) fn field(&self, field: &Field) -> AnyView {
        let language = self.status.request.language();
        let said = computed::sentence(field, self.status.page, self.draft, &self.around, language);
        if let FieldKind::Computed(found) = &field.kind {
            let sides = match found {
                Computed::Timeline => Some(milestones::timeline(self.points, language)),
                Computed::ThenNow(place) => self
                    .cross_page
                    .field(place)
                    .and_then(|(_, of)| computed::then_now(place, of, &self.around, language)),
                _ => None,
            };
            return computed_field(field, said, sides, language);
        }
        let week = load::week(self.status.occurrence);
        let typing = self.typed.map(|(_, typing)| typing);
        let begun = typing.and_then(|typing| typing.begun.get(&field.key));
        let readers = typing.and_then(|typing| typing.readers.get(&field.key));
        let audience = match readers {
            Some((_, chosen)) => chosen.clone(),
            None => self.status.audience(field),
        };
        let nothing = BTreeMap::new();
        let conflicts = self.status.entry.map_or(&nothing, |entry| &entry.conflicts);
        let conflict = conflicts
            .get(&field.key)
            .map(|conflict| (conflict, time(self.status.request.local(conflict.at))));
        let before = self.cross_page.earlier().and_then(|entry| {
            let answer = entry.draft.get(&field.key)?;
            let when = load::when(self.status.request, entry);
            Some((words::BEFORE.with(language, &[("when", &when)]), answer))
        });
        let before = before.map(|(title, answer)| {
            view! { <details class="unfold before" open=true><summary>{title}</summary>{read(&field.kind, answer, language)}</details> }
        });
        let after = matches!(field.kind, FieldKind::Topics(_))
            .then(|| months::months(self.months, language));
        let field = own_field(&OwnField {
            field,
            row: self.status.section.row,
            week,
            language,
            circle: self.status.circle,
            answer: self.draft.get(&field.key),
            audience: &audience,
            mark: self
                .marks
                .get(field.key.as_str())
                .copied()
                .unwrap_or_else(|| Mark::of(&audience, &audience)),
            addressed: self.status.page.addressed_by.is_some(),
            problems: self.problems,
            conflict,
            one_more_row: self.asked.more == field.key,
            draft: self.draft,
            prefill: &self.prefill,
            new_row: &self.new_row,
            letter: Some(&self.letter),
            suggestions: &self.suggestions,
            said,
            begun: begun.map(String::as_str),
            begun_readers: readers.map(|(began, _)| began.as_str()),
        });
        let after = after.flatten();
        view! { <div class="stack">{before}{field}{after}</div> }.into_any()
    }
}
