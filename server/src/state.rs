//! What a running server holds.

mod live;

use std::sync::Arc;

use app::Site;
use chrono_tz::Tz;
use store::{Db, StoreError, school};

use self::live::Live;
use crate::{
    auth::{Passwords, Touches},
    backup::Schedule,
    clock::Clock,
    http::{assets::Assets, origin::Origin, rates::Rates},
    ledger::Watch,
    probe::Probe,
};

/// The password of every account of a demo school; it stands on its sign-in page.
pub const DEMO_PASSWORD: &str = "demo-school-2026";

/// The application's state. Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Inner>);

/// See [`State`].
pub struct Inner {
    pub db: Db,
    pub clock: Clock,
    pub zone: Tz,
    site: Live,
    pub assets: Assets,
    pub passwords: Passwords,
    pub rates: Rates,
    pub origin: Origin,
    pub probe: Probe,
    pub touches: Touches,
    pub ledger: Watch,
    /// `None`: nobody has set where backups go.
    pub schedule: Option<Schedule>,
}

/// What [`State::load`] starts from.
pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub zone: Tz,
    pub assets: Assets,
    pub origin: Origin,
    pub ledger: Watch,
    /// Whether the sign-in page lists the demo's logins.
    pub demo: bool,
    pub schedule: Option<Schedule>,
}

/// Why a server cannot start on this database.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("this database holds a real school: a demo server does not start on it")]
    RealSchool,
    #[error("this database holds the demo school: start with --demo")]
    DemoSchool,
    #[error(
        "this database holds no school yet: look whether it is the right one; a backup is brought back with `diary restore FILE --here --replace`"
    )]
    NoSchool,
}

impl std::ops::Deref for State {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl State {
    /// Reads what is the same for every request.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn load(parts: Parts) -> Result<Self, StartError> {
        let Parts {
            db,
            clock,
            zone,
            assets,
            origin,
            ledger,
            demo,
            schedule,
        } = parts;
        let today = clock.now().with_timezone(&zone).date_naive();
        let mut conn = db.unhurried().read().await?;
        let found = school::find(&mut conn).await?.ok_or(StartError::NoSchool)?;
        match (demo, found.demo) {
            (true, false) => return Err(StartError::RealSchool),
            (false, true) => return Err(StartError::DemoSchool),
            _ => {}
        }
        let school = live::read(&mut conn, demo, today).await?;
        let school = school.ok_or(StartError::NoSchool)?;
        drop(conn);
        let site = Site {
            demo,
            school: Arc::new(school),
            ledger: ledger.key.clone(),
            style: assets.style_address(),
            script: assets.script_address(),
            preload: assets.preload(),
            backups: Arc::default(),
        };
        Ok(Self(Arc::new(Inner {
            db,
            clock,
            zone,
            site: Live::new(site),
            assets,
            passwords: Passwords::new(),
            rates: Rates::new(),
            origin,
            probe: Probe::default(),
            touches: Touches::default(),
            ledger,
            schedule,
        })))
    }
}

impl State {
    /// What is the same for every request at this moment.
    #[must_use]
    pub fn site(&self) -> Arc<Site> {
        self.site.get()
    }

    /// The same, read again when the school stands at another revision than the one known here.
    /// `None`: which one, nobody has just asked the database; it is asked at most once a second. Where
    /// it cannot be read soon, the one known stays; what is waited for it is taken from the time of
    /// the request, whose `db` it is.
    pub async fn site_at(&self, db: &Db, revision: Option<i64>) -> Arc<Site> {
        let now = self.clock.now();
        let today = now.with_timezone(&self.zone).date_naive();
        self.site.at(db, revision, today).await
    }
}
