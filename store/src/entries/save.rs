//! Saving a draft: merge, count the version, keep a revision.

use std::collections::BTreeMap;

use domain::{
    access::{Act, Permit},
    answer::Answers,
    merge::{Change, Conflict, Merged, begin, merge},
    shown::Choices,
};

use super::{
    Entry, Part, history,
    write::{before, belongs, insert, update},
    writing::Writing,
};
use crate::{StoreError, Tx};

/// What a device sends.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub changes: BTreeMap<String, Change>,
    /// Who is to see which field; a field not named keeps its choice.
    pub choices: Choices,
}

/// What became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Saved {
    pub entry: Option<Entry>,
    /// Fields of this save that are in conflict.
    pub conflicts: Vec<String>,
}

/// Saves a draft. Nothing is judged here and nothing typed is lost.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit,
    writing: &Writing<'_>,
    draft: &Draft,
) -> Result<Saved, StoreError> {
    belongs(tx, permit.student(Act::SaveEntry)?, writing.diary).await?;
    let before = before(tx, writing).await?;
    let last = match &before {
        Some(entry) => history::last(tx, entry.id).await?,
        None => None,
    };
    if last.as_ref().is_some_and(|last| last.overtook(writing)) {
        return Ok(Saved {
            entry: before,
            conflicts: Vec::new(),
        });
    }
    let merged = merged(tx, writing, before.as_ref(), last.as_ref(), &draft.changes).await?;
    let mut choices = before
        .as_ref()
        .map(|entry| entry.choices.clone())
        .unwrap_or_default();
    choices.extend(draft.choices.clone());
    let rechosen = before
        .as_ref()
        .is_some_and(|entry| entry.choices != choices)
        || (before.is_none() && !choices.is_empty());
    let in_conflict: Vec<String> = merged.conflicts.keys().cloned().collect();
    let mut conflicts = before
        .as_ref()
        .map(|entry| entry.conflicts.clone())
        .unwrap_or_default();
    // A page in conflict sends its text again and again; only another text is news.
    let is_news = merged
        .conflicts
        .iter()
        .any(|(key, answer)| conflicts.get(key).map(|kept| &kept.answer) != Some(answer));
    let is_damaged = before
        .as_ref()
        .is_some_and(|entry| !entry.damaged.is_empty());
    if !merged.changed && !rechosen && !is_news && !is_damaged {
        return Ok(Saved {
            entry: before,
            conflicts: in_conflict,
        });
    }
    if let (Some(entry), true) = (&before, is_news) {
        let theirs: Answers = merged
            .conflicts
            .iter()
            .filter_map(|(key, answer)| Some((key.clone(), answer.clone()?)))
            .collect();
        conflicts.extend(merged.conflicts.into_iter().map(|(key, answer)| {
            (
                key,
                Conflict {
                    answer,
                    at: writing.now,
                },
            )
        }));
        history::add(
            tx,
            writing,
            entry.id,
            entry.version + 1,
            history::Kind::Conflict,
            &with(&merged.answers, &theirs),
        )
        .await?;
    }
    let entry = match before {
        None => insert(tx, writing, &merged.answers, &choices).await?,
        Some(before) => {
            // What is shown was shown by the choices of then: only what is chosen now narrows it.
            let chosen = if before.has_lost(Part::Choices) {
                &draft.choices
            } else {
                &choices
            };
            let shown =
                before
                    .shown
                    .clone()
                    .narrowed(writing.page, writing.row, writing.week(), chosen);
            update(
                tx,
                writing,
                before,
                merged.answers,
                conflicts,
                choices,
                shown,
            )
            .await?
        }
    };
    if (merged.changed || is_damaged) && !is_news {
        // What could be read and what could not stand apart from now on.
        let last = last.filter(|_| !is_damaged);
        history::note_save(tx, writing, &entry, last).await?;
    }
    Ok(Saved {
        entry: Some(entry),
        conflicts: in_conflict,
    })
}

/// Puts what an open page sent into the stored draft. A page that never heard of its last success
/// began with something older than what stands there; that is no conflict where what stands there
/// is its own. What another page wrote, and what is in conflict already, is merged.
async fn merged(
    tx: &mut Tx,
    writing: &Writing<'_>,
    before: Option<&Entry>,
    last: Option<&history::Last>,
    changes: &BTreeMap<String, Change>,
) -> Result<Merged, StoreError> {
    let (Some(entry), Some(last)) = (before, last) else {
        return Ok(begin(changes));
    };
    let stored = &entry.draft;
    let is_behind = |(key, change): (&String, &Change)| change.is_behind(stored.get(key));
    if last.client_id != writing.client_id || !changes.iter().any(is_behind) {
        return Ok(merge(stored, changes));
    }
    let theirs = history::of_others(tx, entry.id, writing.client_id).await?;
    let rebased = changes.iter().map(|(key, change)| {
        let of_others: Vec<_> = theirs.iter().map(|answers| answers.get(key)).collect();
        let change = match entry.conflicts.contains_key(key) {
            true => change.clone(),
            false => change.rebased(stored.get(key), &of_others),
        };
        (key.clone(), change)
    });
    Ok(merge(stored, &rebased.collect()))
}

fn with(answers: &Answers, other: &Answers) -> Answers {
    let mut both = answers.clone();
    both.extend(other.clone());
    both
}
