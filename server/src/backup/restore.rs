//! Bringing a backup back: proven first, beside what is there; the names change last.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use store::{
    Db, StoreError,
    address::Address,
    backup::{self, Kind},
    private_file::beside,
    server::Server,
};

use super::{
    Manifest, Place, Proven, Step, Trouble, archive, ledger,
    place::{Purpose, Restored, drop_database},
    prove, stored,
    work::{self, Work},
};
use crate::settings::Database;

/// Where a backup is brought back to.
pub enum Target {
    File(PathBuf),
    /// The database that the server's address names.
    Database(Server),
}

impl Target {
    /// The target of an address; `None` when it is none.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        match address.parse().ok()? {
            Address::Sqlite(file) => Some(Self::File(file.path()?.to_owned())),
            Address::Postgres(server) => Some(Self::Database(server)),
        }
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::File(_) => Kind::Sqlite,
            Self::Database(_) => Kind::Postgres,
        }
    }
}

/// What came of it.
pub struct Brought {
    pub proven: Proven,
    /// Where what was there before is now.
    pub aside: Option<String>,
    /// What is the matter with the ledger. That is no reason not to restore.
    pub ledger: Option<String>,
}

/// What to bring back, and how.
struct Task<'a> {
    file: &'a Path,
    target: &'a Target,
    replace: bool,
    settings: &'a Database,
    now: DateTime<Utc>,
}

/// Brings a backup back. What is at the target already is refused, or moved aside with `replace`.
/// Every session is ended: one that was ended since the backup must not live again. The ledger
/// says that it was restored, signed with the key that lies where the settings say.
///
/// # Errors
/// Why nothing was changed at the target.
pub async fn restore(
    file: &Path,
    target: &Target,
    replace: bool,
    settings: &Database,
    now: DateTime<Utc>,
) -> Result<Brought, Trouble> {
    let task = Task {
        file,
        target,
        replace,
        settings,
        now,
    };
    match target {
        Target::File(goal) => task.to_file(goal).await,
        Target::Database(server) => task.to_database(server).await,
    }
}

impl Task<'_> {
    async fn to_file(&self, goal: &Path) -> Result<Brought, Trouble> {
        let is_taken = goal.exists() || beside(goal, "-wal").exists();
        let name = goal.display().to_string();
        self.may_replace(is_taken, &name)?;
        let work = Work::begin(goal)?;
        is_unused(goal).await?;
        let (manifest, restored) = self.bring(&work, &Place::File).await?;
        let ready = self.ready(&restored.db, &manifest).await;
        restored.close().await;
        let ledger = ready?;
        let aside = beside(goal, &format!(".before-{}", self.stamp()));
        if is_taken {
            let moved = backup::move_aside(goal, &aside).await;
            moved.map_err(|error| match error {
                StoreError::Unavailable(_) => in_use(error),
                error => Step::Files.failed(error),
            })?;
        }
        work::place(&work.path(prove::MEMBER), goal)?;
        self.brought(
            manifest,
            is_taken.then(|| aside.display().to_string()),
            ledger,
        )
    }

    async fn to_database(&self, server: &Server) -> Result<Brought, Trouble> {
        let goal = server.database();
        let is_taken = server.has(&goal).await.map_err(stored(Step::Files))?;
        self.may_replace(is_taken, &goal)?;
        let work = Work::begin(self.file)?;
        let place = Place::Server(server.clone());
        let (manifest, restored) = self.bring(&work, &place).await?;
        let aside = format!("{goal}_before_{}", self.stamp().to_lowercase());
        if is_taken && let Err(error) = server.rename(&goal, &aside).await {
            restored.remove().await;
            return Err(in_use(error));
        }
        let ready = self.ready(&restored.db, &manifest).await;
        let (trouble, made) = match (ready, restored.close().await) {
            (Ok(ledger), Some((_, made))) => match server.rename(&made, &goal).await {
                Ok(()) => return self.brought(manifest, is_taken.then_some(aside), ledger),
                Err(error) => (Step::Files.failed(error), Some(made)),
            },
            (Err(trouble), made) => (trouble, made.map(|(_, made)| made)),
            (Ok(_), None) => (
                Step::Files.failed("it was not restored on the server"),
                None,
            ),
        };
        if let Some(made) = made {
            drop_database(server, &made).await;
        }
        if is_taken {
            server
                .rename(&aside, &goal)
                .await
                .map_err(stored(Step::Files))?;
        }
        Err(trouble)
    }

    fn may_replace(&self, is_taken: bool, what: &str) -> Result<(), Trouble> {
        if !is_taken || self.replace {
            return Ok(());
        }
        Err(Step::Files.failed(format!(
            "{what} is there already: choose another name, or add --replace, which keeps it under another name"
        )))
    }

    async fn bring(&self, work: &Work, place: &Place) -> Result<(Manifest, Restored), Trouble> {
        let (manifest, restored) = prove::bring(self.file, work, place, Purpose::Restored).await?;
        if manifest.engine == self.target.kind() {
            return Ok((manifest, restored));
        }
        restored.remove().await;
        Err(Step::Files.failed(match manifest.engine {
            Kind::Sqlite => "this backup is of SQLite: restore it to sqlite://FILE",
            Kind::Postgres => "this backup is of PostgreSQL: restore it to postgres://…",
        }))
    }

    /// Makes what was restored ready to be served; returns what is the matter with its ledger.
    async fn ready(&self, db: &Db, manifest: &Manifest) -> Result<Option<String>, Trouble> {
        let failed = stored(Step::Proof);
        let db = db.unhurried();
        let chains = ledger::check(&db, manifest, self.settings).await;
        db.migrate().await.map_err(&failed)?;
        let ended: Result<(), StoreError> =
            store::write!(db, tx => backup::end_sessions(tx, self.now).await);
        ended.map_err(failed)?;
        ledger::note(&db, manifest, self.settings, self.now).await?;
        Ok(chains.err().map(|trouble| trouble.to_string()))
    }

    fn brought(
        &self,
        manifest: Manifest,
        aside: Option<String>,
        ledger: Option<String>,
    ) -> Result<Brought, Trouble> {
        let bytes = archive::size(self.file)?;
        Ok(Brought {
            proven: Proven { manifest, bytes },
            aside,
            ledger,
        })
    }

    fn stamp(&self) -> String {
        self.now.format("%Y%m%dT%H%M%SZ").to_string()
    }
}

async fn is_unused(goal: &Path) -> Result<(), Trouble> {
    match backup::is_used(goal).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(in_use("another program has the file open")),
        Err(error) => Err(Step::Files.failed(format!(
            "whether a program has {} open cannot be told: {error}",
            goal.display()
        ))),
    }
}

fn in_use(why: impl std::fmt::Display) -> Trouble {
    Step::Files.failed(format!("stop the school first ({why})"))
}
