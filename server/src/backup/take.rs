//! Taking a backup.

use std::path::Path;

use chrono::{DateTime, Utc};
use store::{
    Db,
    backup::{self, Kind},
};

use super::{
    Manifest, Place, Proven, Step, Trouble, archive, prove, stored, tools,
    work::{self, Work},
};

/// Takes a backup of a running school into a new file, restores it into a temporary place and
/// compares it with what the database held. The file is there only if all of that went well.
///
/// # Errors
/// At which step it failed; the school goes on in any case.
pub async fn take(db: &Db, file: &Path, now: DateTime<Utc>) -> Result<Proven, Trouble> {
    if file.exists() {
        return Err(Step::Files.failed(format!(
            "{} is there already: choose another name",
            file.display()
        )));
    }
    let work = Work::begin(file)?;
    let kind = backup::kind(db);
    let member = match kind {
        Kind::Sqlite => "school.sqlite",
        Kind::Postgres => "school.pgdump",
    };
    let database = work.path(member);
    let content = match kind {
        Kind::Sqlite => backup::copy(db, &database)
            .await
            .map_err(stored(Step::Copy))?,
        Kind::Postgres => tools::dump(db, &database).await?,
    };
    let schema = backup::sound(db).await.map_err(stored(Step::Copy))?;
    let packed = work.path("backup.tar");
    let into = packed.clone();
    let bytes = tokio::task::spawn_blocking(move || {
        let (bytes, sha256) = archive::weigh(&database)?;
        let manifest = Manifest {
            format: 1,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            engine: kind,
            schema,
            taken_at: now,
            member: member.to_owned(),
            bytes,
            sha256,
            content,
        };
        archive::write(&into, &manifest, &database)?;
        std::fs::remove_file(&database).map_err(|error| work::at(&database, &error))?;
        archive::size(&into)
    })
    .await
    .map_err(|error| Step::Files.failed(error))??;
    let manifest = prove::prove(&packed, &work, &Place::of(db)).await?;
    work::place(&packed, file)?;
    Ok(Proven { manifest, bytes })
}
