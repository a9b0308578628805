//! What a running server holds.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use app::{DemoLogin, Editions, Site};
use chrono_tz::Tz;
use domain::{
    access::Scope,
    id::{ClassId, PersonId},
    language::OwnedText,
    role::Role,
};
use store::{Db, StoreError, editions, people, people::Person, school};
use uuid::Uuid;

use crate::{
    auth::{Passwords, Touches},
    backup::Schedule,
    clock::Clock,
    demo,
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
    pub site: Arc<Site>,
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
        let published = editions::all(&mut conn).await?;
        let editions = Editions(
            published
                .into_iter()
                .map(|one| (one.id, one.edition))
                .collect::<HashMap<_, _>>(),
        );
        let demo_logins = if demo {
            demo_logins(&mut conn, today).await?
        } else {
            Vec::new()
        };
        let site = Site {
            school_name: found.name,
            demo,
            demo_logins,
            year: school::year_on(&mut conn, today).await?,
            weekly_load: found.weekly_load,
            editions,
            ledger: ledger.key.clone(),
            style: assets.style_address(),
            script: assets.script_address(),
            preload: assets.preload(),
            backups: RwLock::default(),
        };
        drop(conn);
        Ok(Self(Arc::new(Inner {
            db,
            clock,
            zone,
            site: Arc::new(site),
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

async fn demo_logins(
    conn: &mut store::Conn,
    today: chrono::NaiveDate,
) -> Result<Vec<DemoLogin>, StoreError> {
    let people = people::all(conn, today).await?;
    let students = people::students(conn, PersonId(Uuid::nil()), &Scope::school(), today).await?;
    let classes: HashMap<ClassId, String> = students
        .iter()
        .filter_map(|line| {
            Some((
                line.student.class?,
                domain::format::class(line.grade, &line.letter),
            ))
        })
        .collect();
    let logins = demo::featured().into_iter().filter_map(|(login, role)| {
        let person = people.iter().find(|person| person.login == login)?;
        Some(DemoLogin {
            login: person.login.clone(),
            password: DEMO_PASSWORD.to_owned(),
            name: person.name.full(),
            role: describe(role, person, &classes),
        })
    });
    Ok(logins.collect())
}

/// «Ученик, 9 «А»».
fn describe(role: Role, person: &Person, classes: &HashMap<ClassId, String>) -> OwnedText {
    let class = person
        .memberships
        .iter()
        .find(|held| held.role == role)
        .and_then(|held| classes.get(&held.over.classes().next()?));
    let title = role.title();
    let with_class = |title: &str| {
        let mut letters = title.chars();
        let title: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        class.map_or_else(|| title.clone(), |class| format!("{title}, {class}"))
    };
    OwnedText {
        ru: with_class(title.ru),
        en: with_class(title.en),
    }
}
