//! Doing a step.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit, Resource},
    id::{DiaryId, EntryId, PersonId},
    track::Standing,
};
use uuid::Uuid;

use super::{
    course::{Step, steps},
    track::Track,
    wish::{Answer, NOTE_MAX, Why, Wish},
};
use crate::{Sealed, StoreError, Tx};

/// A step to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewStep<'a> {
    pub id: Uuid,
    /// How many steps there are before it.
    pub seq: usize,
    pub code: &'a str,
    pub note: &'a str,
    /// The page that was decided on.
    pub entry: Option<EntryId>,
    /// The day on which parents signed.
    pub signed_on: Option<NaiveDate>,
    pub at: DateTime<Utc>,
}

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
    } else if Standing::is_signed(wish.step) && !has_day(wish, &done) {
        Some(Why::NoDay)
    } else {
        None
    };
    if let Some(why) = why {
        keep(tx, permit, place, note, wish.now).await?;
        return Ok(Answer::Refused(why));
    }
    let step = NewStep {
        id: wish.id,
        seq: done.len(),
        code: wish.step,
        note,
        entry: wish.entry,
        signed_on: wish.signed_on.filter(|_| Standing::is_signed(wish.step)),
        at: wish.now,
    };
    add(tx, permit, place, &step).await?;
    keep(tx, permit, place, "", wish.now).await?;
    Ok(Answer::Done)
}

/// Whether parents signed on a day between the tutor's agreement and today. The agreement counts by UTC,
/// whose day is never later than that of a school in Russia.
fn has_day(wish: &Wish<'_>, done: &[Step]) -> bool {
    let agreed = done.last().map(|step| step.at.date_naive());
    (wish.signed_on)
        .is_some_and(|day| day <= wish.today && agreed.is_none_or(|agreed| agreed <= day))
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

/// Adds a step after those that are there. With a step that brings a version into force goes what its
/// page shows now.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another student or another act.
/// [`StoreError::Raced`]: somebody added a step meanwhile.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit,
    (diary, track): (DiaryId, Track),
    step: &NewStep<'_>,
) -> Result<(), StoreError> {
    let student = moved_by(permit, track)?;
    in_turn(tx, student, diary).await?;
    let seq = i64::try_from(step.seq).map_err(|_| StoreError::NotFound)?;
    let entry = step.entry.filter(|_| Standing::is_into_force(step.code));
    let added = on!(tx, c => sqlx::query(
        "INSERT INTO track_step (id, diary_id, track, seq, step, actor_id, role, note, at, signed_on, entry_id, shown) \
         SELECT $1, diary.id, $3, $4, $5, $6, $7, $8, $9, $10, entry.id, entry.shown FROM diary \
         LEFT JOIN entry ON entry.id = $11 AND entry.diary_id = diary.id WHERE diary.id = $2 \
         AND $4 = (SELECT COUNT(*) FROM track_step WHERE diary_id = $2 AND track = $3)")
        .bind(step.id).bind(diary.0).bind(track.code()).bind(seq).bind(step.code).bind(permit.actor().0)
        .bind(permit.role().code()).bind(step.note).bind(step.at).bind(step.signed_on).bind(entry.map(|entry| entry.0))
        .execute(c).await.map(|done| done.rows_affected()))?;
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
