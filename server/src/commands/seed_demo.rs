//! `diary seed-demo`

use store::Db;

use super::{Failure, newer, with_database};
use crate::{auth, keys::Keys, settings::Seed};

/// Fills an empty database with the invented school and says what is done, class by class.
pub async fn seed_demo(settings: &Seed) -> Result<(), Failure> {
    with_database(&settings.database, async |db| {
        seed(&db.unhurried(), settings).await
    })
    .await
}

async fn seed(db: &Db, settings: &Seed) -> Result<(), Failure> {
    db.migrate().await.map_err(newer)?;
    if store::school::find(&mut db.read().await?).await?.is_some() {
        return Err(Failure(
            "this database holds a school already; the demo needs an empty one".to_owned(),
        ));
    }
    let password_hash = auth::hash(demo::PASSWORD)
        .ok_or_else(|| Failure("the demo's password cannot be hashed".to_owned()))?;
    let now = settings.time.moment.clock().now();
    let keys = Keys::settle(db, &settings.database, now).await?;
    let seed = demo::Seed {
        now,
        zone: settings.time.time_zone,
        password_hash,
        ledger: keys.ledger,
    };
    demo::fill(db, &seed, |step| println!("{step}")).await?;
    Ok(())
}
