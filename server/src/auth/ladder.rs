//! The ladder of waits in the database: whose ladder a try belongs to, and where it stands.

use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::{
    id::PersonId,
    sign_in::{Wait, wait_after},
};
use sha2::{Digest, Sha256};
use store::{Conn, StoreError, Tx, sign_in};

use super::Token;
use crate::State;

/// Whose ladder: the account's, or that of a device on which its owner signed in before.
pub struct Subject([u8; 32]);

impl Subject {
    /// A known device of the account climbs its own ladder: nobody else can lock its owner out.
    pub async fn of(
        conn: &mut Conn,
        login: &str,
        person: Option<PersonId>,
        device: Option<&Token>,
    ) -> Result<Self, StoreError> {
        let mut hash = Sha256::new();
        hash.update(login);
        if let (Some(person), Some(device)) = (person, device)
            && sign_in::device_owner(conn, &device.hash()).await? == Some(person)
        {
            hash.update(device.hash());
        }
        Ok(Self(hash.finalize().into()))
    }

    /// Until when the next try waits, if it does.
    pub async fn waits(
        &self,
        conn: &mut Conn,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let ladder = sign_in::ladder(conn, &self.0).await?;
        Ok(ladder
            .map(|ladder| ladder.wait_until)
            .filter(|until| *until > now))
    }

    /// One more failure.
    pub async fn climb(
        &self,
        state: &State,
        tx: &mut Tx,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let before = sign_in::ladder(tx, &self.0).await?;
        // A closed day ends with the day.
        let failures = before
            .filter(|ladder| ladder.failures < 100 || ladder.wait_until > now)
            .map_or(0, |ladder| ladder.failures)
            + 1;
        let wait_until = match wait_after(failures) {
            Wait::For(wait) => now + wait,
            Wait::UntilTomorrow => midnight(state, now),
        };
        sign_in::climb(
            tx,
            &self.0,
            sign_in::Ladder {
                failures,
                wait_until,
            },
        )
        .await
    }

    /// The right password: the ladder is gone.
    pub async fn clear(&self, tx: &mut Tx) -> Result<(), StoreError> {
        sign_in::clear(tx, &self.0).await
    }
}

fn midnight(state: &State, now: DateTime<Utc>) -> DateTime<Utc> {
    let tomorrow = now.with_timezone(&state.zone).date_naive() + Days::new(1);
    let local = tomorrow
        .and_time(NaiveTime::MIN)
        .and_local_timezone(state.zone);
    local
        .earliest()
        .map_or(now + chrono::Duration::days(1), |local| {
            local.with_timezone(&Utc)
        })
}
