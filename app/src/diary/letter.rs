//! Sealing, opening and putting off a letter to oneself.

use domain::{
    access::Act,
    answer::Answer,
    field,
    id::RevisionId,
    letter::{Letter, Unfit, Written},
    merge::{Change, base},
    template::FieldKind,
};
use store::{
    Tx,
    entries::{self, Draft, Saved, Writing},
};

use crate::{Refusal, Request, refusal::Answered};

/// What its author does with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Turn {
    Seal,
    Open,
    Later,
}

/// Does it to the letter that was just saved. The first part of the answer is the query that says
/// what hinders it, if anything does.
pub async fn turn(
    request: &Request,
    tx: &mut Tx,
    grade: u8,
    writing: &Writing<'_>,
    field: &str,
    turn: Turn,
    saved: Saved,
) -> Answered<(&'static str, Saved)> {
    let permit = request.own(Act::SaveEntry)?;
    let kind = writing.page.field(field).map(|field| &field.kind);
    let Some(FieldKind::Letter(field::Letter { dates, max })) = kind else {
        return Err(Refusal::UnknownField);
    };
    let stored = saved
        .entry
        .as_ref()
        .and_then(|entry| entry.draft.get(field));
    let letter = match stored {
        Some(Answer::Map(map)) => Letter::read(map),
        _ => Letter::Written(Written::default()),
    };
    let today = request.today();
    let next = match (turn, letter) {
        (Turn::Seal, Letter::Written(letter)) => {
            let opens_on = match request.year() {
                Some(year) => letter.opens_on(dates, year, grade),
                None => domain::date::parse(&letter.on),
            };
            match letter.seal(today, opens_on, *max) {
                Ok(sealed) => Letter::Sealed(sealed),
                Err((_, unfit)) => return Ok((notice(unfit), saved)),
            }
        }
        (Turn::Open, Letter::Sealed(letter)) => Letter::Opened(letter.open(today)),
        (Turn::Later, Letter::Sealed(letter)) => Letter::Sealed(letter.later(today)),
        // The button was of a page that is older than the letter.
        (_, _) => return Ok(("", saved)),
    };
    let change = Change {
        base: base(stored),
        answer: Some(Answer::Map(next.to_map())),
    };
    let draft = Draft {
        changes: [(field.to_owned(), change)].into(),
        ..Draft::default()
    };
    let writing = Writing {
        seq: 0,
        revision_id: RevisionId((request.new_id)()),
        ..*writing
    };
    Ok((
        "?saved=1",
        entries::save(tx, &permit, &writing, &draft).await?,
    ))
}

/// How the address says why a letter was not sealed.
const fn notice(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Empty => "?letter_empty=1",
        Unfit::TooLong { .. } => "?checked=1",
        Unfit::NoDay => "?letter_day=1",
        Unfit::Past => "?letter_past=1",
    }
}
