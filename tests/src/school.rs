//! The demo school, made once for all tests and copied for each.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, FixedOffset, Utc};
use domain::id::{EditionId, PersonId};
use server::{
    State, auth,
    backup::Schedule,
    clock::{self, Clock},
    http::{assets::Assets, origin::Origin},
    keys::Keys,
    ledger::Watch,
    router,
    state::Parts,
};
use store::{Db, diaries, editions, entries, people};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::{Browser, postgres};

/// Tuesday of study week 12, in the morning.
const NOW: &str = "2026-11-24T08:12:00+08:00";
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Irkutsk;
const FILE: &str = "school.sqlite";
const ANCHORS: &str = "diary.anchors";

/// What the key file of the demo school holds.
pub const KEY: [u8; 32] = [7; 32];

/// The keys of the demo school.
#[must_use]
pub fn keys() -> Keys {
    Keys::of(&KEY)
}

/// A running school.
#[derive(Clone)]
pub struct School {
    pub state: State,
    router: axum::Router,
    began: DateTime<Utc>,
    place: Arc<Place>,
}

/// Removed when the last clone is gone.
enum Place {
    Sqlite(TempDir),
    /// Somebody else removes it.
    File(PathBuf),
    /// The folder holds what lies beside a database.
    Postgres(postgres::Database, TempDir),
}

impl Place {
    fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite://{}", folder.path().join(FILE).display()),
            Self::File(file) => format!("sqlite://{}", file.display()),
            Self::Postgres(database, _) => database.address(),
        }
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Sqlite(folder) | Self::Postgres(_, folder) => folder.path(),
            Self::File(file) => file.parent().unwrap_or(Path::new("")),
        }
    }
}

static SEEDED: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();

/// Makes a file its owner's alone.
///
/// # Panics
/// When it is not there.
pub fn only_owners(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(file, mode).expect("permissions");
}

/// A moment as tests write it.
///
/// # Panics
/// When it is no moment.
#[must_use]
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse::<DateTime<FixedOffset>>()
        .expect("a moment")
        .to_utc()
}

static SEEDED_POSTGRES: OnceCell<String> = OnceCell::const_new();

async fn seed(address: &str) {
    let db = Db::open(address).await.expect("a database").unhurried();
    db.migrate().await.expect("a schema");
    let password_hash = auth::hash(demo::PASSWORD).expect("a hash");
    let seed = demo::Seed {
        now: at(NOW),
        zone: ZONE,
        password_hash,
        ledger: keys().ledger,
    };
    assert!(keys().begin(&db, at(NOW)).await.expect("a key"));
    demo::fill(&db, &seed, |_| {}).await.expect("a demo school");
    db.close().await;
}

async fn seeded() -> &'static (TempDir, PathBuf) {
    SEEDED
        .get_or_init(|| async {
            let folder = TempDir::new().expect("a temporary folder");
            let file = folder.path().join("demo.sqlite");
            seed(&format!("sqlite://{}", file.display())).await;
            (folder, file)
        })
        .await
}

/// Copies the demo school's database, which nobody has open, to a file.
///
/// # Panics
/// When it cannot be made.
pub async fn copy_of_demo(to: &Path) {
    let (_, file) = seeded().await;
    std::fs::copy(file, to).expect("a copy of the school");
    let key = to.with_file_name("diary.key");
    std::fs::write(&key, KEY).expect("a key file");
    only_owners(&key);
}

