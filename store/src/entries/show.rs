//! «Показать»: the draft as it stands becomes the shown version.

use domain::{
    access::{Act, Permit},
    field::Problem,
    shown::Shown,
    subject::Subject,
    validate,
};
use sqlx::types::Json;

use super::{Entry, Part, find, history, write, writing::Writing};
use crate::{StoreError, Tx, waiting};

/// What became of «Показать».
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "made once for each «Показать», and then it is mostly an entry"
)]
pub enum Publication {
    Shown(Entry),
    /// Something is the matter with the draft; it stays a draft.
    Problems(Vec<Problem>),
    /// A field has two texts; the owner chooses first.
    InConflict,
    /// Every answer is for the owner alone, or there is none.
    NothingToShow,
}

/// Shows the stored draft.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn show(
    tx: &mut Tx,
    permit: &Permit,
    writing: &Writing<'_>,
) -> Result<Publication, StoreError> {
    write::belongs(tx, permit.student(Act::ShowEntry)?, writing.diary).await?;
    let Some(mut entry) = find(tx, writing.diary, &writing.page.key, writing.occurrence).await?
    else {
        return Ok(Publication::NothingToShow);
    };
    entry.close_if_lost(writing.page);
    let problems = validate::page(writing.page, &entry.draft);
    if !problems.is_empty() {
        return Ok(Publication::Problems(problems));
    }
    if !entry.conflicts.is_empty() {
        return Ok(Publication::InConflict);
    }
    let shown = Shown::publish(
        writing.page,
        writing.row,
        writing.week(),
        &entry.draft,
        &entry.choices,
    );
    if shown.0.is_empty() {
        return Ok(Publication::NothingToShow);
    }
    let subject = writing.page.subject(&entry.draft);
    history::keep_damaged(tx, writing, &entry, &[Part::Shown]).await?;
    entry.damaged.remove(&Part::Shown);
    let written = on!(tx, c => sqlx::query(
        "UPDATE entry SET version = version + 1, shown = $3, shown_to = $4, shown_version = version + 1, shown_at = $5, updated_at = $5, \
         shown_subject = $6, taken_back_at = NULL \
         WHERE id = $1 AND version = $2")
        .bind(entry.id.0).bind(entry.version).bind(Json(&shown)).bind(shown.audience().bits()).bind(writing.now)
        .bind(subject.as_ref().map(Subject::code))
        .execute(c).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(StoreError::Raced);
    }
    let version = entry.version + 1;
    history::add(
        tx,
        writing,
        entry.id,
        version,
        history::Kind::Show,
        &entry.draft,
    )
    .await?;
    let audience = shown.audience();
    waiting::shown(tx, entry.id, writing.row, &audience, version, writing.now).await?;
    Ok(Publication::Shown(Entry {
        version,
        shown,
        shown_version: Some(version),
        shown_at: Some(writing.now),
        taken_back_at: None,
        updated_at: writing.now,
        ..entry
    }))
}
