//! The key file: made once, for its owner alone, and never replaced unseen.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use clap::Parser;
use server::{commands, settings::Cli};
use tempfile::TempDir;
use tests::{School, only_owners};

async fn run(arguments: &[&str]) -> Result<(), String> {
    let _ = tests::heard();
    let cli = Cli::try_parse_from([&["diary"], arguments].concat()).expect("arguments");
    commands::run(cli).await.map_err(|failure| failure.0)
}

async fn migrate(folder: &Path) -> Result<(), String> {
    let database = format!("sqlite://{}", folder.join("diary.sqlite").display());
    run(&["migrate", "--database-url", &database]).await
}

#[tokio::test]
async fn the_first_start_makes_a_key_for_its_owner_alone_and_every_other_wants_that_one() {
    let folder = TempDir::new().expect("a folder");
    let key = folder.path().join("diary.key");
    migrate(folder.path()).await.expect("a school with a key");
    let made = fs::read(&key).expect("a key");
    assert_eq!(made.len(), 32);
    let mode = fs::metadata(&key).expect("a key").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    migrate(folder.path()).await.expect("the same key");
    assert_eq!(
        fs::read(&key).expect("a key"),
        made,
        "it is never made anew"
    );
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 2, "the database and its key, nothing aside");

    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).expect("permissions");
    let told = migrate(folder.path()).await.expect_err("open to others");
    assert!(
        told.contains("diary.key") && told.contains("chmod 600"),
        "{told}"
    );

    fs::write(&key, [1; 31]).expect("a file");
    only_owners(&key);
    let told = migrate(folder.path()).await.expect_err("no key");
    assert!(told.contains("32 bytes"), "{told}");

    fs::write(&key, [1; 32]).expect("a file");
    let told = migrate(folder.path()).await.expect_err("another key");
    assert!(told.contains("another school"), "{told}");

    fs::remove_file(&key).expect("a file");
    let told = migrate(folder.path()).await.expect_err("no key");
    assert!(
        told.contains("diary.key") && told.contains("--key-file"),
        "{told}"
    );
    assert!(!key.exists(), "a lost key is not made anew");

    fs::write(&key, made).expect("the copy that was kept elsewhere");
    only_owners(&key);
    migrate(folder.path()).await.expect("the key is back");
}

#[tokio::test]
async fn servers_of_one_database_need_the_same_key() {
    let school = School::demo_on_postgres().await;
    let (address, key) = (school.address(), school.key_file());
    let with = async |key: &Path| {
        let key = key.display().to_string();
        run(&[
            "ledger",
            "verify",
            "--database-url",
            &address,
            "--key-file",
            &key,
        ])
        .await
    };
    with(&key).await.expect("the school's own key");
    let other = key.with_file_name("other.key");
    let told = with(&other).await.expect_err("no key");
    assert!(told.contains("other.key is not there"), "{told}");
    fs::write(&other, [9; 32]).expect("a file");
    only_owners(&other);
    let told = with(&other).await.expect_err("another key");
    assert!(told.contains("another school"), "{told}");
}
