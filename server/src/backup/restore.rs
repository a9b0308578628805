//! Bringing a backup back: proven first, beside what is there; the names change last.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use store::{
    Db, StoreError,
    backup::{self, Kind, Server},
};

use super::{
    Manifest, Place, Proven, Step, Trouble, archive,
    place::{Restored, drop_database},
    prove, stored,
    work::{self, Work},
};

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
        backup::file_of(address)
            .map(Self::File)
            .or_else(|| Server::at(address).map(Self::Database))
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::File(_) => Kind::Sqlite,
            Self::Database(_) => Kind::Postgres,
        }
    }
}

/// Brings a backup back. What is at the target already is refused, or moved aside with `replace`;
/// returned is where it is then. Every session is ended: one that was ended since the backup must
/// not live again.
///
/// # Errors
/// Why nothing was changed at the target.
pub async fn restore(
    file: &Path,
    target: &Target,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<(Proven, Option<String>), Trouble> {
    let bytes = archive::size(file)?;
    let (manifest, aside) = match target {
        Target::File(goal) => into_file(file, goal, replace, now).await?,
        Target::Database(server) => into_database(file, server, replace, now).await?,
    };
    Ok((Proven { manifest, bytes }, aside))
}

async fn into_file(
    file: &Path,
    goal: &Path,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<(Manifest, Option<String>), Trouble> {
    let journal = PathBuf::from(format!("{}-wal", goal.display()));
    let is_taken = goal.exists() || journal.exists();
    if is_taken && !replace {
        return Err(taken(&goal.display().to_string()));
    }
    let work = Work::begin(goal)?;
    let target = Target::File(goal.to_owned());
    let (manifest, restored) = bring(file, &work, &target, &Place::File).await?;
    ready(&restored.db, &manifest, now).await?;
    restored.close().await;
    let aside = PathBuf::from(format!("{}.before-{}", goal.display(), stamp(now)));
    if is_taken {
        backup::move_aside(goal, &aside).await.map_err(in_use)?;
    }
    work::place(&work.path(prove::MEMBER), goal)?;
    Ok((manifest, is_taken.then(|| aside.display().to_string())))
}

async fn into_database(
    file: &Path,
    server: &Server,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<(Manifest, Option<String>), Trouble> {
    let failed = stored(Step::Files);
    let goal = server.database();
    let is_taken = server.has(&goal).await.map_err(&failed)?;
    if is_taken && !replace {
        return Err(taken(&goal));
    }
    let work = Work::begin(file)?;
    let target = Target::Database(server.clone());
    let place = Place::Server(server.clone());
    let (manifest, restored) = bring(file, &work, &target, &place).await?;
    let done = ready(&restored.db, &manifest, now).await;
    let Some((_, made)) = restored.close().await else {
        return Err(Step::Files.failed("the backup was not restored on the server"));
    };
    let aside = format!("{goal}_before_{}", stamp(now).to_lowercase());
    let renamed = match done {
        Ok(()) if is_taken => server.rename(&goal, &aside).await.map_err(in_use),
        done => done,
    };
    let renamed = match renamed {
        Ok(()) => server.rename(&made, &goal).await.map_err(&failed),
        failed => failed,
    };
    match renamed {
        Ok(()) => Ok((manifest, is_taken.then_some(aside))),
        Err(trouble) => {
            drop_database(server, &made).await;
            Err(trouble)
        }
    }
}

async fn bring(
    file: &Path,
    work: &Work,
    target: &Target,
    place: &Place,
) -> Result<(Manifest, Restored), Trouble> {
    let (manifest, restored) = prove::bring(file, work, place, "restored").await?;
    if manifest.engine == target.kind() {
        return Ok((manifest, restored));
    }
    restored.remove().await;
    Err(Step::Files.failed(match manifest.engine {
        Kind::Sqlite => "this backup is of SQLite: restore it to sqlite://FILE",
        Kind::Postgres => "this backup is of PostgreSQL: restore it to postgres://…",
    }))
}

/// Makes what was restored ready to be served.
async fn ready(db: &Db, _manifest: &Manifest, _now: DateTime<Utc>) -> Result<(), Trouble> {
    let failed = stored(Step::Proof);
    db.migrate().await.map_err(&failed)?;
    let ended: Result<(), StoreError> = store::write!(db, tx => backup::end_sessions(tx).await);
    ended.map_err(failed)
}

fn taken(what: &str) -> Trouble {
    Step::Files.failed(format!(
        "{what} is there already: choose another name, or add --replace, which keeps it under another name"
    ))
}

fn in_use(error: StoreError) -> Trouble {
    Step::Files.failed(format!("stop the school first ({error})"))
}

fn stamp(now: DateTime<Utc>) -> String {
    now.format("%Y%m%dT%H%M%SZ").to_string()
}
