//! `diary backup` and `diary restore` as somebody calls them.

use std::path::Path;

use clap::Parser;
use server::{commands, settings::Cli};
use tempfile::TempDir;
use tests::{School, someone::STUDENT_9};

async fn run(arguments: &[&str]) -> Result<(), String> {
    let _ = tests::heard();
    let cli = Cli::try_parse_from([&["diary"], arguments].concat()).expect("arguments");
    commands::run(cli).await.map_err(|failure| failure.0)
}

async fn said(arguments: &[&str]) -> String {
    let told = run(arguments).await.expect_err("it is refused");
    assert!(
        !told.is_empty() && !told.contains('\n'),
        "one sentence: {told}"
    );
    told
}

fn address(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

#[tokio::test]
async fn the_commands_take_prove_and_restore_a_backup() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let database = address(&school.file());
    let backup = folder.path().join("school.tar").display().to_string();
    run(&["backup", &backup, "--database-url", &database])
        .await
        .expect("a backup");
    let told = said(&["backup", &backup, "--database-url", &database]).await;
    assert!(told.contains("is there already"), "{told}");
    run(&["restore", &backup, "--verify"])
        .await
        .expect("a proof");

    let goal = folder.path().join("new.sqlite");
    let told = said(&["restore", &backup, "--to", &address(&goal)]).await;
    assert!(told.contains("diary.key"), "nothing can sign it: {told}");
    assert!(!goal.exists());
    let key = folder.path().join("diary.key");
    std::fs::copy(school.key_file(), &key).expect("the key");
    run(&["restore", &backup, "--to", &address(&goal)])
        .await
        .expect("restored");
    run(&["ledger", "verify", "--database-url", &address(&goal)])
        .await
        .expect("the ledger goes on");
    let lines = school.of_file(&goal).await.signed_in(STUDENT_9).await;
    let page = lines.clone().open("/readings").await;
    assert!(page.text().contains("осстановлен"), "and says so");
    school.of_file(&goal).await.signed_in(STUDENT_9).await;
}

#[tokio::test]
async fn what_is_there_is_replaced_only_on_demand_and_never_under_a_running_school() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let (database, backup) = (address(&school.file()), folder.path().join("school.tar"));
    let backup = backup.display().to_string();
    run(&["backup", &backup, "--database-url", &database])
        .await
        .expect("a backup");
    let mut student = school.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student
        .submit(&form.write("good_day", "После копии."))
        .await;

    let told = said(&["restore", &backup, "--to", &database]).await;
    assert!(
        told.contains("is there already") && told.contains("--replace"),
        "{told}"
    );
    let told = said(&["restore", &backup, "--to", &database, "--replace"]).await;
    assert!(told.contains("stop the school first"), "{told}");
    let form = student.open("/diary/acquaintance/once").await.form("page");
    assert_eq!(
        form.written("good_day"),
        Some("После копии."),
        "nothing was changed"
    );

    school.state.db.close().await;
    run(&["restore", &backup, "--to", &database, "--replace"])
        .await
        .expect("restored");
    let restored = school.of_file(&school.file()).await;
    let mut student = restored.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    assert_ne!(
        form.written("good_day"),
        Some("После копии."),
        "as it was at the backup"
    );
    let place = school.file();
    let aside = std::fs::read_dir(place.parent().expect("a folder"))
        .expect("a folder")
        .flatten()
        .map(|found| found.path())
        .find(|found| found.display().to_string().contains(".before-"))
        .expect("the old one");
    let mut student = school.of_file(&aside).await.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    assert_eq!(
        form.written("good_day"),
        Some("После копии."),
        "the old one is whole"
    );
}

