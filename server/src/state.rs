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
    /// Whether an invented school is to be served; the sign-in page lists its logins.
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
    #[cfg_attr(
        feature = "demo",
        error("this database holds the demo school: start with --demo")
    )]
    #[cfg_attr(
        not(feature = "demo"),
        error(
            "this database holds the demo school, and this program is built without it: look whether it is the right database"
        )
    )]
    DemoSchool,
    #[error(
        "this database holds no school yet: look whether it is the right one; a backup is brought back with `diary restore FILE --here --replace`"
    )]
    NoSchool,
}

/// Whether a server starts on the school that was found; `demo` is what was asked for.
///
/// # Errors
/// [`StartError::RealSchool`] or [`StartError::DemoSchool`]: it was asked for the other kind.
pub const fn fits(found: &school::School, demo: bool) -> Result<(), StartError> {
    match (demo, found.demo) {
        (true, false) => Err(StartError::RealSchool),
        (false, true) => Err(StartError::DemoSchool),
        _ => Ok(()),
    }
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
        fits(&found, demo)?;
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
