//! A database file that was copied while the school ran is told apart from a whole one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use store::{Db, StoreError};
use tempfile::TempDir;
use tests::{School, someone::STUDENT_9};

fn address(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn journal(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", file.display()))
}

/// A school in which something was saved, and what.
async fn written_in() -> School {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student
        .submit(&form.write("good_day", "Последняя запись."))
        .await;
    school
}

/// What a database file holds there.
async fn written(file: &Path) -> Result<bool, StoreError> {
    let db = Db::open(&address(file)).await?;
    let content = fs::read(file).expect("the file");
    let journal = fs::read(journal(file)).unwrap_or_default();
    db.close().await;
    let words = "Последняя запись.".as_bytes();
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|found| found == words);
    Ok(has(&content) || has(&journal))
}

#[tokio::test]
async fn a_file_without_its_journal_is_refused_until_the_copy_is_accepted() {
    let school = written_in().await;
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("copy.sqlite");
    fs::copy(school.file(), &copy).expect("a copy");
    assert!(matches!(
        Db::open(&address(&copy)).await,
        Err(StoreError::Copied(_))
    ));
    // A copy that ran out of room may leave an empty one.
    fs::write(journal(&copy), "").expect("a file");
    let told = Db::open(&address(&copy)).await.err().expect("refused");
    assert!(matches!(&told, StoreError::Copied(_)));
    let told = told.to_string();
    assert!(
        told.contains("-wal") && told.contains("restore") && told.contains("--accept-copy"),
        "{told}"
    );
    store::accept_copy(&address(&copy)).await.expect("accepted");
    assert!(
        !written(&copy).await.expect("it opens"),
        "the save is not in it"
    );
    assert!(
        !written(&copy).await.expect("it opens again"),
        "and it was closed well"
    );
}

#[tokio::test]
async fn a_file_with_its_journal_is_recovered_as_after_a_crash() {
    let school = written_in().await;
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("copy.sqlite");
    fs::copy(school.file(), &copy).expect("a copy");
    fs::copy(journal(&school.file()), journal(&copy)).expect("a copy");
    assert!(written(&copy).await.expect("it opens"));
    assert!(!journal(&copy).exists(), "it was closed well");
    assert!(written(&copy).await.expect("it opens again"));
}

#[tokio::test]
async fn a_file_that_was_closed_well_is_whole_without_a_journal() {
    let school = written_in().await;
    school.state.db.close().await;
    assert!(!journal(&school.file()).exists());
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("copy.sqlite");
    fs::copy(school.file(), &copy).expect("a copy");
    assert!(written(&copy).await.expect("it opens"));
}

#[tokio::test]
async fn only_the_last_program_to_close_a_file_marks_it_as_closed() {
    let folder = TempDir::new().expect("a folder");
    let (file, copy) = (
        folder.path().join("a.sqlite"),
        folder.path().join("b.sqlite"),
    );
    let first = Db::open(&address(&file)).await.expect("a database");
    let second = Db::open(&address(&file)).await.expect("a database");
    second.migrate().await.expect("a schema");
    first.close().await;
    fs::copy(&file, &copy).expect("a copy");
    assert!(matches!(
        Db::open(&address(&copy)).await,
        Err(StoreError::Copied(_))
    ));
    second.migrate().await.expect("the other one still works");
    second.close().await;
    fs::copy(&file, &copy).expect("a copy");
    let whole = Db::open(&address(&copy)).await.expect("whole");
    whole.close().await;
}

#[tokio::test]
async fn a_file_of_an_older_program_has_no_mark_and_opens() {
    let school = written_in().await;
    school.state.db.close().await;
    let file = school.file();
    let mut bytes = fs::read(&file).expect("the file");
    assert_ne!(bytes[68..72], [0; 4], "here is the mark");
    bytes[68..72].fill(0);
    fs::write(&file, bytes).expect("the file");
    assert!(written(&file).await.expect("it opens"));
}

#[tokio::test]
async fn opening_a_file_that_is_open_needs_no_mark_of_its_own() {
    let school = written_in().await;
    let beside = Db::open(&address(&school.file()))
        .await
        .expect("a second one");
    beside.close().await;
    let mut student = school.signed_in(STUDENT_9).await;
    assert_eq!(student.open("/diary").await.status, 200);
    school.state.db.close().await;
    assert!(
        written(&school.file())
            .await
            .expect("closed by the last one")
    );
}
