//! Where and when adults are found.

use std::collections::HashMap;

use chrono::{NaiveTime, Timelike};
use domain::{
    access::{Act, Permit},
    id::PersonId,
    office_hours::{OfficeHours, Weekdays},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

#[derive(FromRow)]
struct Row {
    person_id: Uuid,
    room: String,
    weekdays: String,
    opens_at: i64,
    closes_at: i64,
}

fn time(minutes: i64) -> Option<NaiveTime> {
    let seconds = u32::try_from(minutes).ok()?.checked_mul(60)?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
}

impl Row {
    fn read(self) -> Option<(PersonId, OfficeHours)> {
        let hours = OfficeHours {
            room: self.room,
            weekdays: Weekdays::parse(&self.weekdays)?,
            opens: time(self.opens_at)?,
            closes: time(self.closes_at)?,
        };
        Some((PersonId(self.person_id), hours))
    }
}

/// Everybody's hours. Who has none is not there.
///
/// # Errors
/// See [`StoreError`].
pub async fn office_hours(conn: &mut Conn) -> Result<HashMap<PersonId, OfficeHours>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT person_id, room, weekdays, opens_at, closes_at FROM office_hours").fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Sets somebody's hours, or takes them away.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn set_office_hours(
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    hours: Option<&OfficeHours>,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    let Some(hours) = hours else {
        return Ok(
            on!(tx, c => sqlx::query("DELETE FROM office_hours WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?,
        );
    };
    let minutes = |time: NaiveTime| i64::from(time.num_seconds_from_midnight() / 60);
    on!(tx, c => sqlx::query(
        "INSERT INTO office_hours (person_id, room, weekdays, opens_at, closes_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (person_id) DO UPDATE SET room = excluded.room, weekdays = excluded.weekdays, \
         opens_at = excluded.opens_at, closes_at = excluded.closes_at")
        .bind(person.0).bind(&hours.room).bind(hours.weekdays.code()).bind(minutes(hours.opens)).bind(minutes(hours.closes))
        .execute(c).await.map(drop))?;
    Ok(())
}
