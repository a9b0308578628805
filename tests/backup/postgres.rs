//! Backups of PostgreSQL go back to a server, by its own programs.

use std::time::Duration;

use server::backup::{self, Place, Target};
use store::{Db, address::Address, server::Server};
use tempfile::TempDir;
use tests::{School, psql, someone::STUDENT_9};
use uuid::Uuid;

fn address(database: &str) -> String {
    let server = std::env::var("DIARY_TEST_POSTGRES").expect("a server");
    let (server, _) = server.rsplit_once('/').expect("postgres://HOST/DATABASE");
    format!("{server}/{database}")
}

#[tokio::test]
async fn a_backup_is_restored_to_a_database_and_the_old_one_stays_aside() {
    let began = server::clock::new_id();
    let school = School::demo_on_postgres().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("school.tar");
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");

    let name = format!("tests_restored_{}", std::process::id());
    let server = match address(&name).parse() {
        Ok(Address::Postgres(server)) => server,
        _ => panic!("no server"),
    };
    let target = Target::at(&address(&name)).expect("a target");
    let settings = school.settings();
    let restore =
        async |replace: bool| backup::restore(&file, &target, replace, &settings, now).await;
    let brought = restore(false).await.expect("restored");
    assert_eq!(brought.aside, None);
    let told = restore(false).await.err().expect("it is there");
    assert!(told.to_string().contains("is there already"), "{told}");

    let restored = Db::open(&address(&name)).await.expect("a database");
    let held = store::backup::content(&restored).await.expect("content");
    let rows = |content: &store::backup::Content, name: &str| {
        content
            .tables
            .iter()
            .find(|table| table.name == name)
            .map(|table| table.rows)
    };
    assert_eq!(
        rows(&held, "entry"),
        rows(&brought.proven.manifest.content, "entry")
    );
    let reader = restored.read().await.expect("a connection");
    let told = restore(true).await.err().expect("somebody is connected");
    assert!(told.to_string().contains("stop the school first"), "{told}");
    drop(reader);
    restored.close().await;

    // What fails last of all gives the old one its name back.
    let nothing = server::settings::Database {
        key_file: Some(folder.path().join("no.key")),
        ..school.settings()
    };
    let told = backup::restore(&file, &target, true, &nothing, now)
        .await
        .err()
        .expect("nothing can be signed");
    assert!(told.to_string().contains("no.key"), "{told}");
    assert!(server.has(&name).await.expect("an answer"));
    let left = format!("{name}_before_");
    assert!(server.named(&left).await.expect("names").is_empty());

    let brought = restore(true).await.expect("replaced");
    let aside = brought.aside.expect("the old one");
    let is_there = async |name: &str| server.has(name).await.expect("an answer");
    assert!(is_there(&name).await && is_there(&aside).await);
    for database in [&name, &aside] {
        server.drop(database).await.expect("removed");
    }
    let left = server.named("diary_restored_").await.expect("names");
    let proofs = proofs_since(&server, began).await;
    assert!(
        left.is_empty() && proofs.is_empty(),
        "temporary databases are removed: {left:?} {proofs:?}"
    );
}

/// The proofs that began since then and are there still, once those of the tests beside this one have
/// had time to end.
async fn proofs_since(server: &Server, began: Uuid) -> Vec<String> {
    /// Of the time in an identifier, in its upper 48 bits.
    const AN_HOUR_MS: u128 = 3_600_000;
    let began = began.as_u128();
    let is_since = |name: &String| {
        let id = name.strip_prefix("diary_proof_").unwrap_or_default();
        u128::from_str_radix(id, 16)
            .is_ok_and(|id| id >= began && (id >> 80) < (began >> 80) + AN_HOUR_MS)
    };
    let mut found = Vec::new();
    for _ in 0..150 {
        found = server.named("diary_proof_").await.expect("names");
        found.retain(is_since);
        if found.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    found
}

#[tokio::test]
async fn only_what_a_proof_left_behind_hours_ago_is_removed() {
    let school = School::demo_on_postgres().await;
    let number = std::process::id();
    // Somebody's own databases: another purpose, no time in the name, no number in it.
    let others = [
        format!("diary_archive_018c00000000700080000000{number:08}"),
        format!("diary_proof_4f6f0a3e2c1d4b5a8e9f0000{number:08}"),
        format!("diary_proof_of_{number}"),
    ];
    let left = format!("diary_proof_018c00000000700080000000{number:08}");
    for name in others.iter().chain([&left]) {
        psql(&format!("CREATE DATABASE {name}"));
    }
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("school.tar");
    backup::take(&school.state.db, &file, school.state.clock.now())
        .await
        .expect("a backup");
    let server = school.state.db.server().expect("a server");
    assert!(!server.has(&left).await.expect("an answer"));
    for name in &others {
        assert!(server.has(name).await.expect("an answer"), "{name}");
        server.drop(name).await.expect("removed");
    }
}

#[tokio::test]
async fn each_engine_has_its_own_backups() {
    let folder = TempDir::new().expect("a folder");
    let (sqlite, postgres) = (School::demo().await, School::demo_on_postgres().await);
    let now = sqlite.state.clock.now();
    let [of_file, of_server] = ["sqlite.tar", "postgres.tar"].map(|name| folder.path().join(name));
    backup::take(&sqlite.state.db, &of_file, now)
        .await
        .expect("a backup");
    backup::take(&postgres.state.db, &of_server, now)
        .await
        .expect("a backup");
    let settings = sqlite.settings();
    let told = backup::verify(&of_server, &Place::File, &settings)
        .await
        .expect_err("no server");
    assert!(told.to_string().contains("needs a server"), "{told}");
    let goal = Target::File(folder.path().join("goal.sqlite"));
    let told = backup::restore(&of_server, &goal, false, &settings, now)
        .await
        .err()
        .expect("another engine");
    assert!(told.to_string().contains("PostgreSQL"), "{told}");
    let goal = Target::at(&address("tests_no_such_database")).expect("a target");
    let told = backup::restore(&of_file, &goal, false, &settings, now)
        .await
        .err()
        .expect("another engine");
    assert!(told.to_string().contains("sqlite://FILE"), "{told}");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        2
    );
    postgres.signed_in(STUDENT_9).await;
}

#[tokio::test]
async fn a_role_that_may_make_no_database_is_told_what_is_needed() {
    let school = School::demo_on_postgres().await;
    let role = format!("tests_plain_{}", std::process::id());
    psql(&format!("DROP ROLE IF EXISTS {role}"));
    psql(&format!("CREATE ROLE {role} LOGIN"));
    psql(&format!("GRANT pg_read_all_data TO {role}"));
    let server = school.state.db.server().expect("a server");
    let as_role = address(&server.database()).replacen("postgres@", &format!("{role}@"), 1);
    let db = Db::open(&as_role).await.expect("a database");
    let folder = TempDir::new().expect("a folder");
    let told = backup::take(
        &db,
        &folder.path().join("school.tar"),
        school.state.clock.now(),
    )
    .await
    .expect_err("no right");
    assert!(told.to_string().contains("CREATEDB"), "{told}");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        0
    );
    db.close().await;
    psql(&format!("DROP ROLE {role}"));
}
