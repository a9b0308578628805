//! The steps that were done, and the note that was kept.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{DiaryId, EntryId, PersonId},
    name::PersonName,
    role::Role,
    shown::Shown,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use super::track::Track;
use crate::{Conn, Sealed, StoreError, Unreadable, loose::Loose};

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
    /// The day on which parents signed on paper.
    pub signed_on: Option<NaiveDate>,
    pub at: DateTime<Utc>,
}

/// What was shown when a version was brought into force. Who may read it now is judged by whom it was
/// shown to then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InForce {
    pub entry: EntryId,
    pub shown: Shown,
    pub at: DateTime<Utc>,
}

/// A track as one person sees it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Course {
    /// The oldest first.
    pub steps: Vec<Step>,
    /// What this person wrote to a step that was refused. `None` also when it cannot be read.
    pub kept: Option<String>,
    /// The last version in force. `None` also where it was not kept, or cannot be read.
    pub in_force: Option<InForce>,
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
    signed_on: Option<NaiveDate>,
    /// With `shown`, only of a step that brought a version into force.
    entry_id: Option<Uuid>,
    shown: Option<Loose<Shown>>,
    /// Only of what is kept of a refused step, which has none of the rest.
    sealed_note: Option<Vec<u8>>,
}

impl Row {
    pub(super) fn read(self, conn: &Conn) -> Step {
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
            signed_on: self.signed_on,
            at: self.at,
        }
    }
}

/// The steps of one track, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn steps(conn: &mut Conn, diary: DiaryId, track: Track) -> Result<Vec<Step>, StoreError> {
    Ok(course(conn, diary, track, PersonId(Uuid::nil()), None)
        .await?
        .steps)
}

/// The steps of one track and what `reader` has kept there, in one statement. `until`: what others
/// did after that is left out, because they may take it back.
///
/// # Errors
/// See [`StoreError`].
pub async fn course(
    conn: &mut Conn,
    diary: DiaryId,
    track: Track,
    reader: PersonId,
    until: Option<DateTime<Utc>>,
) -> Result<Course, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT seq, track_step.id, step, actor_id, surname, given, patronymic, role, note, at, signed_on, entry_id, shown, NULL AS sealed_note FROM track_step \
         JOIN person ON person.id = track_step.actor_id WHERE diary_id = $1 AND track = $2 AND (at <= COALESCE($4, at) OR actor_id = $3) UNION ALL \
         SELECT -1, diary_id, '', author_id, '', '', '', '', '', updated_at, NULL, NULL, NULL, sealed_note FROM track_note \
         WHERE diary_id = $1 AND track = $2 AND author_id = $3 ORDER BY seq")
        .bind(diary.0).bind(track.code()).bind(reader.0).bind(until).fetch_all(c).await)?;
    let mut course = Course::default();
    for mut row in rows {
        if let (Some(entry), Some(shown)) = (row.entry_id, row.shown.take()) {
            let shown = conn.noted("track_step", row.id, shown.readable());
            course.in_force = shown.ok().map(|shown| InForce {
                entry: EntryId(entry),
                shown,
                at: row.at,
            });
        }
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

/// When each step of a track was done, the oldest first.
pub type Dated = Vec<(String, DateTime<Utc>)>;

/// The steps of all tracks of these diaries.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_diaries(
    conn: &mut Conn,
    diaries: &[DiaryId],
) -> Result<BTreeMap<(DiaryId, Track), Dated>, StoreError> {
    let rows: Vec<(Uuid, String, String, DateTime<Utc>)> = on!(conn, c => {
        let mut query = QueryBuilder::new("SELECT diary_id, track, step, at FROM track_step WHERE diary_id IN (");
        query.push_bind(Uuid::nil());
        for diary in diaries {
            query.push(", ").push_bind(diary.0);
        }
        query.push(") ORDER BY diary_id, track, seq");
        query.build_query_as().fetch_all(c).await
    })?;
    let mut found: BTreeMap<_, Dated> = BTreeMap::new();
    for (diary, track, step, at) in rows {
        let Some(track) = Track::parse(&track) else {
            continue;
        };
        found
            .entry((DiaryId(diary), track))
            .or_default()
            .push((step, at));
    }
    Ok(found)
}
