//! Saving a draft: merge, count the version, keep a revision.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, Row},
    answer::Answers,
    id::{DiaryId, EditionId, EntryId, PersonId, RevisionId},
    merge::{Change, Merged, Other, begin, merge},
    occurrence::Occurrence,
    shown::{Choices, Shown},
    template::Page,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Entry, Part, find, history};
use crate::{Sealed, StoreError, Tx};

/// Which page of which diary is written, when and from where.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    pub diary: DiaryId,
    pub edition: EditionId,
    pub page: &'a Page,
    pub row: Row,
    pub occurrence: Occurrence,
    /// The open page that writes: one load of the form in one browser window.
    pub writer: Uuid,
    /// Counts that page's saves from 1; 0 where nobody counts.
    pub turn: i64,
    pub now: DateTime<Utc>,
    /// Used if the entry is new.
    pub entry_id: EntryId,
    /// Used if a revision is added.
    pub revision_id: RevisionId,
}

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

impl Writing<'_> {
    /// The study week the page belongs to.
    #[must_use]
    pub const fn week(&self) -> Option<u32> {
        match self.occurrence {
            Occurrence::Week { number, .. } => Some(number),
            _ => None,
        }
    }
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
    let conflicts: Vec<String> = merged.conflicts.keys().cloned().collect();
    let mut others = before
        .as_ref()
        .map(|entry| entry.others.clone())
        .unwrap_or_default();
    // A page in conflict sends its text again and again; only another text is news.
    let is_news = merged
        .conflicts
        .iter()
        .any(|(key, answer)| others.get(key).map(|other| &other.answer) != Some(answer));
    let is_damaged = before
        .as_ref()
        .is_some_and(|entry| !entry.damaged.is_empty());
    if !merged.changed && !rechosen && !is_news && !is_damaged {
        return Ok(Saved {
            entry: before,
            conflicts,
        });
    }
    if let (Some(entry), true) = (&before, is_news) {
        let theirs: Answers = merged
            .conflicts
            .iter()
            .filter_map(|(key, answer)| Some((key.clone(), answer.clone()?)))
            .collect();
        others.extend(merged.conflicts.into_iter().map(|(key, answer)| {
            (
                key,
                Other {
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
            update(tx, writing, before, merged.answers, others, choices, shown).await?
        }
    };
    if (merged.changed || is_damaged) && !is_news {
        // What could be read and what could not stand apart from now on.
        let last = last.filter(|_| !is_damaged);
        history::note_save(tx, writing, &entry, last).await?;
    }
    Ok(Saved {
        entry: Some(entry),
        conflicts,
    })
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
    if last.writer != writing.writer || !changes.iter().any(is_behind) {
        return Ok(merge(stored, changes));
    }
    let theirs = history::of_others(tx, entry.id, writing.writer).await?;
    let rebased = changes.iter().map(|(key, change)| {
        let of_others: Vec<_> = theirs.iter().map(|answers| answers.get(key)).collect();
        let change = match entry.others.contains_key(key) {
            true => change.clone(),
            false => change.rebased(stored.get(key), &of_others),
        };
        (key.clone(), change)
    });
    Ok(merge(stored, &rebased.collect()))
}

/// The diary must be that student's. The update lets writes to one diary wait for each other on
/// PostgreSQL, so that none has to begin again for ever.
pub(super) async fn belongs(
    tx: &mut Tx,
    student: PersonId,
    diary: DiaryId,
) -> Result<(), StoreError> {
    let found = on!(tx, c => sqlx::query("UPDATE diary SET readings = readings WHERE id = $1 AND student_id = $2")
        .bind(diary.0).bind(student.0).execute(c).await.map(|done| done.rows_affected()))?;
    if found == 1 {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}

fn with(answers: &Answers, other: &Answers) -> Answers {
    let mut both = answers.clone();
    both.extend(other.clone());
    both
}

async fn insert(
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
        others: BTreeMap::new(),
        choices: choices.clone(),
        shown: Shown::default(),
        shown_version: None,
        shown_at: None,
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
    others: BTreeMap<String, Other>,
    choices: Choices,
    shown: Shown,
) -> Result<Entry, StoreError> {
    let now = writing.now;
    let lost: Vec<Part> = before.damaged.keys().copied().collect();
    history::keep_damaged(tx, writing, &before, &lost).await?;
    let draft = Sealed::seal(&answers)?;
    let sealed_others = if others.is_empty() {
        None
    } else {
        Some(Sealed::seal(&others)?.0)
    };
    let shown_json = before.shown_at.map(|_| Json(&shown));
    let written = on!(tx, c => sqlx::query(
        "UPDATE entry SET version = version + 1, sealed_draft = $3, sealed_others = $4, audience = $5, shown = $6, shown_to = $7, updated_at = $8 \
         WHERE id = $1 AND version = $2")
        .bind(before.id.0).bind(before.version).bind(draft.0).bind(sealed_others).bind(Json(&choices))
        .bind(shown_json).bind(shown.audience().bits()).bind(now)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(StoreError::Raced);
    }
    let version = before.version + 1;
    // Who sees a field is no word of the page: choosing it does not put the draft ahead of what
    // is shown.
    Ok(Entry {
        version,
        draft: answers,
        others,
        choices,
        shown,
        updated_at: now,
        damaged: BTreeMap::new(),
        ..before
    })
}
