//! The row of an entry: found to be written, written for the first time, written anew.

use std::collections::BTreeMap;

use domain::{
    answer::Answers,
    id::{DiaryId, PersonId},
    merge::Conflict,
    shown::{Choices, Shown},
};
use sqlx::types::Json;

use super::{Entry, Part, find, history, writing::Writing};
use crate::{Sealed, StoreError, Tx, waiting};

/// The diary must be that student's. The update lets writes to one diary wait for each other on
/// PostgreSQL, so that none has to begin again for ever.
pub(super) async fn belongs(
    tx: &mut Tx,
    student: PersonId,
    diary: DiaryId,
) -> Result<(), StoreError> {
    let found = on!(tx, c => sqlx::query("UPDATE diary SET access_log_lines = access_log_lines WHERE id = $1 AND student_id = $2")
        .bind(diary.0).bind(student.0).execute(c).await.map(|done| done.rows_affected()))?;
    if found == 1 {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}

/// The stored entry. A draft that cannot be read is taken as it was when it last could.
pub(super) async fn before(
    tx: &mut Tx,
    writing: &Writing<'_>,
) -> Result<Option<Entry>, StoreError> {
    let found = find(tx, writing.diary, &writing.page.key, writing.occurrence).await?;
    let Some(mut entry) = found else {
        return Ok(None);
    };
    entry.close_if_lost(writing.page);
    if entry.has_lost(Part::Draft) {
        entry.draft = history::last_readable(tx, entry.id).await?;
    }
    Ok(Some(entry))
}

/// Writes the first version of an entry.
pub(super) async fn insert(
    tx: &mut Tx,
    writing: &Writing<'_>,
    answers: &Answers,
    choices: &Choices,
) -> Result<Entry, StoreError> {
    let draft = Sealed::seal(answers)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO entry (id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, audience, shown_to, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, 0, $8, $8)")
        .bind(writing.entry_id.0).bind(writing.diary.0).bind(writing.edition.0).bind(&writing.page.key)
        .bind(writing.occurrence.to_string()).bind(draft.0).bind(Json(choices)).bind(writing.now)
        .execute(c).await.map(drop))?;
    Ok(Entry {
        id: writing.entry_id,
        diary: writing.diary,
        edition: writing.edition,
        page_key: writing.page.key.clone(),
        occurrence: writing.occurrence,
        version: 1,
        draft: answers.clone(),
        conflicts: BTreeMap::new(),
        choices: choices.clone(),
        shown: Shown::default(),
        shown_version: None,
        shown_at: None,
        taken_back_at: None,
        created_at: writing.now,
        updated_at: writing.now,
        damaged: BTreeMap::new(),
    })
}

/// Writes the next version over the one that was read; [`StoreError::Raced`] when it is gone. What
/// cannot be read is kept beside it.
pub(super) async fn update(
    tx: &mut Tx,
    writing: &Writing<'_>,
    before: Entry,
    answers: Answers,
    conflicts: BTreeMap<String, Conflict>,
    choices: Choices,
    shown: Shown,
) -> Result<Entry, StoreError> {
    let now = writing.now;
    let lost: Vec<Part> = before.damaged.keys().copied().collect();
    history::keep_damaged(tx, writing, &before, &lost).await?;
    let draft = Sealed::seal(&answers)?;
    let sealed_conflicts = if conflicts.is_empty() {
        None
    } else {
        Some(Sealed::seal(&conflicts)?.0)
    };
    let shown_json = before.shown_at.map(|_| Json(&shown));
    let written = on!(tx, c => sqlx::query(
        "UPDATE entry SET version = version + 1, sealed_draft = $3, sealed_conflicts = $4, audience = $5, shown = $6, shown_to = $7, updated_at = $8 \
         WHERE id = $1 AND version = $2")
        .bind(before.id.0).bind(before.version).bind(draft.0).bind(sealed_conflicts).bind(Json(&choices))
        .bind(shown_json).bind(shown.audience().bits()).bind(now)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(StoreError::Raced);
    }
    if before.shown_at.is_some() && before.shown.audience() != shown.audience() {
        waiting::narrowed(tx, before.id, &shown.audience()).await?;
    }
    let version = before.version + 1;
    // Who sees a field is no word of the page: choosing it does not put the draft ahead of what
    // is shown.
    Ok(Entry {
        version,
        draft: answers,
        conflicts,
        choices,
        shown,
        updated_at: now,
        damaged: BTreeMap::new(),
        ..before
    })
}
