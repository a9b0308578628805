//! The demo school, made once for all tests and copied for each.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};
use server::{
    State, auth,
    clock::Clock,
    demo,
    http::{assets::Assets, origin::Origin},
    router,
    state::{DEMO_PASSWORD, Parts},
};
use store::Db;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::Browser;

/// Tuesday of study week 12, in the morning.
const NOW: &str = "2026-11-24T08:12:00+08:00";
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Irkutsk;

/// A running school.
#[derive(Clone)]
pub struct School {
    pub state: State,
    router: axum::Router,
    // Removed when the last clone is gone.
    folder: std::sync::Arc<TempDir>,
}

static SEEDED: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();

/// A moment as tests write it.
///
/// # Panics
/// When it is no moment.
#[must_use]
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse::<DateTime<FixedOffset>>().expect("a moment").to_utc()
}

async fn seeded() -> &'static (TempDir, PathBuf) {
    SEEDED
        .get_or_init(|| async {
            let folder = TempDir::new().expect("a temporary folder");
            let file = folder.path().join("demo.sqlite");
            let db = Db::open(&format!("sqlite://{}", file.display())).await.expect("a database");
            db.migrate().await.expect("a schema");
            let password_hash = auth::hash(DEMO_PASSWORD, false).expect("a hash");
            let seed = demo::Seed { now: at(NOW), zone: ZONE, password_hash };
            demo::fill(&db, &seed, |_| {}).await.expect("a demo school");
            db.close().await;
            (folder, file)
        })
        .await
}

impl School {
    /// The demo school of 24 November 2026, 8:12, on SQLite.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn demo() -> Self {
        let (_, file) = seeded().await;
        let folder = TempDir::new().expect("a temporary folder");
        let copy = folder.path().join("school.sqlite");
        std::fs::copy(file, &copy).expect("a copy of the school");
        Self::on(&format!("sqlite://{}", copy.display()), at(NOW), folder.into()).await
    }

    async fn on(address: &str, now: DateTime<Utc>, folder: std::sync::Arc<TempDir>) -> Self {
        let db = Db::open(address).await.expect("a database");
        let assets = match std::env::var("DIARY_SITE") {
            Ok(site) => Assets::load(site.as_ref()).expect("the browser's half"),
            Err(_) => Assets::without_script(),
        };
        let parts = Parts { db, clock: Clock::beginning_at(now), zone: ZONE, assets, origin: Origin::Loopback, demo: true };
        let state = State::load(parts).await.expect("a school");
        Self { router: router(state.clone()), state, folder }
    }

    /// The same school and database with its clock so much later.
    pub async fn later(&self, wait: chrono::Duration) -> Self {
        let file = self.folder.path().join("school.sqlite");
        let now = self.state.clock.now() + wait;
        Self::on(&format!("sqlite://{}", file.display()), now, self.folder.clone()).await
    }

    /// A browser with nothing in it.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which somebody of the demo school has signed in.
    ///
    /// # Panics
    /// When they cannot.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.post("/sign-in", &[("login", login), ("password", DEMO_PASSWORD)]).await;
        assert_eq!((answer.status, answer.location()), (303, Some("/")), "{login} signs in");
        browser
    }

    /// The application, for requests that no browser sends.
    #[must_use]
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }
}

/// Logins of the demo school by what they are.
pub mod someone {
    pub const STUDENT_9: &str = "varya";
    pub const STUDENT_10: &str = "timur";
    pub const NEWCOMER: &str = "novichok";
    pub const TUTOR_9A: &str = "olga";
    pub const TUTOR_9B: &str = "bair";
    pub const TUTOR_10A: &str = "luda";
    pub const PSYCHOLOGIST: &str = "inna";
    pub const DEPUTY: &str = "natalya";
    pub const ADMIN: &str = "anton";
}
