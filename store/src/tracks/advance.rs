//! Doing a step.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, Resource},
    id::{DiaryId, PersonId},
    track::Standing,
};
use uuid::Uuid;

use super::{
    course::{Step, steps},
    track::Track,
    wish::{Answer, NOTE_MAX, Why, Wish},
};
use crate::{Sealed, StoreError, Tx};

/// Does a step if it is possible now and it is the actor's turn. A page that is older than what was
/// done meanwhile does nothing, and the note of a refused step is kept for its author. A second
/// press of the same button finds its step done.
///
/// # Errors
/// See [`add`].
pub async fn advance(
    tx: &mut Tx,
    permit: &Permit,
    diary: DiaryId,
    wish: &Wish<'_>,
) -> Result<Answer, StoreError> {
    let place = (diary, Track::of(wish.track));
    let note = wish.note.trim();
    if wish.step.is_empty() {
        keep(tx, permit, place, "", wish.now).await?;
        return Ok(Answer::Done);
    }
    let done = steps(tx, place.0, place.1).await?;
    let is_same =
        |step: &Step| step.actor == permit.actor() && step.code == wish.step && step.note == note;
    if done.get(wish.seen).is_some_and(is_same) {
        return Ok(Answer::Done);
    }
    let standing = Standing::replay(wish.track, done.iter().map(|step| step.code.as_str()));
    let possible = standing.possible(wish.track);
    let mut its = possible.iter().filter(|(code, _)| code == wish.step);
    let is_possible =
        standing.is_about(wish.stage) && its.any(|(_, hand)| wish.hands.contains(hand));
    let why = if wish.seen != done.len() {
        Some(Why::Moved)
    } else if wish.is_outdated {
        Some(Why::ShownAnew)
    } else if !is_possible {
        Some(Why::NotNow)
    } else if note.chars().count() > NOTE_MAX {
        Some(Why::TooLong)
    } else if note.is_empty() && Standing::needs_note(wish.step) {
        Some(Why::NoNote)
    } else {
        None
    };
    if let Some(why) = why {
        keep(tx, permit, place, note, wish.now).await?;
        return Ok(Answer::Refused(why));
    }
    let step = (wish.step, note);
    add(tx, permit, wish.id, place, done.len(), step, wish.now).await?;
    keep(tx, permit, place, "", wish.now).await?;
    Ok(Answer::Done)
}

/// Keeps the note of a refused step as its author's draft; an empty one puts away what was kept.
pub(super) async fn keep(
    tx: &mut Tx,
    permit: &Permit,
    (diary, track): (DiaryId, Track),
    note: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let student = moved_by(permit, track)?;
    on!(tx, c => sqlx::query("DELETE FROM track_note WHERE diary_id = $1 AND track = $2 AND author_id = $3")
        .bind(diary.0).bind(track.code()).bind(permit.actor().0).execute(c).await.map(drop))?;
    if note.is_empty() {
        return Ok(());
    }
    let sealed = Sealed::seal(&note)?;
    let kept = on!(tx, c => sqlx::query(
        "INSERT INTO track_note (diary_id, track, author_id, sealed_note, updated_at) \
         SELECT diary.id, $2, $3, $4, $5 FROM diary WHERE diary.id = $1 AND diary.student_id = $6")
        .bind(diary.0).bind(track.code()).bind(permit.actor().0).bind(sealed.0).bind(now).bind(student.0)
        .execute(c).await.map(|done| done.rows_affected()))?;
    match kept {
        1 => Ok(()),
        _ => Err(StoreError::NotFound),
    }
}

/// The student whose track a permit moves: their own leave is for all of theirs, an adult's for the
/// tracks it was judged on.
fn moved_by(permit: &Permit, track: Track) -> Result<PersonId, StoreError> {
    match permit.resource() {
        Resource::Track { row, .. } if *row == track.row() => Ok(permit.student(Act::AgreeTrack)?),
        _ => Ok(permit.student(Act::MoveTrack)?),
    }
}

/// Adds a step after the `seq` steps that are there.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another student or another act.
/// [`StoreError::Raced`]: somebody added a step meanwhile.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    (diary, track): (DiaryId, Track),
    seq: usize,
    (step, note): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let student = moved_by(permit, track)?;
    in_turn(tx, student, diary).await?;
    let seq = i64::try_from(seq).map_err(|_| StoreError::NotFound)?;
    let added = on!(tx, c => sqlx::query(
        "INSERT INTO track_step (id, diary_id, track, seq, step, actor_id, role, note, at) \
         SELECT $1, diary.id, $3, $4, $5, $6, $7, $8, $9 FROM diary WHERE diary.id = $2 \
         AND $4 = (SELECT COUNT(*) FROM track_step WHERE diary_id = $2 AND track = $3)")
        .bind(id).bind(diary.0).bind(track.code()).bind(seq).bind(step).bind(permit.actor().0)
        .bind(permit.role().code()).bind(note).bind(now).execute(c).await.map(|done| done.rows_affected()))?;
    match added {
        1 => Ok(()),
        _ => Err(StoreError::Raced),
    }
}

/// Lets what is decided on in one diary come one after the other until the transaction ends: a step
/// that is added follows what is there, one that is undone is the last, and a page is not taken back
/// while somebody decides on it. The diary must be that student's.
///
/// # Errors
/// [`StoreError::NotFound`]: it is another's.
pub async fn in_turn(tx: &mut Tx, student: PersonId, diary: DiaryId) -> Result<(), StoreError> {
    let found = on!(tx, c => sqlx::query("UPDATE diary SET access_log_lines = access_log_lines WHERE id = $1 AND student_id = $2")
        .bind(diary.0).bind(student.0).execute(c).await.map(|done| done.rows_affected()))?;
    match found {
        1 => Ok(()),
        _ => Err(StoreError::NotFound),
    }
}
