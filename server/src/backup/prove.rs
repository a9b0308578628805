//! The proof: a backup is restored into a temporary place and compared with its manifest.

use std::path::Path;

use store::Db;

use super::{
    Manifest, Place, Proven, Step, Trouble, archive, ledger,
    place::{Purpose, Restored, temporary},
    stored,
    work::Work,
};
use crate::{clock, settings::Database};

/// The database that was taken out of a backup, in its temporary folder.
pub const MEMBER: &str = "restored";

/// Restores `file` into a temporary place, compares, and leaves nothing behind. Also returned is
/// whether the ledger was checked: its key lies where the settings say, or is not there.
///
/// # Errors
/// What is wrong with it.
pub async fn verify(
    file: &Path,
    place: &Place,
    settings: &Database,
) -> Result<(Proven, bool), Trouble> {
    let bytes = archive::size(file)?;
    let work = Work::begin(file)?;
    let (manifest, restored) = bring(file, &work, place, Purpose::Proof).await?;
    let is_checked = ledger::check(&restored.db, &manifest, settings).await;
    restored.remove().await;
    Ok((Proven { manifest, bytes }, is_checked?))
}

/// The same with a temporary folder that is there already.
pub async fn prove(file: &Path, work: &Work, place: &Place) -> Result<Manifest, Trouble> {
    let (manifest, restored) = bring(file, work, place, Purpose::Proof).await?;
    restored.remove().await;
    Ok(manifest)
}

/// Restores and compares; whatever was made is removed if it is not equal.
pub async fn bring(
    file: &Path,
    work: &Work,
    place: &Place,
    purpose: Purpose,
) -> Result<(Manifest, Restored), Trouble> {
    let member = work.path(MEMBER);
    let (from, into) = (file.to_owned(), member.clone());
    let manifest = tokio::task::spawn_blocking(move || archive::read(&from, &into))
        .await
        .map_err(|error| Step::Read.failed(error))??;
    let name = temporary(purpose, clock::new_id());
    let restored = place.open(manifest.engine, &member, name).await?;
    match compare(&restored.db, &manifest).await {
        Ok(()) => Ok((manifest, restored)),
        Err(trouble) => {
            restored.remove().await;
            Err(trouble)
        }
    }
}

async fn compare(db: &Db, manifest: &Manifest) -> Result<(), Trouble> {
    let failed = stored(Step::Proof);
    let content = store::backup::content(db).await.map_err(&failed)?;
    if let Some(difference) = manifest.content.difference(&content) {
        return Err(Step::Proof.failed(difference));
    }
    let schema = store::backup::sound(db).await.map_err(&failed)?;
    if schema != manifest.schema {
        return Err(Step::Proof.failed(format!(
            "its schema is {schema} instead of {}",
            manifest.schema
        )));
    }
    Ok(())
}
