//! On a shared computer a page may still be open when somebody else signs in. What it sends goes to
//! nobody's diary but its author's.

use tests::{Browser, Form, School, someone::*};

const PAGE: &str = "/diary/acquaintance/once";
const WORDS: &str = "Это пишет Варя";

/// The author's forms, each filled, and where what they send would be seen.
async fn forms(author: &mut Browser) -> Vec<(Form, &'static str)> {
    let page = author.open(PAGE).await;
    let home = author.open("/").await;
    vec![
        (
            page.form("page").write("good_day", WORDS).then("save"),
            PAGE,
        ),
        (
            home.form("checkin")
                .set("checkin[mood]", "2")
                .set("checkin[note]", WORDS),
            "/checkins",
        ),
    ]
}

#[tokio::test]
async fn a_form_of_one_person_is_not_done_for_another_and_its_words_come_back() {
    let school = School::demo().await;
    let mut author = school.signed_in(NEWCOMER).await;
    for (form, place) in forms(&mut author).await {
        let mut other = school.signed_in(STUDENT_9).await;
        let before = other.open(place).await.words();
        let answer = other.post(&form.action, &form.controls).await;
        assert_eq!(answer.status, 409, "{}", form.action);
        assert!(answer.words().contains(WORDS), "{}", form.action);
        assert!(answer.words().contains("вошёл другой человек"));
        assert_eq!(other.open(place).await.words(), before, "{place}");
        // The script is told the same, and gets nothing of the other's page.
        other.headers = vec![("accept", "application/json".to_owned())];
        let told = other.post(&form.action, &form.controls).await;
        assert_eq!((told.status, told.body.len()), (409, 0), "{}", form.action);
        // Its author sends it from there.
        let again = answer.forms(&form.action).remove(0);
        let done = author.post(&again.action, &again.controls).await;
        assert_eq!(done.status, 303, "{}", form.action);
        assert!(author.open(place).await.text().contains(WORDS), "{place}");
    }
}

#[tokio::test]
async fn comments_and_steps_say_whose_they_are_too() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let list = tutor.open("/shown").await;
    let first = list.attributes(".queue a", "href").remove(0);
    let page = tutor.open(&first).await;
    let mut student = school.signed_in("prohor").await;
    let project = student.open("/diary/project_idea/once").await;
    for form in [
        page.forms("/api/v1/comment").remove(0),
        project.forms("/api/v1/diary/track").remove(0),
    ] {
        let mut other = school.signed_in(TUTOR_9B).await;
        let answer = other.post(&form.action, &form.controls).await;
        assert_eq!(answer.status, 409, "{}", form.action);
    }
}

#[tokio::test]
async fn a_script_whose_session_has_ended_is_told_whether_the_server_keeps_its_words() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open(PAGE)
        .await
        .form("page")
        .write("good_day", WORDS);
    let json = vec![("accept", "application/json".to_owned())];
    let later = school.later(chrono::Duration::hours(1)).await;
    let mut ended = student.moved_to(later.router());
    ended.headers = json.clone();
    let answer = ended.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 401);
    assert!(answer.headers.contains_key("x-diary-keeps"));
    // Who signed out leaves nothing behind.
    let mut out = school.signed_in(STUDENT_9).await;
    out.post("/sign-out", &[("", "")]).await;
    out.headers = json;
    let answer = out.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 401);
    assert!(!answer.headers.contains_key("x-diary-keeps"));
}
