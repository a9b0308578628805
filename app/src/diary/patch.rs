//! What an open page is told after it was saved.

use domain::{
    answer::Answers,
    field::Computed,
    template::{FieldKind, Page},
    validate,
};
use store::entries::{Draft as Changes, Entry, Saved};

use super::{
    asked::asked_id,
    cross_page::CrossPage,
    publication::{self, PublicationStatus},
};
use crate::{
    islands::save_patch::SavePatch,
    ui::{
        computed,
        own_field::{chosen_codes, mark_id, readers_id, versions_id},
        problem, saved_at,
    },
};

/// What is asked only sometimes, and is asked now.
pub(super) fn asked(cross_page: CrossPage<'_>, entry: Option<&Entry>) -> Vec<String> {
    let nothing = Answers::new();
    let draft = entry.map_or(&nothing, |entry| &entry.draft);
    let sometimes = cross_page
        .page
        .fields
        .iter()
        .filter(|field| field.when.is_some());
    sometimes
        .filter(|field| cross_page.asks(field, draft))
        .map(|field| asked_id(&field.key))
        .collect()
}

/// Compares what was saved with the form that is open.
pub(super) fn patch(status: &PublicationStatus<'_>, changes: &Changes, saved: &Saved) -> SavePatch {
    let language = status.request.language();
    let time = domain::format::time(status.request.local(status.request.now));
    let mut patch = SavePatch {
        state: saved_at(language, &time),
        conflict: !saved.conflicts.is_empty(),
        ..SavePatch::default()
    };
    let Some(entry) = status.entry else {
        return patch;
    };
    patch.state = publication::with_versions(patch.state, entry, language);
    patch.versions = (entry.conflicts.keys())
        .map(|field| versions_id(field))
        .collect();
    patch.reload = subject_changed(status.page, changes);
    let problems = validate::page(status.page, &entry.draft);
    let around = status.around();
    for field in &status.page.fields {
        // Whether one slept little, and what another page says, is known to the page, not to a save.
        if matches!(
            field.kind,
            FieldKind::Computed(Computed::Sleep | Computed::Comparison(_))
        ) {
            continue;
        }
        if let Some(said) = computed::sentence(field, status.page, &entry.draft, &around, language)
        {
            patch.say.insert(computed::id(&field.key), said);
        }
    }
    for field in status
        .page
        .fields
        .iter()
        .filter(|field| changes.changes.contains_key(&field.key))
    {
        let key = &field.key;
        // What another page wrote meanwhile is not on this form: it goes on from what it began with.
        let change = changes.changes.get(key);
        if let Some(base) = change.and_then(|change| change.next_base(entry.draft.get(key))) {
            patch.set.insert(format!("draft[base][{key}]"), base);
        }
        if let Some(chosen) = changes.choices.get(key) {
            patch
                .set
                .insert(format!("draft[audience][{key}]"), chosen_codes(chosen));
        }
        patch.say.insert(
            problem::id(key),
            problem::of_field(key, &problems, language),
        );
        let sentence = status.circle.sentence(&status.audience(field), language);
        patch.say.insert(readers_id(key), sentence);
    }
    for (key, mark) in status.marks() {
        patch.mark.insert(mark_id(key), mark.name().to_owned());
    }
    let (show_is, save_is) = status.buttons();
    for (id, is) in [(publication::SHOW, show_is), (publication::SAVE, save_is)] {
        patch.mark.insert(id.to_owned(), is.to_owned());
    }
    patch
        .say
        .insert(publication::USUAL.to_owned(), status.usual_sentence());
    patch
        .say
        .insert(publication::SHOW.to_owned(), status.show_words());
    patch
        .say
        .insert(publication::STANDING.to_owned(), status.sentence());
    patch
}

/// Whether a choice changed that other controls of the page hang on.
fn subject_changed(page: &Page, changes: &Changes) -> bool {
    page.fields.iter().any(|field| match &field.kind {
        FieldKind::Topics(topics) => changes
            .changes
            .get(&topics.subject_by)
            .is_some_and(|change| !change.is_untouched()),
        _ => false,
    })
}
