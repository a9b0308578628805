//! Checking in with plain form posts.

use tests::{School, someone::*};

const POST: &str = "/api/v1/checkin";

#[tokio::test]
async fn a_check_in_leads_back_to_where_it_was_made_and_nowhere_else() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (back, to) in [
        ("/checkins", "/checkins"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example/checkins", "/"),
        ("/checkins/../people", "/"),
    ] {
        let fields = [("checkin[mood]", "3"), ("checkin[back]", back)];
        let answer = student.post(POST, &fields).await;
        let there = format!("{to}?kept=1");
        assert_eq!(answer.location(), Some(there.as_str()), "{back}");
        // What has to be mended first comes back on that page at once.
        let fields = [("checkin[note]", "Слово"), ("checkin[back]", back)];
        let answer = student.post(POST, &fields).await;
        assert_eq!((answer.status, answer.location()), (422, None), "{back}");
        assert!(answer.has("#problem-checkin:not([hidden])"), "{back}");
        let form = answer.form("checkin");
        assert_eq!(form.get("checkin[back]"), Some(to), "{back}");
        assert_eq!(form.get("checkin[note]"), Some("Слово"), "{back}");
    }
}

#[tokio::test]
async fn a_note_is_its_writers_until_it_is_shown_and_never_too_long() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let seen = format!("/wellbeing/{}", school.person(NEWCOMER).await);
    let noted = "Это открытие записано в журнале ученика";
    let empty = psychologist.open(&seen).await.words();
    assert!(empty.contains("отметок не было") && !empty.contains(noted));
    let own = [("checkin[mood]", "2"), ("checkin[note]", "Про себя")];
    student.post(POST, &own).await;
    let page = psychologist.open(&seen).await;
    assert!(!page.text().contains("Про себя") && page.words().contains(noted));
    assert!(student.open("/checkins").await.text().contains("Про себя"));
    let shown = [
        ("checkin[mood]", "2"),
        ("checkin[note]", "Для психолога"),
        ("checkin[note_shown]", "on"),
    ];
    student.post(POST, &shown).await;
    assert!(
        psychologist
            .open(&seen)
            .await
            .text()
            .contains("Для психолога")
    );
    let long = "ж".repeat(2001);
    let fields = [("checkin[mood]", "4"), ("checkin[note]", long.as_str())];
    let answer = student.post(POST, &fields).await;
    assert_eq!(answer.status, 422);
    let back = answer.form("checkin");
    assert_eq!(
        back.get("checkin[note]"),
        Some(long.as_str()),
        "it is given back"
    );
    assert!(!student.open("/checkins").await.text().contains(&long));
}

#[tokio::test]
async fn what_is_added_later_is_not_said_to_be_saved_at_the_first_tap() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    student.post(POST, &[("checkin[mood]", "3")]).await;
    // The demo's clock begins at 8:12.
    let later = school.later(chrono::Duration::minutes(9)).await;
    let mut student = student.moved_to(later.router());
    let form = student.open("/checkins").await.form("checkin");
    let form = form
        .set("checkin[note]", "Ещё слово")
        .set("checkin[back]", "/checkins");
    let kept = student.submit(&form).await;
    let said = |page: &tests::Answer| page.texts("#checkin .state").concat();
    assert_eq!(said(&kept).trim(), "сохранено");
    let again = student.open("/checkins").await;
    assert!(said(&again).contains("8:12"), "{}", said(&again));
}

#[tokio::test]
async fn nobody_amends_the_check_in_of_somebody_else() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    student.post(POST, &[("checkin[mood]", "2")]).await;
    let form = student.open("/").await.form("checkin");
    let id = form
        .get("checkin[amends]")
        .expect("the one just made")
        .to_owned();
    assert!(!id.is_empty());
    let fields = [("checkin[mood]", "5"), ("checkin[amends]", id.as_str())];
    let mut classmate = school.signed_in(CLASSMATE).await;
    assert_eq!(classmate.post(POST, &fields).await.status, 404);
    assert_eq!(student.post(POST, &fields).await.status, 303);
}
