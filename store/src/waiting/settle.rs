//! Acts that end a wait, put it off or begin it again. They are of a capacity: what one of those who
//! hold it has answered waits for none of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit},
    audience::Audience,
    id::{CommentId, EntryId, PersonId},
    waiting::{How, UNDO},
};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// What somebody had on the screen when they answered it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub entry: EntryId,
    /// The shown version. A newer one waits on.
    pub version: i64,
    /// In which capacities it was read.
    pub readers: &'a Audience,
}

/// «Прочитано»: ends the wait in all capacities in which the reader reads that page. Settled once,
/// it stays as it was settled. False: the page was shown anew since, and waits on.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit,
    seen: &Seen<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    belongs(tx, permit, seen.entry).await?;
    settled(tx, permit.actor(), seen, How::Read, now).await?;
    let (left,): (i64,) = on!(tx, c => {
        let mut query = QueryBuilder::new("SELECT COUNT(*) FROM waiting");
        open_rows(&mut query, seen.entry, seen.readers);
        query.build_query_as().fetch_one(c).await
    })?;
    Ok(left == 0)
}

/// A decision on a track ends the wait of the page it was made on.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn decided(
    tx: &mut Tx,
    permit: &Permit,
    seen: &Seen<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let student = permit.student(Act::AgreeTrack)?;
    crate::comments::belongs(tx, student, seen.entry).await?;
    settled(tx, permit.actor(), seen, How::Decision, now).await
}

/// Ends the wait of an entry in these capacities, unless a newer version waits than was seen.
pub(crate) async fn settled(
    tx: &mut Tx,
    by: PersonId,
    seen: &Seen<'_>,
    how: How,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => {
        let mut query = QueryBuilder::new("UPDATE waiting SET settled_at = ");
        query.push_bind(now).push(", settled_by = ").push_bind(by.0).push(", settled_how = ").push_bind(how.code());
        open_rows(&mut query, seen.entry, seen.readers);
        query.push(" AND shown_version <= ").push_bind(seen.version);
        query.build().execute(c).await.map(drop)
    })?;
    Ok(())
}

/// «Отложить до»: it waits again from that day on, or at once for `None`.
///
/// # Errors
/// See [`settle`].
pub async fn postpone(
    tx: &mut Tx,
    permit: &Permit,
    entry: EntryId,
    readers: &Audience,
    until: Option<NaiveDate>,
) -> Result<(), StoreError> {
    belongs(tx, permit, entry).await?;
    let by = until.map(|_| permit.actor().0);
    on!(tx, c => {
        let mut query = QueryBuilder::new("UPDATE waiting SET until = ");
        query.push_bind(until).push(", postponed_by = ").push_bind(by);
        open_rows(&mut query, entry, readers);
        query.build().execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Takes «Прочитано» back, for as long as an answer can be taken back. False: it is too late, or
/// somebody else settled it.
///
/// # Errors
/// See [`settle`].
pub async fn undo(
    tx: &mut Tx,
    permit: &Permit,
    entry: EntryId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    belongs(tx, permit, entry).await?;
    let undone = on!(tx, c => sqlx::query(
        "UPDATE waiting SET settled_at = NULL, settled_by = NULL, settled_how = NULL \
         WHERE entry_id = $1 AND settled_by = $2 AND settled_how = 'read' AND settled_at > $3")
        .bind(entry.0).bind(permit.actor().0).bind(now - UNDO)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(undone > 0)
}

/// What that person's comments had answered waits again where none of them is left.
pub(crate) async fn unanswered(
    tx: &mut Tx,
    by: PersonId,
    entry: EntryId,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "UPDATE waiting SET settled_at = NULL, settled_by = NULL, settled_how = NULL \
         WHERE entry_id = $1 AND settled_by = $2 AND settled_how = 'comment' AND NOT EXISTS (SELECT 1 FROM comment \
         WHERE comment.entry_id = $1 AND author_id = $2 AND sent_at >= waiting.settled_at)")
        .bind(entry.0).bind(by.0).execute(c).await.map(drop))?;
    Ok(())
}

/// What that person decided at that moment waits again, as if it had not been.
pub(crate) async fn again(
    tx: &mut Tx,
    by: PersonId,
    entry: EntryId,
    settled_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "UPDATE waiting SET settled_at = NULL, settled_by = NULL, settled_how = NULL \
         WHERE entry_id = $1 AND settled_by = $2 AND settled_at = $3")
        .bind(entry.0).bind(by.0).bind(settled_at).execute(c).await.map(drop))?;
    Ok(())
}

/// The student answered in a conversation: the page waits for whoever holds the capacity in which it
/// was begun.
pub(crate) async fn replied(
    tx: &mut Tx,
    entry: EntryId,
    conversation: CommentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "UPDATE waiting SET kind = 'replied', until = NULL, postponed_by = NULL, \
         since = CASE WHEN settled_at IS NULL THEN since ELSE $3 END, settled_at = NULL, settled_by = NULL, settled_how = NULL \
         WHERE entry_id = $1 AND capacity = (SELECT role FROM comment WHERE id = $2)")
        .bind(entry.0).bind(conversation.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// It is on somebody's screen: where that is all it waits for, it waits no longer.
pub(crate) async fn opened(
    tx: &mut Tx,
    by: PersonId,
    (entry, version): (EntryId, i64),
    notices: &Audience,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if notices.is_only_owner() {
        return Ok(());
    }
    let seen = Seen {
        entry,
        version,
        readers: notices,
    };
    settled(tx, by, &seen, How::Opened, now).await
}

/// `WHERE …`: the rows of an entry that wait in these capacities.
fn open_rows<DB>(query: &mut QueryBuilder<DB>, entry: EntryId, readers: &Audience)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
{
    query
        .push(" WHERE settled_at IS NULL AND entry_id = ")
        .push_bind(entry.0)
        .push(" AND capacity IN (''");
    for reader in readers.iter() {
        query.push(", ").push_bind(reader.code().to_owned());
    }
    query.push(")");
}

/// The entry must be the one of that student.
async fn belongs(tx: &mut Tx, permit: &Permit, entry: EntryId) -> Result<(), StoreError> {
    let student = permit.student(Act::SettleShown)?;
    crate::comments::belongs(tx, student, entry).await
}
