//! Opening a shown page for somebody else.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Actor, Capacity, Permit, Resource, SectionKind, Student, may},
    answer::Answers,
    audience::{Audience, Reader},
    id::{DiaryId, EditionId, EntryId},
    name::PersonName,
    occurrence::Occurrence,
    shown::Shown,
    waiting::Kind,
};

use super::{
    note::note,
    opening::{Opening, Way},
    shown_page::shown_row_locked,
};
use crate::{StoreError, Tx, entries, ledger::Head, waiting, waiting::Waiting};

/// A shown page as somebody else sees it.
#[derive(Clone, Debug)]
pub struct Opened {
    pub entry: EntryId,
    pub diary: DiaryId,
    pub student: Student,
    pub name: PersonName,
    /// Grade and letter of the student's class.
    pub class: Option<(u8, String)>,
    pub edition: EditionId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub shown_at: DateTime<Utc>,
    pub shown_version: i64,
    /// In which capacity it was opened.
    pub capacity: Capacity,
    /// The fields this reader sees; none when what was shown cannot be read.
    pub answers: Answers,
    /// To whom each of these fields is shown.
    pub shown_to: BTreeMap<String, Audience>,
    pub is_readable: bool,
    /// Proof for commenting, if the reader may.
    pub comment: Option<Permit>,
    /// Proof for «Прочитано», if the reader may.
    pub settle: Option<Permit>,
    /// In which capacities it is read.
    pub readers: Audience,
    /// Where it stands for the reader.
    pub waits: Option<Waiting>,
    /// Whether the reader has written on its margin.
    pub has_words: bool,
}

/// Opens the last shown version for somebody else and writes the line in the same transaction:
/// no content without its line in the ledger. `row_of` tells the section's row of the matrix.
///
/// # Errors
/// [`StoreError::NotFound`]: there is no such page, or not for this reader.
pub async fn open_as(
    tx: &mut Tx,
    actor: &Actor,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    opening: &Opening<'_>,
) -> Result<Opened, StoreError> {
    let found = shown_row_locked(tx, entry, actor.person(), opening.today).await?;
    let row =
        row_of(EditionId(found.row.edition_id), &found.row.page_key).ok_or(StoreError::NotFound)?;
    let shown = tx.noted("entry", entry.0, found.row.shown.clone().readable());
    let page = found.page(row, &shown);
    let readers = domain::access::readers(actor, &page);
    let occurrence = tx.noted(
        "entry",
        entry.0,
        entries::read_occurrence(&found.row.occurrence),
    );
    let student = page.owner;
    let notices = notices(&readers, row).and(
        &found
            .waiting
            .iter()
            .filter_map(waiting::Row::waits)
            .collect(),
    );
    let waits = waiting::standing(found.waiting.clone(), &readers, opening.today);
    let resource = Resource::Shown(page);
    let permit = may(actor, Act::OpenShown, &resource)?;
    let is_displayed = opening.way == Way::Displayed;
    let is_noted = is_displayed && found.is_still_displayed(&permit, opening.now);
    let found = found.row;
    let head = Head {
        diary: DiaryId(found.diary_id),
        lines: found.access_log_lines,
        hash: found.access_log_hash,
    };
    let about = Some((entry, found.shown_version));
    if !is_noted {
        note(tx, &permit, &head, about, opening).await?;
    }
    if is_displayed {
        waiting::opened(
            tx,
            actor.person(),
            (entry, found.shown_version),
            &notices,
            opening.now,
        )
        .await?;
    }
    let is_readable = shown.is_ok() && occurrence.is_ok();
    let shown = shown.unwrap_or_default();
    let answers = shown.seen_by(&readers, row);
    let grade = found.grade_level.and_then(|grade| u8::try_from(grade).ok());
    Ok(Opened {
        capacity: permit.capacity(),
        entry,
        diary: DiaryId(found.diary_id),
        student,
        name: PersonName {
            surname: found.surname,
            given: found.given,
            patronymic: found.patronymic,
        },
        class: grade.zip(found.class_letter),
        edition: EditionId(found.edition_id),
        is_readable,
        occurrence: occurrence.unwrap_or(Occurrence::Card(entry.0)),
        page_key: found.page_key,
        shown_at: found.shown_at,
        shown_version: found.shown_version,
        shown_to: shown_to(&answers, &shown),
        answers,
        comment: may(actor, Act::Comment, &resource).ok(),
        settle: may(actor, Act::SettleShown, &resource).ok(),
        readers,
        waits,
        has_words: found.has_words != 0,
    })
}

fn shown_to(answers: &Answers, shown: &Shown) -> BTreeMap<String, Audience> {
    let seen = shown.0.iter().filter(|(key, _)| answers.contains_key(*key));
    seen.map(|(key, field)| (key.clone(), field.audience.clone()))
        .collect()
}

/// In which of these capacities such a page waits only to be opened.
fn notices(readers: &Audience, row: SectionKind) -> Audience {
    let is_notice = |reader: &Reader| Kind::of(row, *reader) == Some(Kind::Notice);
    readers.iter().filter(is_notice).collect()
}
