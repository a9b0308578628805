//! What a school changes about itself is seen without a restart, by every server of its database.

use std::time::Duration;

use chrono::Days;
use store::{StoreError, editions, school};
use tests::{Browser, School, someone};
use uuid::Uuid;

const GRADE_9: &str = include_str!("../templates/grade-9.toml");

async fn change(school: &School, name: &str) {
    let done: Result<(), StoreError> = store::write!(school.state.db, tx => school::change(tx, &tests::operator::school(), name, 21).await);
    done.expect("the school is changed");
}

/// The heading of «Сегодня» says which study week it is.
async fn week(browser: &mut Browser) -> String {
    browser.get("/").await.texts(".top p").concat()
}

async fn seen_by_another_server(school: School) {
    let other = school.later(chrono::Duration::zero()).await;
    let mut deputy = other.signed_in(someone::DEPUTY).await;
    let mut student = other.signed_in(someone::STUDENT_9).await;
    let before = deputy.get("/school").await;
    assert!(!before.text().contains("Лицей № 77"));
    let first_week = week(&mut student).await;

    change(&school, "Лицей № 77").await;
    let after = deputy.get("/school").await;
    assert!(
        after.text().contains("Лицей № 77"),
        "the next page of who is signed in"
    );
    let next = deputy.get("/school").await;
    assert_eq!(
        next.statements, before.statements,
        "only the first page pays"
    );
    assert_eq!(other.state.site().school.weekly_load, 21);

    // A year that begins two weeks later: the study weeks move.
    let year = other.state.site().school.years[0].clone();
    let mut moved = year.clone();
    moved.starts_on = year.starts_on + Days::new(14);
    let done: Result<(), StoreError> = store::write!(school.state.db, tx => school::change_year(tx, &tests::operator::school(), year.starts_on, &moved).await);
    done.expect("the year is changed");
    assert_ne!(week(&mut student).await, first_week);

    let numbers = [school::Phone {
        name: "Кто рядом".to_owned(),
        number: "112".to_owned(),
        hours: "всегда".to_owned(),
    }];
    let edition = domain::id::EditionId(Uuid::from_u128(0xed));
    let source = GRADE_9.replacen("edition = 3", "edition = 7", 1);
    let done: Result<(), StoreError> = store::write!(school.state.db, tx => async {
        school::set_phones(tx, &tests::operator::school(), &numbers).await?;
        editions::publish(tx, &tests::operator::school(), edition, &source, school.state.clock.now()).await
    }.await);
    done.expect("numbers and an edition");
    let page = deputy.get(&format!("/school/editions/{}", edition.0)).await;
    assert_eq!(page.status, 200, "an edition that was published meanwhile");
    assert_eq!(other.state.site().school.phones, numbers);
}

#[tokio::test]
async fn a_change_is_seen_by_another_server_on_sqlite() {
    seen_by_another_server(School::demo().await).await;
}

#[tokio::test]
async fn a_change_is_seen_by_another_server_on_postgres() {
    seen_by_another_server(School::demo_on_postgres().await).await;
}

#[tokio::test]
async fn who_is_not_signed_in_sees_a_change_within_a_second() {
    let school = School::demo_on_postgres().await;
    let other = school.later(chrono::Duration::zero()).await;
    let mut visitor = other.browser();
    assert!(!visitor.get("/sign-in").await.text().contains("Лицей № 77"));
    change(&school, "Лицей № 77").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let page = visitor.get("/sign-in").await;
    assert!(page.text().contains("Лицей № 77"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_that_cannot_be_read_holds_up_nobody_for_long() {
    let school = School::demo_on_postgres().await;
    let mut visitor = school.browser();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let locked = school.clone();
    let lock = std::thread::spawn(move || {
        locked.run("BEGIN; LOCK TABLE school IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(4); COMMIT");
    });
    tokio::time::sleep(Duration::from_millis(800)).await;
    let began = std::time::Instant::now();
    let page = visitor.get("/sign-in").await;
    let took = began.elapsed();
    assert_eq!(page.status, 200);
    assert!(took < Duration::from_millis(1_500), "{took:?}");
    lock.join().expect("the lock");
}

#[tokio::test]
async fn a_write_that_is_undone_changes_nothing() {
    let school = School::demo().await;
    let before = school.state.site().school.revision;
    let undone: Result<(), StoreError> = store::write!(school.state.db, tx => async {
        school::change(tx, &tests::operator::school(), "Лицей № 77", 21).await?;
        Err(StoreError::NotFound)
    }.await);
    undone.expect_err("it is undone");
    let mut deputy = school.signed_in(someone::DEPUTY).await;
    assert!(!deputy.get("/school").await.text().contains("Лицей № 77"));
    assert_eq!(school.state.site().school.revision, before);
}