#[tokio::test]
async fn what_cannot_be_looked_at_is_not_taken_for_unused_and_replaced() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let backup = folder.path().join("school.tar").display().to_string();
    run(&["backup", &backup, "--database-url", &school.address()])
        .await
        .expect("a backup");
    // SQLite cannot open it, and so cannot say whether a program has.
    let goal = folder.path().join("diary.sqlite");
    std::fs::create_dir(&goal).expect("a folder");
    let key = school.key_file().display().to_string();
    let arguments = ["--to", &address(&goal), "--replace", "--key-file", &key];
    let told = said(&[&["restore", &backup], &arguments[..]].concat()).await;
    assert!(told.contains("diary.sqlite"), "{told}");
    assert!(goal.is_dir(), "it is where it was");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 2, "nothing is left behind");

    // A file that is no database any more is used by nobody: restoring is how one gets rid of it.
    std::fs::remove_dir(&goal).expect("the folder");
    std::fs::write(
        &goal,
        "no database at all, and long enough to be read as one",
    )
    .expect("a file");
    run(&[&["restore", &backup], &arguments[..]].concat())
        .await
        .expect("restored");
}

#[tokio::test]
async fn the_configured_database_is_restored_without_naming_it() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let backup = folder.path().join("school.tar").display().to_string();
    let (database, key) = (school.address(), school.key_file().display().to_string());
    let here = ["--here", "--database-url", &database, "--key-file", &key];
    run(&["backup", &backup, "--database-url", &database])
        .await
        .expect("a backup");
    school.state.db.close().await;
    let told = said(&[&["restore", &backup], &here[..]].concat()).await;
    assert!(told.contains("--replace"), "{told}");
    std::fs::remove_file(school.file()).expect("the disk dies");
    run(&[&["restore", &backup], &here[..]].concat())
        .await
        .expect("restored");
    let restored = school.later(chrono::Duration::zero()).await;
    restored.signed_in(STUDENT_9).await;
}

#[tokio::test]
async fn what_cannot_be_done_is_told_in_a_sentence() {
    let folder = TempDir::new().expect("a folder");
    let (missing, file) = (
        folder.path().join("none.sqlite"),
        folder.path().join("file.tar"),
    );
    let name = file.display().to_string();
    let told = said(&["backup", &name, "--database-url", &address(&missing)]).await;
    assert!(told.contains("there is no database"), "{told}");
    assert!(!missing.exists(), "and none is made");
    let told = said(&["restore", &name, "--verify"]).await;
    assert!(told.contains("file.tar"), "{told}");
    std::fs::write(&file, "no backup at all").expect("a file");
    let told = said(&["restore", &name, "--verify"]).await;
    assert!(told.contains("is no whole backup"), "{told}");
    let told = said(&["restore", &name, "--to", "nowhere"]).await;
    assert!(told.contains("no database address"), "{told}");
    for wrong in [
        &["restore", &name][..],
        &["restore", &name, "--verify", "--to", "sqlite://a"],
        &["restore", &name, "--verify", "--replace"],
        &["restore", &name, "--here", "--to", "sqlite://a"],
        &["restore", &name, "--here", "--verify"],
        &["serve", "--backup-keep", "0"],
        &["serve", "--backup-at", "25:00"],
    ] {
        assert!(
            Cli::try_parse_from([&["diary"], wrong].concat()).is_err(),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn a_copy_without_its_journal_is_refused_by_every_command_that_opens_it() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("copy.sqlite");
    std::fs::copy(school.file(), &copy).expect("a copy");
    std::fs::copy(school.key_file(), folder.path().join("diary.key")).expect("the key");
    let (database, backup) = (
        address(&copy),
        folder.path().join("b.tar").display().to_string(),
    );
    for command in [
        &["migrate", "--database-url", &database][..],
        &["backup", &backup, "--database-url", &database],
        &["seed-demo", "--database-url", &database],
    ] {
        let told = said(command).await;
        assert!(
            told.contains("-wal") && told.contains("--accept-copy"),
            "{told}"
        );
    }
    run(&["migrate", "--database-url", &database, "--accept-copy"])
        .await
        .expect("accepted");
    run(&["migrate", "--database-url", &database])
        .await
        .expect("once is enough");
}
