//! Where one page stands for one reader.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    audience::{Audience, Reader},
    id::{EntryId, PersonId},
    name::PersonName,
    waiting::How,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError};

/// How a page was settled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settled {
    pub at: DateTime<Utc>,
    /// `None`: before anybody noted it.
    pub how: Option<How>,
    pub by: Option<(PersonId, PersonName)>,
}

/// Where a page stands for a reader.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum State {
    Waits,
    Postponed(NaiveDate),
    Settled(Settled),
}

/// That a page waits, or how it was settled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    pub since: DateTime<Utc>,
    pub state: State,
}

/// One row of a page, or nothing where it is joined and there is none.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Row {
    capacity: Option<String>,
    since: Option<DateTime<Utc>>,
    until: Option<NaiveDate>,
    settled_at: Option<DateTime<Utc>>,
    settled_how: Option<String>,
    settled_by: Option<Uuid>,
    settler_surname: Option<String>,
    settler_given: Option<String>,
    settler_patronymic: Option<String>,
}

impl Row {
    fn read(self, today: NaiveDate) -> Option<(Reader, Waiting)> {
        let reader = Reader::parse(self.capacity.as_deref()?)?;
        let name = |surname, given, patronymic| PersonName {
            surname,
            given,
            patronymic,
        };
        let by = self
            .settler_surname
            .zip(self.settler_given)
            .zip(self.settler_patronymic)
            .map(|((surname, given), patronymic)| name(surname, given, patronymic));
        let state = match (self.settled_at, self.until) {
            (Some(at), _) => State::Settled(Settled {
                at,
                how: self.settled_how.as_deref().and_then(How::parse),
                by: self.settled_by.map(PersonId).zip(by),
            }),
            (None, Some(until)) if until > today => State::Postponed(until),
            (None, _) => State::Waits,
        };
        let since = self.since?;
        Some((reader, Waiting { since, state }))
    }

    /// In which capacity it waits still, by whatever it was put off.
    pub(crate) fn waits(&self) -> Option<Reader> {
        match self.settled_at {
            None => Reader::parse(self.capacity.as_deref()?),
            Some(_) => None,
        }
    }
}

/// Where a page stands for somebody who reads it in these capacities: it waits while it does in one
/// of them; what was settled last says how.
pub(crate) fn standing(
    rows: impl IntoIterator<Item = Row>,
    readers: &Audience,
    today: NaiveDate,
) -> Option<Waiting> {
    let rows = rows.into_iter().filter_map(|row| row.read(today));
    let mine = rows.filter(|(reader, _)| readers.contains(*reader));
    mine.map(|(_, waiting)| waiting)
        .min_by_key(|waiting| match &waiting.state {
            State::Waits => (0, waiting.since.timestamp_micros()),
            State::Postponed(until) => (1, i64::from(until.to_epoch_days())),
            State::Settled(settled) => (2, -settled.at.timestamp_micros()),
        })
}

/// Where a page stands for somebody who reads it in these capacities. `None`: in none of them it ever
/// waited.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_page(
    conn: &mut Conn,
    entry: EntryId,
    readers: &Audience,
    today: NaiveDate,
) -> Result<Option<Waiting>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT capacity, since, until, settled_at, settled_how, settled_by, surname AS settler_surname, given AS settler_given, \
         patronymic AS settler_patronymic FROM waiting LEFT JOIN person ON person.id = waiting.settled_by WHERE entry_id = $1")
        .bind(entry.0).fetch_all(c).await)?;
    Ok(standing(rows, readers, today))
}
