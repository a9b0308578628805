//! A write that fails is only that write: the next one works, on a connection without a past.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::access::Act;
use store::{Db, StoreError, Tx, probe, school as schools};

use crate::{
    engine::Raw,
    school::{School, at, operator},
};

async fn write(db: &Db) -> Result<(), StoreError> {
    store::write!(db, tx => probe::write(tx, at(0)).await)
}

/// Passes over the error of a statement.
async fn careless(tx: &mut Tx) -> Result<(), StoreError> {
    let again = schools::School {
        name: "Лицей".to_owned(),
        demo: true,
        weekly_load: 1,
    };
    let (id, permit) = (uuid::Uuid::from_u128(7), operator(Act::ManageSchool));
    probe::write(tx, at(0)).await?;
    schools::found(tx, &permit, id, &again).await?;
    let second = schools::found(tx, &permit, id, &again).await;
    assert!(second.is_err());
    Ok(())
}

/// Lets every write of the probe fail when it is committed, and not before.
async fn spoil_commits(raw: &mut Raw) {
    raw.run("CREATE TABLE goal (id BIGINT PRIMARY KEY)").await;
    raw.run("CREATE TABLE aim (goal_id BIGINT REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED)")
        .await;
    match raw {
        Raw::Sqlite(_) => {
            raw.run(
                "CREATE TRIGGER spoil AFTER INSERT ON probe BEGIN INSERT INTO aim VALUES (9); END",
            )
            .await;
        }
        Raw::Postgres(_) => {
            raw.run(
                "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS \
                 'BEGIN INSERT INTO aim VALUES (9); RETURN NULL; END'",
            )
            .await;
            raw.run(
                "CREATE TRIGGER spoil AFTER INSERT ON probe FOR EACH ROW EXECUTE FUNCTION spoil()",
            )
            .await;
        }
    }
}

async fn mend_commits(raw: &mut Raw) {
    match raw {
        Raw::Sqlite(_) => raw.run("DROP TRIGGER spoil").await,
        Raw::Postgres(_) => raw.run("DROP TRIGGER spoil ON probe").await,
    }
}

/// Takes the lock that every write of the probe needs.
async fn lock(raw: &mut Raw) {
    match raw {
        Raw::Sqlite(_) => raw.run("BEGIN IMMEDIATE").await,
        Raw::Postgres(_) => {
            raw.run("BEGIN").await;
            raw.run("LOCK TABLE probe IN ACCESS EXCLUSIVE MODE").await;
        }
    }
}

both_engines! {
    async fn a_write_waits_for_a_lock_until_its_deadline_and_the_next_one_works(school: Arc<School>) {
        let db = school.db().counted();
        let mut other = school.raw().await;
        lock(&mut other).await;
        let begun = Instant::now();
        let refused = write(&db).await;
        let waited = begun.elapsed();
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        assert!(waited > Duration::from_millis(1_600) && waited < Duration::from_secs(4), "{waited:?}");
        // What is left of the same request does not wait again.
        let begun = Instant::now();
        assert!(matches!(write(&db).await, Err(StoreError::Unavailable(_))));
        assert!(begun.elapsed() < Duration::from_secs(1));
        other.run("ROLLBACK").await;
        write(school.db()).await.expect("the next write");
        write(school.db()).await.expect("and the one after it");
    }

    async fn a_short_lock_is_only_waited_for(school: Arc<School>) {
        let mut other = school.raw().await;
        lock(&mut other).await;
        let release = async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            other.run("ROLLBACK").await;
        };
        let (written, ()) = tokio::join!(write(school.db()), release);
        written.expect("it was waited for");
    }

    async fn maintenance_waits_longer_than_a_request(school: Arc<School>) {
        let mut other = school.raw().await;
        lock(&mut other).await;
        let release = async {
            tokio::time::sleep(Duration::from_millis(2_400)).await;
            other.run("ROLLBACK").await;
        };
        let unhurried = school.db().unhurried();
        let (written, ()) = tokio::join!(write(&unhurried), release);
        written.expect("it was waited for");
    }

    async fn a_write_that_is_given_up_half_way_leaves_nothing(school: Arc<School>) {
        let db = school.db();
        for _ in 0..3 {
            let work = async {
                let done: Result<(), StoreError> = store::write!(db, tx => {
                    probe::write(tx, at(0)).await?;
                    tokio::time::sleep(Duration::from_secs(3_600)).await;
                    Ok(())
                });
                done
            };
            assert!(tokio::time::timeout(Duration::from_millis(60), work).await.is_err());
        }
        assert_eq!(school.raw().await.count("probe").await, 0);
        write(db).await.expect("the next write");
        assert_eq!(school.raw().await.count("probe").await, 1);
    }

    async fn after_a_commit_that_failed_the_next_write_works(school: Arc<School>) {
        let mut raw = school.raw().await;
        spoil_commits(&mut raw).await;
        for _ in 0..3 {
            assert!(write(school.db()).await.is_err());
        }
        mend_commits(&mut raw).await;
        assert_eq!(raw.count("probe").await, 0);
        write(school.db()).await.expect("the next write");
        assert_eq!(raw.count("probe").await, 1);
    }

    async fn a_write_in_which_a_statement_failed_is_never_kept(school: Arc<School>) {
        let db = school.db();
        let done: Result<(), StoreError> = store::write!(db, tx => careless(tx).await);
        assert!(matches!(done, Err(StoreError::Engine(_))), "{done:?}");
        assert_eq!(school.raw().await.count("probe").await, 0);
        write(db).await.expect("the next write");
    }
}
