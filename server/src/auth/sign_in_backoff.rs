//! One try to sign in: which lane it belongs to, how long it has to wait there, and what it is
//! counted in.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    alert::Alert,
    sign_in_backoff::{
        ADDRESS_DOUBTED, ADDRESS_FAILURES, ADDRESS_WINDOW, FAILURES_TOLD, Lane, SignInBackoff,
    },
};
use sha2::{Digest, Sha256};
use store::{
    Conn, StoreError, Tx, alerts,
    sign_in::Account,
    sign_in_backoff::{self, Subject},
};

use super::hashing_queue::Source;
use crate::http::address::Address;

/// A try. Its subjects are hashes, so that the database holds no address and no login that nobody
/// has; they are gone a day later.
pub struct Try {
    lane: Lane,
    subject: Subject,
    address: Address,
    from_address: Subject,
    of_account: Subject,
    /// The account whose password is hashed, whether there is one or not.
    pub account: Subject,
    /// The login, when somebody has it.
    told: Option<String>,
}

/// What was found before the try.
pub struct Found {
    backoff: Option<SignInBackoff>,
    failures_of_address: i64,
}

fn subject(what: &str, parts: [&[u8]; 2]) -> Subject {
    let mut hash = Sha256::new();
    hash.update(what);
    for part in parts {
        hash.update([0]);
        hash.update(part);
    }
    hash.finalize().into()
}

impl Try {
    /// A known device of the account has its own lane: nobody else can make its owner wait there.
    #[must_use]
    pub fn of(
        login: &str,
        account: Option<&Account>,
        address: Address,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Self {
        let (name, octets) = (login.as_bytes(), address.octets());
        let (lane, subject_of_lane) = match account.and_then(|account| account.device.as_ref()) {
            Some(device) => (Lane::KnownDevice, subject("device", [name, device])),
            None => (Lane::Address, subject("address", [name, &octets])),
        };
        // Logins that nobody has share one tally of the day: nobody is told of them.
        let counted: &[u8] = account.map_or(&[], |_| name);
        let window = now.timestamp().div_euclid(ADDRESS_WINDOW.num_seconds());
        Self {
            lane,
            subject: subject_of_lane,
            address,
            from_address: subject("from address", [&octets, &window.to_be_bytes()]),
            of_account: subject("of account", [counted, today.to_string().as_bytes()]),
            account: subject("account", [name, &[]]),
            told: account.is_some().then(|| login.to_owned()),
        }
    }

    /// Where the lane stands and how many have failed from the address.
    pub async fn look_up(&self, conn: &mut Conn) -> Result<Found, StoreError> {
        Ok(Found {
            backoff: sign_in_backoff::find(conn, &self.subject).await?,
            failures_of_address: sign_in_backoff::failures(conn, &self.from_address).await?,
        })
    }

    /// How long the try has to wait. A wait that a clock set back has made endless is counted from
    /// now on.
    pub async fn wait(
        &self,
        db: &store::Db,
        found: &Found,
        now: DateTime<Utc>,
    ) -> Result<Option<Duration>, StoreError> {
        let Some(backoff) = found.backoff else {
            return Ok(None);
        };
        let wait = backoff.wait(self.lane, now);
        if wait.is_some() && backoff.is_ahead(now) {
            let anchored: Result<(), StoreError> =
                store::write!(db, tx => sign_in_backoff::anchor(tx, &self.subject, now).await);
            anchored?;
        }
        Ok(wait)
    }

    /// In whose line it waits to be hashed.
    #[must_use]
    pub fn source(&self, found: &Found) -> Source {
        match self.lane {
            Lane::KnownDevice => Source::Known(self.account),
            Lane::Address if found.failures_of_address > ADDRESS_FAILURES => {
                Source::Last(self.address)
            }
            Lane::Address if found.failures_of_address > ADDRESS_DOUBTED => {
                Source::Doubted(self.address)
            }
            Lane::Address => Source::From(self.address),
        }
    }

    /// Takes the step, or says how long the lane waits: of many tries at one moment, one takes it.
    pub async fn take_step(
        &self,
        db: &store::Db,
        now: DateTime<Utc>,
    ) -> Result<Option<Duration>, StoreError> {
        // Whoever stood in line behind another try of the lane has to wait, and writes nothing.
        let backoff = sign_in_backoff::find(&mut db.read().await?, &self.subject).await?;
        if let Some(wait) = backoff.and_then(|backoff| backoff.wait(self.lane, now)) {
            return Ok(Some(wait));
        }
        store::write!(db, tx => self.step(tx, now).await)
    }

    async fn step(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Duration>, StoreError> {
        let before = sign_in_backoff::find(tx, &self.subject).await?;
        if let Some(wait) = before.and_then(|before| before.wait(self.lane, now)) {
            return Ok(Some(wait));
        }
        sign_in_backoff::step(tx, &self.subject, before, SignInBackoff::step(before, now)).await?;
        sign_in_backoff::count(tx, &self.from_address, now).await?;
        let failures = sign_in_backoff::count(tx, &self.of_account, now).await?;
        if let Some(login) = &self.told
            && failures % FAILURES_TOLD == 0
        {
            alerts::raise(tx, Alert::Guessing, login, now).await?;
        }
        Ok(None)
    }

    /// The password fits: its own step was no failure, and the lane begins anew.
    pub async fn clear(&self, tx: &mut Tx) -> Result<(), StoreError> {
        sign_in_backoff::clear(tx, &self.subject).await?;
        self.discount(tx).await
    }

    async fn discount(&self, tx: &mut Tx) -> Result<(), StoreError> {
        sign_in_backoff::discount(tx, &self.from_address).await?;
        sign_in_backoff::discount(tx, &self.of_account).await
    }
}
