//! The nightly backup, and what the administrator sees of it.

use std::path::Path;

use chrono::{Duration, NaiveTime};
use server::{backup::Schedule, jobs};
use tempfile::TempDir;
use tests::{
    School,
    someone::{ADMIN, DEPUTY},
};

fn schedule(folder: &Path) -> Schedule {
    Schedule {
        folder: folder.to_owned(),
        keep: 2,
        at: NaiveTime::from_hms_opt(3, 0, 0).expect("a time"),
    }
}

async fn line(school: &School) -> String {
    let page = school.signed_in(ADMIN).await.open("/school").await;
    page.texts(".backups p").join(" ")
}

fn backups(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

#[tokio::test]
async fn one_backup_follows_each_night_and_the_newest_are_kept() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path().join("backups");
    // 24 November, 8:12.
    let school = School::demo().await.backed_up(schedule(&folder)).await;
    jobs::backup::run(&school.state).await.expect("the first");
    assert_eq!(backups(&folder).len(), 1);
    jobs::backup::run(&school.state).await.expect("not due");
    assert_eq!(backups(&folder).len(), 1);
    let told = line(&school).await;
    assert!(
        told.contains("сегодня в 8:12") && told.contains("1\u{a0}копия"),
        "{told}"
    );
    for (hours, count) in [(18, 1), (20, 2), (21, 2), (44, 2), (68, 2)] {
        let later = school.later(Duration::hours(hours)).await;
        jobs::backup::run(&later.state).await.expect("due or not");
        assert_eq!(backups(&folder).len(), count, "after {hours} hours");
    }
    let kept = backups(&folder);
    assert!(
        kept[0].starts_with("diary-20261125T") && kept[1].starts_with("diary-20261126T"),
        "{kept:?}"
    );
    std::fs::write(folder.join("notes.txt"), "somebody else's").expect("a file");
    let later = school.later(Duration::hours(92)).await;
    jobs::backup::run(&later.state).await.expect("due");
    assert_eq!(
        backups(&folder).len(),
        3,
        "only backups are counted and removed"
    );
}

#[tokio::test]
async fn a_backup_that_fails_is_told_and_tried_again_in_an_hour() {
    let folder = TempDir::new().expect("a folder");
    let blocked = folder.path().join("backups");
    std::fs::write(&blocked, "a file where the folder should be").expect("a file");
    let school = School::demo().await.backed_up(schedule(&blocked)).await;
    let why = jobs::backup::run(&school.state)
        .await
        .expect_err("it cannot");
    assert!(why.contains("files") && why.contains("backups"), "{why}");
    let told = line(&school).await;
    assert!(told.contains("не удалась"), "{told}");
    let page = school.signed_in(ADMIN).await.open("/school").await;
    assert!(page.texts(".alerts code").contains(&"files".to_owned()));
    std::fs::remove_file(&blocked).expect("the file");
    jobs::backup::run(&school.state).await.expect("it waits");
    assert!(!blocked.exists());
    school.state.site().note_backups(|backups| {
        let folder = backups.folder.get_or_insert_default();
        folder.failed_at = folder.failed_at.map(|at| at - Duration::minutes(61));
    });
    jobs::backup::run(&school.state).await.expect("a backup");
    let told = line(&school).await;
    assert!(
        !told.contains("не удалась") && told.contains("сегодня"),
        "{told}"
    );
}

#[tokio::test]
async fn a_school_whose_last_proven_backup_is_too_old_is_told_of_it() {
    let folder = TempDir::new().expect("a folder");
    let school = School::demo()
        .await
        .backed_up(schedule(&folder.path().join("backups")))
        .await;
    let told = async |school: &School| {
        jobs::backup_age::run(&school.state).await.expect("a look");
        let page = school.signed_in(ADMIN).await.open("/school").await;
        page.texts(".alerts code").contains(&"old".to_owned())
    };
    jobs::backup::run(&school.state).await.expect("a backup");
    assert!(!told(&school).await);
    let known = school.state.site().backups();
    let later = async |hours| {
        let later = school.later(Duration::hours(hours)).await;
        later.state.site().note_backups(|backups| *backups = known);
        later
    };
    assert!(!told(&later(25).await).await);
    assert!(told(&later(27).await).await, "whatever became of the job");
}

#[tokio::test]
async fn a_school_that_never_had_a_backup_is_told_of_it_only_if_it_is_to_have_some() {
    let folder = TempDir::new().expect("a folder");
    let school = School::demo().await;
    let alerts = async |school: &School| {
        jobs::backup_age::run(&school.state).await.expect("a look");
        let page = school.signed_in(ADMIN).await.open("/school").await;
        page.texts(".alerts code")
    };
    assert_eq!(alerts(&school).await, [""; 0]);
    let school = school.backed_up(schedule(folder.path())).await;
    assert_eq!(alerts(&school).await, ["old"]);
}

#[tokio::test]
async fn no_folder_is_said_and_only_the_administrator_is_told() {
    let school = School::demo().await;
    jobs::backup::run(&school.state)
        .await
        .expect("nothing to do");
    let told = line(&school).await;
    assert!(told.contains("DIARY_BACKUP_FOLDER"), "{told}");
    let page = school.signed_in(DEPUTY).await.open("/school").await;
    assert_eq!(page.status, 200);
    assert!(!page.has(".backups"));
}
