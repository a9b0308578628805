//! The log of a day.

use tests::{School, heard, someone::*};

#[tokio::test]
async fn the_log_holds_nothing_that_anybody_wrote_and_nobodys_name() {
    let school = School::demo().await;
    let word = "Журналовск";
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", word)
        .then("show");
    student.submit(&form).await;
    student
        .post(
            "/api/v1/diary/save",
            &[("draft[page]", word), ("draft[occurrence]", "once")],
        )
        .await;
    student
        .get(&format!("/diary/{}", tests::escape(word)))
        .await;
    school
        .browser()
        .post("/sign-in", &[("login", word), ("password", word)])
        .await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let entry = school.entry(NEWCOMER, "acquaintance").await;
    let form = tutor
        .open(&format!("/shown/{entry}"))
        .await
        .form("word-page")
        .set("comment[body]", word)
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    let log = heard();
    assert!(
        log.contains("route=\"/shown/{entry}\"") || log.contains("/shown/{entry}"),
        "requests are logged"
    );
    for secret in [
        word,
        &tests::escape(word),
        "Новосёлов",
        "demo-school-2026",
        student.cookie("sid").expect("a session"),
        &entry,
    ] {
        assert!(!log.contains(secret), "the log holds {secret}");
    }
}
