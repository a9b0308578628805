//! The dated steps of what moves from stage to stage: a project, a research, the agreement of an
//! ИОП. Steps are only ever added; [`domain::track`] says what they come to.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{DiaryId, PersonId},
    name::PersonName,
    role::Role,
    template,
    track::{Hand, Standing},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// Which track of a diary; spelled in the database as in [`Track::code`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Track {
    Project,
    Research,
    Iep,
}

impl Track {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Research => "research",
            Self::Iep => "iep",
        }
    }

    /// The track that a template's section names.
    #[must_use]
    pub const fn of(track: &template::Track) -> Self {
        match track {
            template::Track::Project => Self::Project,
            template::Track::Research { .. } => Self::Research,
            template::Track::Iep => Self::Iep,
        }
    }
}

/// Longest word with a step, in characters.
pub const NOTE_MAX: usize = 500;

/// A step that somebody asks for from a page.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    pub id: Uuid,
    pub track: &'a template::Track,
    /// Whose steps the actor may do.
    pub hands: &'a [Hand],
    pub step: &'a str,
    pub note: &'a str,
    /// How many steps the page showed.
    pub seen: usize,
    pub now: DateTime<Utc>,
}

/// A step as it was done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    pub code: String,
    pub actor: PersonId,
    pub name: PersonName,
    pub role: Role,
    /// What was said with it; empty: nothing.
    pub note: String,
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    step: String,
    actor_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    role: String,
    note: String,
    at: DateTime<Utc>,
}

/// The steps of one track, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn steps(conn: &mut Conn, diary: DiaryId, track: Track) -> Result<Vec<Step>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT step, actor_id, surname, given, patronymic, role, note, at FROM track_step \
         JOIN person ON person.id = track_step.actor_id WHERE diary_id = $1 AND track = $2 ORDER BY seq")
        .bind(diary.0).bind(track.code()).fetch_all(c).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Step {
                role: Role::parse(&row.role)
                    .ok_or_else(|| StoreError::Damaged(format!("role {}", row.role)))?,
                code: row.step,
                actor: PersonId(row.actor_id),
                name: PersonName {
                    surname: row.surname,
                    given: row.given,
                    patronymic: row.patronymic,
                },
                note: row.note,
                at: row.at,
            })
        })
        .collect()
}

/// Does a step if it is possible now and it is the actor's turn; whether it was done. A second press
/// of the same button, or a page that is older than what was done meanwhile, does nothing.
///
/// # Errors
/// See [`add`].
pub async fn advance(
    tx: &mut Tx,
    permit: &Permit,
    diary: DiaryId,
    wish: &Wish<'_>,
) -> Result<bool, StoreError> {
    let place = (diary, Track::of(wish.track));
    let done = steps(tx, place.0, place.1).await?;
    let standing = Standing::replay(wish.track, done.iter().map(|step| step.code.as_str()));
    let is_possible = standing
        .possible(wish.track)
        .iter()
        .any(|(code, hand)| code == wish.step && wish.hands.contains(hand));
    if !is_possible || wish.seen != done.len() {
        return Ok(false);
    }
    let note: String = wish.note.trim().chars().take(NOTE_MAX).collect();
    let seq = done.len();
    add(
        tx,
        permit,
        wish.id,
        place,
        seq,
        (wish.step, &note),
        wish.now,
    )
    .await?;
    Ok(true)
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
    let student = permit
        .student(Act::MoveTrack)
        .or_else(|_| permit.student(Act::AgreeTrack))?;
    let seq = i64::try_from(seq).map_err(|_| StoreError::NotFound)?;
    let added = on!(tx, c => sqlx::query(
        "INSERT INTO track_step (id, diary_id, track, seq, step, actor_id, role, note, at) \
         SELECT $1, diary.id, $4, $5, $6, $7, $8, $9, $10 FROM diary WHERE diary.id = $2 AND diary.student_id = $3 \
         AND NOT EXISTS (SELECT 1 FROM track_step WHERE diary_id = $2 AND track = $4 AND seq >= $5)")
        .bind(id).bind(diary.0).bind(student.0).bind(track.code()).bind(seq).bind(step).bind(permit.actor().0)
        .bind(permit.role().code()).bind(note).bind(now).execute(c).await.map(|done| done.rows_affected()))?;
    match added {
        1 => Ok(()),
        _ => owned(tx, student, diary).await,
    }
}

/// Nothing was added: either the diary is not that student's, or somebody was faster.
async fn owned(tx: &mut Tx, student: PersonId, diary: DiaryId) -> Result<(), StoreError> {
    let found: Option<(i64,)> = on!(tx, c => sqlx::query_as(
        "SELECT readings FROM diary WHERE id = $1 AND student_id = $2").bind(diary.0).bind(student.0).fetch_optional(c).await)?;
    match found {
        Some(_) => Err(StoreError::Raced),
        None => Err(StoreError::NotFound),
    }
}
