//! The dated steps of what moves from stage to stage: a project, a research, the agreement of an
//! ИОП. Steps are only ever added; [`domain::track`] says what they come to. What somebody wrote to
//! a step that was not done is kept for its author alone.

use chrono::{DateTime, Utc};
use domain::{
    access::{self as matrix, Act, Permit, Resource},
    id::{DiaryId, PersonId},
    name::PersonName,
    role::Role,
    template,
    track::{Hand, Standing},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Sealed, StoreError, Tx, Unreadable};

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

    /// The row of the matrix by which adults are judged.
    const fn row(self) -> matrix::SectionKind {
        match self {
            Self::Project | Self::Research => matrix::SectionKind::Project,
            Self::Iep => matrix::SectionKind::Iep,
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
    /// Empty: no step, only put away what is kept of a refused one.
    pub step: &'a str,
    pub note: &'a str,
    /// The stage of the page it is asked from, where that matters: see [`Standing::is_about`].
    pub stage: Option<&'a str>,
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
    /// `None`: it cannot be read.
    pub role: Option<Role>,
    /// What was said with it; empty: nothing.
    pub note: String,
    pub at: DateTime<Utc>,
}

/// Why a step was not done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// The page that asked for it is older than what was done meanwhile.
    Moved,
    /// It does not follow from where things stand, or it is somebody else's.
    NotNow,
    /// Its note is longer than [`NOTE_MAX`].
    TooLong,
}

impl Why {
    pub const ALL: [Self; 3] = [Self::Moved, Self::NotNow, Self::TooLong];

    /// How an address names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::NotNow => "not_now",
            Self::TooLong => "too_long",
        }
    }
}

/// What came of a wish.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
    Done,
    Refused(Why),
}

/// A track as one person sees it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Course {
    /// The oldest first.
    pub steps: Vec<Step>,
    /// What this person wrote to a step that was refused. `None` also when it cannot be read.
    pub kept: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    step: String,
    actor_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    role: String,
    note: String,
    at: DateTime<Utc>,
    /// Only of what is kept of a refused step, which has none of the rest.
    sealed_note: Option<Vec<u8>>,
}

impl Row {
    fn read(self, conn: &Conn) -> Step {
        let role = Role::parse(&self.role).ok_or(Unreadable::Unknown);
        Step {
            role: conn.noted("track_step", self.id, role).ok(),
            code: self.step,
            actor: PersonId(self.actor_id),
            name: PersonName {
                surname: self.surname,
                given: self.given,
                patronymic: self.patronymic,
            },
            note: self.note,
            at: self.at,
        }
    }
}

/// The steps of one track, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn steps(conn: &mut Conn, diary: DiaryId, track: Track) -> Result<Vec<Step>, StoreError> {
    Ok(course(conn, diary, track, PersonId(Uuid::nil()))
        .await?
        .steps)
}

/// The steps of one track and what `reader` has kept there, in one statement.
///
/// # Errors
/// See [`StoreError`].
pub async fn course(
    conn: &mut Conn,
    diary: DiaryId,
    track: Track,
    reader: PersonId,
) -> Result<Course, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT seq, track_step.id, step, actor_id, surname, given, patronymic, role, note, at, NULL AS sealed_note FROM track_step \
         JOIN person ON person.id = track_step.actor_id WHERE diary_id = $1 AND track = $2 UNION ALL \
         SELECT -1, diary_id, '', author_id, '', '', '', '', '', updated_at, sealed_note FROM track_note \
         WHERE diary_id = $1 AND track = $2 AND author_id = $3 ORDER BY seq")
        .bind(diary.0).bind(track.code()).bind(reader.0).fetch_all(c).await)?;
    let mut course = Course::default();
    for row in rows {
        match &row.sealed_note {
            // The steps are what counts: a draft that cannot be read does not hide them.
            Some(sealed) => {
                let kept = conn.noted("track_note", row.id, Sealed::open(sealed));
                course.kept = kept.ok();
            }
            None => course.steps.push(row.read(conn)),
        }
    }
    Ok(course)
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
    } else if !is_possible {
        Some(Why::NotNow)
    } else if note.chars().count() > NOTE_MAX {
        Some(Why::TooLong)
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
async fn keep(
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
        "SELECT access_log_lines FROM diary WHERE id = $1 AND student_id = $2").bind(diary.0).bind(student.0).fetch_optional(c).await)?;
    match found {
        Some(_) => Err(StoreError::Raced),
        None => Err(StoreError::NotFound),
    }
}
