//! A restore touches nothing of the school that runs; its anchors begin anew only once the restored
//! one is served.

use chrono::Duration;
use clap::Parser;
use server::{
    backup::{self, Target},
    commands, jobs,
    ledger::Finding,
    settings::Cli,
};
use tempfile::TempDir;
use tests::{School, someone::*};

async fn run(arguments: &[&str]) -> Result<(), String> {
    let _ = tests::heard();
    let cli = Cli::try_parse_from([&["diary"], arguments].concat()).expect("arguments");
    commands::run(cli).await.map_err(|failure| failure.0)
}

async fn anchor(school: &School) {
    jobs::ledger_anchor::run(&school.state)
        .await
        .expect("an anchor");
}

/// The tutor opens a page: a ledger grows by a line.
async fn read(school: &School) {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student
        .submit(&form.write("good_day", "Колибри").then("show"))
        .await;
    let path = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
    school.signed_in(TUTOR_9B).await.open(&path).await;
}

/// The running school's ledger and anchors are as they were.
async fn is_untouched(school: &School, anchors: &[u8]) {
    let found = std::fs::read(school.anchors()).expect("anchors");
    assert!(found == anchors, "not a byte of them is another");
    for _ in 0..2 {
        let checked = school.state.ledger.check(&school.state.db).await;
        assert_eq!(checked.expect("a check").findings, []);
        anchor(school).await;
    }
}

#[tokio::test]
async fn a_restore_to_another_place_leaves_the_anchors_of_the_running_school_alone() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let [file, goal] = ["school.tar", "look.sqlite"].map(|name| folder.path().join(name));
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    read(&school).await;
    anchor(&school).await;
    let anchors = std::fs::read(school.anchors()).expect("anchors");
    let [key, name, goal] =
        [&school.key_file(), &file, &goal].map(|path| path.display().to_string());
    let goal = format!("sqlite://{goal}");
    // As with the settings of the running school.
    run(&["restore", &name, "--to", &goal, "--key-file", &key])
        .await
        .expect("restored");
    run(&[
        "ledger",
        "verify",
        "--database-url",
        &goal,
        "--key-file",
        &key,
    ])
    .await
    .expect("and whole in itself");
    is_untouched(&school, &anchors).await;
}

#[tokio::test]
async fn a_restore_that_fails_at_its_last_step_leaves_the_anchors_alone() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("school.tar");
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    read(&school).await;
    anchor(&school).await;
    let anchors = std::fs::read(school.anchors()).expect("anchors");
    school.state.db.close().await;
    // The old file cannot get its name aside.
    let aside = format!(
        "{}.before-{}",
        school.file().display(),
        now.format("%Y%m%dT%H%M%SZ")
    );
    std::fs::create_dir(&aside).expect("a folder");
    let target = Target::File(school.file());
    let told = backup::restore(&file, &target, true, &school.settings(), now)
        .await
        .err()
        .expect("it cannot be moved");
    assert!(told.to_string().contains("cannot be moved"), "{told}");
    let school = school.later(Duration::hours(1)).await;
    is_untouched(&school, &anchors).await;
}

#[tokio::test]
async fn a_school_that_is_served_after_a_restore_begins_its_anchors_anew() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("school.tar");
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    read(&school).await;
    anchor(&school).await;
    school.state.db.close().await;
    let target = Target::File(school.file());
    backup::restore(&file, &target, true, &school.settings(), now)
        .await
        .expect("restored");
    let school = school.later(Duration::hours(1)).await;
    let anchors = std::fs::read(school.anchors()).expect("anchors");
    is_untouched(&school, &anchors).await;
    let text = std::fs::read_to_string(school.anchors()).expect("anchors");
    assert_eq!(
        text.matches(" restored ").count(),
        1,
        "once, however often it is looked"
    );
    std::fs::remove_file(school.anchors()).expect("the file");
    let checked = school.state.ledger.check(&school.state.db).await;
    let findings = checked.expect("a check").findings;
    assert_eq!(
        findings,
        [Finding::NoAnchors],
        "their loss is found as ever"
    );
}
