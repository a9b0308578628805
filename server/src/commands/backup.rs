//! `diary backup FILE` and `diary restore FILE`

use super::{Failure, must_be_there, with_database};
use crate::{
    backup::{self, Place, Proven, Target},
    clock::Clock,
    settings::{Backup, Database, Restore},
};

/// Takes a backup of a school, running or not.
pub async fn take(settings: &Backup) -> Result<(), Failure> {
    must_be_there(&settings.database)?;
    let taken = with_database(&settings.database, async |db| {
        Ok(backup::take(db, &settings.file, Clock::real().now()).await?)
    })
    .await?;
    let name = settings.file.display();
    println!(
        "{name}: {}; restored into a temporary place and found equal",
        described(&taken)
    );
    Ok(())
}

/// Looks whether a backup can be restored, or restores it.
pub async fn restore(settings: &Restore) -> Result<(), Failure> {
    let (file, name) = (&settings.file, settings.file.display());
    let own = settings.here.then_some(&settings.database.database_url);
    let Some(to) = settings.to.as_ref().or(own) else {
        let place = Place::at(&settings.database.database_url);
        let (proven, is_checked) = backup::verify(file, &place, &settings.database).await?;
        println!(
            "{name}: {}; restored into a temporary place and found whole",
            described(&proven)
        );
        println!(
            "{}",
            match is_checked {
                true => "its ledger is as it was written".to_owned(),
                false => format!(
                    "its ledger was not checked: there is no key for it at {}",
                    settings.database.key_file().display()
                ),
            }
        );
        return Ok(());
    };
    let target = Target::at(to).ok_or_else(|| {
        Failure("that is no database address: sqlite://FILE or postgres://…".to_owned())
    })?;
    // The key lies beside the school that is restored, unless it is named.
    let database = Database {
        database_url: to.clone(),
        ..settings.database.clone()
    };
    let now = Clock::real().now();
    let brought = backup::restore(file, &target, settings.replace, &database, now).await?;
    println!(
        "{name}: {}; restored and found whole",
        described(&brought.proven)
    );
    if let Some(trouble) = brought.ledger {
        println!("look into this: {trouble}");
    }
    if let Some(aside) = brought.aside {
        println!("what was there before is {aside}");
    }
    println!("everybody has to sign in again");
    Ok(())
}

fn described(proven: &Proven) -> String {
    let manifest = &proven.manifest;
    format!(
        "taken {}, {} bytes, {} tables, {} rows",
        manifest.taken_at.format("%Y-%m-%d %H:%M UTC"),
        proven.bytes,
        manifest.content.tables.len(),
        manifest.content.rows()
    )
}
