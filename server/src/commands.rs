//! What the program does when it is called. Every failure is one sentence and an exit code.

mod backup;
mod ledger;
#[cfg(feature = "demo")]
mod seed_demo;
mod serve;
mod template;

use crate::{
    clock::Clock,
    keys::Keys,
    settings::{Cli, Command, Database, Ledger, Template},
};
use store::{Db, StoreError};

/// A sentence for the person who started the program.
#[derive(Debug)]
pub struct Failure(pub String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Does what was asked.
///
/// # Errors
/// What to say, and that the exit code is not 0.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Serve(settings) => serve::serve(settings).await,
        Command::Migrate(database) => migrate(&database).await,
        Command::Backup(settings) => backup::take(&settings).await,
        Command::Restore(settings) => backup::restore(&settings).await,
        #[cfg(feature = "demo")]
        Command::SeedDemo(settings) => seed_demo::seed_demo(&settings).await,
        Command::Ledger {
            command: Ledger::Verify(database),
        } => ledger::verify(&database).await,
        Command::Template {
            command: Template::Check { file },
        } => template::check(&file),
        Command::Template {
            command:
                Template::Publish {
                    file,
                    database,
                    time,
                },
        } => template::publish(&file, &database, &time).await,
    }
}

/// Opens the database, with a sentence for what usually goes wrong.
async fn open(database: &Database) -> Result<Db, Failure> {
    if database.accept_copy {
        store::accept_copy(&database.database_url).await?;
    }
    let why = match Db::open(&database.database_url).await {
        Ok(db) => return Ok(db),
        Err(StoreError::Sql(error)) => error.to_string(),
        Err(StoreError::Unavailable(why)) => why.to_owned(),
        Err(error) => return Err(Failure(error.to_string())),
    };
    Err(Failure(format!(
        "the database cannot be opened ({why}): look whether the folder exists and can be written to, or whether the server runs"
    )))
}

/// Refuses a SQLite file that is not there: opening would make an empty one.
fn must_be_there(database: &Database) -> Result<(), Failure> {
    let address = &database.database_url;
    if store::address::file_of(address).is_none_or(|file| file.is_file()) {
        return Ok(());
    }
    Err(Failure(format!(
        "there is no database at {address}: say where it is with --database-url, or bring it back with `diary restore FILE --here`"
    )))
}

/// Opens the database, does something with it, and closes it whatever came of that: a file that
/// was not closed would be taken for a copy of a running school.
async fn with_database<T>(
    database: &Database,
    work: impl AsyncFnOnce(&Db) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let db = open(database).await?;
    let done = work(&db).await;
    db.close().await;
    done
}

async fn migrate(database: &Database) -> Result<(), Failure> {
    with_database(database, async |db| {
        db.migrate().await.map_err(newer)?;
        Keys::settle(db, database, Clock::real().now()).await?;
        Ok(())
    })
    .await?;
    println!("the database is up to date");
    Ok(())
}

fn newer(error: StoreError) -> Failure {
    match error {
        StoreError::Newer(_) => Failure(format!(
            "{error}; start a newer program, or restore a backup from before"
        )),
        error => Failure(error.to_string()),
    }
}
