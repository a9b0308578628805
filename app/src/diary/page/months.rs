//! How readiness by topic stood from month to month.

use domain::{
    answer::Answer,
    template::{FieldKind, Page},
    topics::{Month, by_month},
};
use store::{
    Conn,
    entries::{self, Entry, Kind},
};

use crate::{Request, refusal::Answered};

/// The months of the subject that the page's topics are of.
pub(super) async fn months(
    request: &Request,
    conn: &mut Conn,
    page: &Page,
    entry: &Entry,
) -> Answered<Vec<Month>> {
    let found = page.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Topics(topics) => Some((field, topics)),
        _ => None,
    });
    let Some((field, topics)) = found else {
        return Ok(Vec::new());
    };
    let subject = entry.draft.get(&topics.subject_by).and_then(Answer::text);
    let revisions = entries::revisions(conn, entry.id).await?;
    let states: Vec<_> = revisions
        .iter()
        .rev()
        // What another device wrote and nobody chose was never how it stood.
        .filter(|revision| revision.kind != Kind::Conflict)
        .filter_map(
            |revision| match revision.answers.as_ref().ok()?.get(&field.key) {
                Some(Answer::Map(map)) => Some((request.local(revision.saved_at).date(), map)),
                _ => None,
            },
        )
        .collect();
    Ok(subject.map_or_else(Vec::new, |subject| by_month(topics, subject, &states)))
}