impl School {
    /// The demo school of 24 November 2026, 8:12, on SQLite.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn demo() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        copy_of_demo(&folder.path().join(FILE)).await;
        Self::on(
            Place::Sqlite(folder).into(),
            at(NOW),
            Origin::Loopback,
            None,
        )
        .await
    }

    /// The same school on PostgreSQL, in a database of its own.
    ///
    /// # Panics
    /// When no server is named, or it cannot be made.
    pub async fn demo_on_postgres() -> Self {
        let seeded = SEEDED_POSTGRES.get_or_init(|| async {
            let name = postgres::create("seed", None);
            seed(&postgres::address(&name)).await;
            name
        });
        let database = postgres::Database(postgres::create("school", Some(seeded.await)));
        let folder = TempDir::new().expect("a temporary folder");
        Self::on(
            Place::Postgres(database, folder).into(),
            at(NOW),
            Origin::Loopback,
            None,
        )
        .await
    }

    async fn on(
        place: Arc<Place>,
        now: DateTime<Utc>,
        origin: Origin,
        schedule: Option<Schedule>,
    ) -> Self {
        let address = place.address();
        Self::at_address(place, &address, now, origin, schedule).await
    }

    async fn at_address(
        place: Arc<Place>,
        address: &str,
        now: DateTime<Utc>,
        origin: Origin,
        schedule: Option<Schedule>,
    ) -> Self {
        crate::log::listen();
        let db = Db::open(address).await.expect("a database");
        let assets = match std::env::var("DIARY_SITE") {
            Ok(site) => Assets::load(site.as_ref()).expect("the browser's half"),
            Err(_) => Assets::without_script(),
        };
        let parts = Parts {
            db,
            clock: Clock::beginning_at(now),
            zone: ZONE,
            assets,
            origin,
            ledger: Watch {
                key: keys().ledger,
                anchors: place.folder().join(ANCHORS),
            },
            demo: true,
            schedule,
        };
        let state = State::load(parts).await.expect("a school");
        Self {
            router: router(state.clone()),
            state,
            began: now,
            place,
        }
    }

    /// The same school and database with a clock that begins so much later than this one began:
    /// a slow machine changes nothing.
    pub async fn later(&self, wait: chrono::Duration) -> Self {
        Self::on(
            self.place.clone(),
            self.began + wait,
            self.state.origin.clone(),
            self.state.schedule.clone(),
        )
        .await
    }

    /// The time passes in which an adult's comment can be taken back: its student sees it.
    pub fn deliver(&self) {
        self.state.clock.pass(domain::waiting::UNDO);
    }

    /// The same school after somebody's diary went on in an edition that is published for it.
    ///
    /// # Panics
    /// When there is no such diary, or the source is no edition or one that is published already.
    pub async fn in_edition(&self, login: &str, source: &str) -> Self {
        let student = self.person(login).await;
        let (db, now) = (&self.state.db, self.state.clock.now());
        let diary = diaries::of_student(&mut db.read().await.expect("a connection"), student)
            .await
            .expect("diaries")
            .expect("a diary")
            .id;
        let (id, since) = (
            EditionId(clock::new_id()),
            now.with_timezone(&ZONE).date_naive(),
        );
        store::write!(db, tx => editions::publish(tx, &crate::operator::school(), id, source, now).await).expect("an edition");
        store::write!(db, tx => diaries::add_edition(tx, &crate::operator::people(), diary, id, since).await)
            .expect("the next stage");
        self.later(chrono::Duration::zero()).await
    }

    /// A school on another file, which this one does not own.
    pub async fn of_file(&self, file: &Path) -> Self {
        Self::on(
            Place::File(file.to_owned()).into(),
            self.began,
            Origin::Loopback,
            None,
        )
        .await
    }

    /// The same school and database with nightly backups.
    pub async fn backed_up(&self, schedule: Schedule) -> Self {
        Self::on(
            self.place.clone(),
            self.began,
            self.state.origin.clone(),
            Some(schedule),
        )
        .await
    }

    /// The same school and moment with a database that can be read and not written.
    ///
    /// # Panics
    /// When it is not on SQLite.
    pub async fn unwritable(&self) -> Self {
        let address = format!("sqlite://{}?mode=ro", self.file().display());
        let (now, origin) = (self.state.clock.now(), self.state.origin.clone());
        Self::at_address(self.place.clone(), &address, now, origin, None).await
    }

    /// The same school and database, served at a public address.
    pub async fn public(&self, address: &str) -> Self {
        Self::on(
            self.place.clone(),
            self.state.clock.now(),
            Origin::Public(address.to_owned()),
            self.state.schedule.clone(),
        )
        .await
    }

    /// The file of a school on SQLite.
    ///
    /// # Panics
    /// When it is not on SQLite.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        let Place::Sqlite(folder) = &*self.place else {
            panic!("only a SQLite school lies in a file")
        };
        folder.path().join(FILE)
    }

    /// Runs SQL past the program, on a school on PostgreSQL.
    ///
    /// # Panics
    /// When it is on SQLite, or the SQL is wrong.
    pub fn run(&self, sql: &str) {
        let Place::Postgres(database, _) = &*self.place else {
            panic!("only PostgreSQL brings a program that runs SQL")
        };
        database.run(sql);
    }

    /// The same school after `from` was replaced in its file by `to` wherever it stood, as the
    /// owner of the disk can do it: the server stops, the bytes change, the server starts.
    ///
    /// # Panics
    /// When it is not on SQLite, `from` stands nowhere, or the lengths differ.
    pub async fn patched(self, from: &[u8], to: &[u8]) -> Self {
        assert_eq!(from.len(), to.len(), "nothing else of the file moves");
        self.state.db.close().await;
        let mut bytes = std::fs::read(self.file()).expect("the file");
        let places: Vec<usize> = bytes
            .windows(from.len())
            .enumerate()
            .filter(|(_, found)| *found == from)
            .map(|(at, _)| at)
            .collect();
        assert!(!places.is_empty(), "it stands in the file");
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        std::fs::write(self.file(), bytes).expect("the file");
        self.later(chrono::Duration::zero()).await
    }

    /// The key file of the school, beside its anchors.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        let file = self.anchors().with_extension("key");
        std::fs::write(&file, KEY).expect("a key file");
        only_owners(&file);
        file
    }

    /// Where a command finds the school and its key.
    #[must_use]
    pub fn settings(&self) -> server::settings::Database {
        server::settings::Database {
            database_url: self.address(),
            key_file: Some(self.key_file()),
            accept_copy: false,
        }
    }

    /// The file of the ledger's anchors.
    #[must_use]
    pub fn anchors(&self) -> PathBuf {
        self.place.folder().join(ANCHORS)
    }

    /// The address of the database.
    #[must_use]
    pub fn address(&self) -> String {
        self.place.address()
    }

    /// What somebody finds who has stolen the database: its files as they lie there.
    ///
    /// # Panics
    /// When it is not on SQLite.
    #[must_use]
    pub fn dump(&self) -> Vec<u8> {
        let Place::Sqlite(folder) = &*self.place else {
            panic!("only a SQLite school lies in files")
        };
        let files = std::fs::read_dir(folder.path())
            .expect("a folder")
            .filter_map(Result::ok);
        files
            .flat_map(|file| std::fs::read(file.path()).unwrap_or_default())
            .collect()
    }

    /// Somebody's id.
    ///
    /// # Panics
    /// When there is nobody of that login.
    pub async fn person(&self, login: &str) -> PersonId {
        let mut conn = self.state.db.read().await.expect("a connection");
        people::by_login(&mut conn, login)
            .await
            .expect("people")
            .expect("somebody")
            .0
    }

    /// The id of somebody's entry.
    ///
    /// # Panics
    /// When there is none.
    pub async fn entry(&self, login: &str, page: &str) -> String {
        let student = self.person(login).await;
        let mut conn = self.state.db.read().await.expect("a connection");
        let diary = diaries::of_student(&mut conn, student)
            .await
            .expect("diaries")
            .expect("a diary");
        let lines = entries::lines(&mut conn, diary.id).await.expect("lines");
        lines
            .iter()
            .find(|line| line.page_key == page)
            .expect("an entry")
            .id
            .to_string()
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
        let answer = browser
            .post(
                "/sign-in",
                &[("login", login), ("password", demo::PASSWORD)],
            )
            .await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, Some("/")),
            "{login} signs in"
        );
        browser
    }

    /// The application, for requests that no browser sends.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }
}
