//! What was typed while the session ended.

use chrono::Duration;
use server::state::DEMO_PASSWORD;
use tests::{Browser, Form, School, someone::*};

async fn typed(school: &School) -> (Browser, Form) {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Не потеряется")
        .then("save");
    student.headers.push((
        "referer",
        "http://127.0.0.1:3000/diary/acquaintance/once".to_owned(),
    ));
    (student, form)
}

async fn enter(browser: &mut Browser, login: &str, next: &str) -> String {
    let answer = browser
        .post(
            "/sign-in",
            &[
                ("login", login),
                ("password", DEMO_PASSWORD),
                ("next", next),
            ],
        )
        .await;
    assert_eq!(answer.status, 303);
    answer.location().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_was_posted_after_the_session_had_ended_is_saved_at_the_next_sign_in() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let mut student = student.moved_to(later.router());
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 303);
    let door = answer.location().unwrap_or_default().to_owned();
    assert!(
        door.contains("kept=1")
            && door.contains("next=/diary/acquaintance/once")
            && !door.contains("%D0"),
        "no text travels in an address: {door}"
    );
    assert!(
        student.open(&door).await.has("[role=status]"),
        "it is said that nothing is lost"
    );
    assert_eq!(
        enter(&mut student, NEWCOMER, "/").await,
        "/diary/acquaintance/once?saved=1"
    );
    let page = student.open("/diary/acquaintance/once").await;
    assert_eq!(page.form("page").written("good_day"), Some("Не потеряется"));
    assert!(student.cookie("kept").is_none());
}

#[tokio::test]
async fn what_somebody_else_had_posted_is_dropped() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let mut browser = student.moved_to(later.router());
    browser.post(&form.action, &form.controls).await;
    assert_eq!(enter(&mut browser, CLASSMATE, "/").await, "/");
    let page = browser.open("/diary/acquaintance/once").await;
    assert!(!page.text().contains("Не потеряется"));
    assert_eq!(
        enter(&mut browser, NEWCOMER, "/").await,
        "/",
        "and is not kept any longer"
    );
    assert_eq!(
        browser
            .open("/diary/acquaintance/once")
            .await
            .form("page")
            .written("good_day"),
        Some("")
    );
}

#[tokio::test]
async fn a_post_of_nobody_known_is_not_kept() {
    let school = School::demo().await;
    let (_, form) = typed(&school).await;
    let mut stranger = school.browser();
    let answer = stranger.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 303);
    assert!(!answer.location().unwrap_or_default().contains("kept"));
    assert!(stranger.cookie("kept").is_none());
}

#[tokio::test]
async fn script_hears_that_the_session_has_ended_and_keeps_its_text_itself() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let mut student = student.moved_to(later.router());
    student
        .headers
        .push(("accept", "application/json".to_owned()));
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(
        (answer.status, answer.location(), answer.body.len()),
        (401, None, 0)
    );
}

#[tokio::test]
async fn a_kept_post_is_forgotten_after_a_day() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let mut student = student.moved_to(later.router());
    student.post(&form.action, &form.controls).await;
    let tomorrow = school.later(Duration::hours(26)).await;
    let mut student = student.moved_to(tomorrow.router());
    assert_eq!(enter(&mut student, NEWCOMER, "/").await, "/");
}

#[tokio::test]
async fn a_kept_post_that_cannot_be_done_leads_on_all_the_same() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let mut student = student.moved_to(later.router());
    let form = form.set("draft[page]", "nonsense");
    student.post(&form.action, &form.controls).await;
    assert_eq!(
        enter(&mut student, NEWCOMER, "/settings").await,
        "/settings"
    );
}
