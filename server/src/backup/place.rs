//! Where a backup is restored for its proof.

use std::path::Path;

use store::{
    Db, StoreError,
    address::{Address, of_file},
    backup::Kind,
    server::Server,
};
use uuid::Uuid;

use super::{STALE, Step, Trouble, stored, tools};
use crate::clock;

/// What temporary databases are for; it stands in their names.
#[derive(Clone, Copy)]
pub enum Purpose {
    Proof,
    /// Becomes the school's own at the end.
    Restored,
}

impl Purpose {
    const ALL: [Self; 2] = [Self::Proof, Self::Restored];

    const fn prefix(self) -> &'static str {
        match self {
            Self::Proof => "diary_proof_",
            Self::Restored => "diary_restored_",
        }
    }
}

/// What a restored database needs to exist.
#[derive(Clone)]
pub enum Place {
    /// A file beside the backup.
    File,
    /// A database of its own on a server.
    Server(Server),
}

/// A restored database; it goes when [`Restored::remove`] is called.
pub struct Restored {
    pub db: Db,
    /// The database that was made for it on a server.
    made: Option<(Server, String)>,
}

impl Place {
    /// The place for backups of a database.
    #[must_use]
    pub fn of(db: &Db) -> Self {
        db.server().map_or(Self::File, Self::Server)
    }

    /// The place that an address of a database gives.
    #[must_use]
    pub fn at(address: &str) -> Self {
        match address.parse() {
            Ok(Address::Postgres(server)) => Self::Server(server),
            Ok(Address::Sqlite(_)) | Err(_) => Self::File,
        }
    }

    /// Restores a database out of the member of a backup.
    pub async fn open(&self, kind: Kind, member: &Path, name: String) -> Result<Restored, Trouble> {
        let failed = stored(Step::Proof);
        match (kind, self) {
            (Kind::Sqlite, _) => Ok(Restored {
                db: Db::open(&of_file(member)).await.map_err(failed)?,
                made: None,
            }),
            (Kind::Postgres, Self::File) => Err(Step::Proof.failed(
                "this backup is of PostgreSQL and needs a server of it: --database-url, or --to postgres://…",
            )),
            (Kind::Postgres, Self::Server(server)) => {
                sweep(server).await.map_err(&failed)?;
                server.create(&name).await.map_err(no_right)?;
                let filled = match tools::fill(server, &name, member).await {
                    Ok(()) => Db::open(&server.address(&name)).await.map_err(failed),
                    Err(trouble) => Err(trouble),
                };
                match filled {
                    Ok(db) => Ok(Restored {
                        db,
                        made: Some((server.clone(), name)),
                    }),
                    Err(trouble) => {
                        drop_database(server, &name).await;
                        Err(trouble)
                    }
                }
            }
        }
    }
}

impl Restored {
    /// Closes it and removes what was made for it on a server.
    pub async fn remove(self) {
        if let Some((server, name)) = self.close().await {
            drop_database(&server, &name).await;
        }
    }

    /// Closes it; a database on a server stays.
    pub async fn close(self) -> Option<(Server, String)> {
        self.db.close().await;
        self.made
    }
}

pub async fn drop_database(server: &Server, name: &str) {
    if let Err(error) = server.drop(name).await {
        tracing::warn!(%error, name, "a temporary database was not removed");
    }
}

/// Removes temporary databases of programs that were broken off: those that are older than any
/// proof takes. A name that [`temporary`] does not make is somebody else's.
async fn sweep(server: &Server) -> Result<(), StoreError> {
    let made = |id: Uuid| id.get_timestamp().map(|at| at.to_unix().0);
    let before = made(clock::new_id()).map(|now| now.saturating_sub(STALE.as_secs()));
    for prefix in Purpose::ALL.map(Purpose::prefix) {
        for name in server.named(prefix).await? {
            let id = name.strip_prefix(prefix).and_then(|id| id.parse().ok());
            if id.and_then(made).is_some_and(|made| Some(made) < before) {
                drop_database(server, &name).await;
            }
        }
    }
    Ok(())
}

/// A name that no other database has.
pub fn temporary(purpose: Purpose, id: Uuid) -> String {
    format!("{}{}", purpose.prefix(), id.simple())
}

fn no_right(error: StoreError) -> Trouble {
    Step::Proof.failed(format!(
        "no temporary database can be made on the server ({error}): the role needs the right to, `ALTER ROLE … CREATEDB`"
    ))
}
