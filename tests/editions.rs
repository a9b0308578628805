//! `diary template publish FILE`: a new edition is what every diary of that template is written in from
//! then on, without a restart; what was written stays in the edition in which it was.

use std::process::{Command, Output};

use tempfile::TempDir;
use tests::{School, someone::*};

const GRADE_9: &str = include_str!("../templates/grade-9.toml");
const NOW: &str = "2026-11-24T08:12:00+08:00";

/// Runs the command on the school's database while the school runs.
fn publish(school: &School, source: &str) -> Output {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("grade-9.toml");
    std::fs::write(&file, source).expect("a file");
    Command::new(env!("CARGO_BIN_EXE_diary-under-test"))
        .args(["template", "publish"])
        .arg(&file)
        .args(["--database-url", &school.address(), "--demo-now", NOW])
        .output()
        .expect("the program")
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn next() -> String {
    let (number, words) = ("edition = 3\n", "ru = \"Хороший день для меня\"");
    assert!(GRADE_9.contains(number) && GRADE_9.contains(words));
    GRADE_9
        .replacen(number, "edition = 4\n", 1)
        .replace(words, "ru = \"День, который удался\"")
}

#[tokio::test]
async fn a_new_edition_is_taken_for_what_is_written_from_then_on() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    let mut newcomer = school.signed_in(NEWCOMER).await;
    let old = "Хороший день для меня";
    let page = "/diary/acquaintance/once";
    let seen = student.open(page).await;
    assert!(seen.text().contains(old), "{}", seen.words());
    assert!(newcomer.open(page).await.text().contains(old));
    let done = publish(&school, &next());
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(
        said.contains("edition 4 is published; 50 diaries take it"),
        "{said}"
    );
    // What was written has its words, what nobody wrote yet the new ones.
    assert!(student.open(page).await.text().contains(old));
    let fresh = newcomer.open(page).await;
    assert!(
        fresh.text().contains("День, который удался"),
        "{}",
        fresh.text()
    );
    let form = fresh.form("page").write("good_day", "Снег").then("save");
    newcomer.submit(&form).await;
    assert!(
        newcomer
            .open(page)
            .await
            .text()
            .contains("День, который удался")
    );
    // The profile diary is another template.
    let mut other = school.signed_in(STUDENT_10).await;
    assert_eq!(other.get("/diary").await.status, 200);
}

#[tokio::test]
async fn an_edition_that_cannot_follow_is_refused_with_the_reason() {
    let school = School::demo().await;
    for (source, reason) in [
        (GRADE_9.to_owned(), "raise `edition` to 4"),
        (
            next().replacen("repeat = \"month\"", "repeat = \"term\"", 1),
            "repeats otherwise",
        ),
        (next().replacen("repeat = ", "repeats = ", 1), "repeats"),
    ] {
        let said = refused(&publish(&school, &source));
        assert!(said.contains(reason), "{said}");
    }
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await;
    assert!(page.text().contains("Хороший день для меня"));
}
