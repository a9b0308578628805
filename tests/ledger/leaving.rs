//! What leaves, and what line it leaves.

use axum::http::Method;
use tests::{Browser, School, someone::*};

/// The lines of a student's ledger, the latest first.
async fn lines(school: &School, login: &str) -> Vec<String> {
    let mut student = school.signed_in(login).await;
    student.open("/readings").await.texts("tbody [data-line]")
}

/// A page that the newcomer shows to the tutor, with a word on it.
async fn shown(school: &School, word: &str) -> String {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student
        .submit(&form.write("good_day", word).then("show"))
        .await;
    format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await)
}

async fn asked(browser: &Browser, path: &str, header: (&'static str, &str)) -> tests::Answer {
    let mut browser = browser.clone();
    browser.headers.push((header.0, header.1.to_owned()));
    browser.get(path).await
}

#[tokio::test]
async fn head_and_what_a_browser_fetches_by_itself_get_nothing_and_leave_no_line() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let path = shown(&school, "Колибри").await;
        let mut tutor = school.signed_in(TUTOR_9B).await;
        let mut answers = Vec::new();
        for path in [path.as_str(), "/shown", "/nowhere"] {
            answers.push(tutor.send(Method::HEAD, path, None).await);
            for header in [
                ("sec-purpose", "prefetch"),
                ("sec-purpose", "prefetch;prerender"),
                ("sec-purpose", "Prefetch;anonymous-client-ip"),
                ("purpose", "prefetch"),
                ("x-purpose", "preview"),
                ("x-moz", "prefetch"),
            ] {
                answers.push(asked(&tutor, path, header).await);
            }
        }
        for answer in answers {
            assert_eq!(
                (answer.status, answer.body.len()),
                (204, 0),
                "{}",
                answer.path
            );
            let length = answer.headers.get("content-length");
            assert!(
                length.is_none_or(|length| length == "0"),
                "nor how long it is"
            );
            assert_eq!(answer.statements, 0);
        }
        assert_eq!(lines(&school, NEWCOMER).await.len(), 0);
        assert!(tutor.get(&path).await.text().contains("Колибри"));
        assert_eq!(lines(&school, NEWCOMER).await.len(), 1);
    }
}

#[tokio::test]
async fn whatever_headers_come_what_leaves_leaves_a_line() {
    let school = School::demo().await;
    let path = shown(&school, "Колибри").await;
    let tutor = school.signed_in(TUTOR_9B).await;
    for (number, header) in [
        ("accept", "application/json"),
        ("sec-fetch-dest", "empty"),
        ("sec-fetch-mode", "cors"),
        ("sec-purpose", "navigate"),
        ("if-none-match", "*"),
        ("range", "bytes=0-10"),
        ("x-diary-ahead", "1"),
    ]
    .into_iter()
    .enumerate()
    {
        // Another display than the one before.
        school.state.clock.pass(chrono::Duration::minutes(10));
        let answer = asked(&tutor, &path, header).await;
        assert!(answer.text().contains("Колибри"), "{header:?}");
        assert_eq!(
            lines(&school, NEWCOMER).await.len(),
            number + 1,
            "{header:?}"
        );
    }
}

#[tokio::test]
async fn what_is_fetched_ahead_is_no_reading_until_it_is_opened() {
    let school = School::demo().await;
    let path = shown(&school, "Колибри").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    asked(&tutor, &path, ("x-diary-ahead", "1")).await;
    let told = lines(&school, NEWCOMER).await;
    assert!(told[0].contains("загружено заранее"), "{told:?}");
    assert!(tutor.waiting().await.contains(&path));
    tutor.open(&path).await;
    let told = lines(&school, NEWCOMER).await;
    assert_eq!(told.len(), 2);
    assert!(!told[0].contains("загружено заранее"), "{told:?}");
}

#[tokio::test]
async fn opening_check_ins_stands_in_the_ledger_of_who_made_them() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let mut student = school.signed_in(NEWCOMER).await;
        let form = student.open("/checkins").await.form("checkin");
        let form = form
            .set("checkin[mood]", "4")
            .set("checkin[note]", "Зимородок")
            .set("checkin[note_shown]", "on");
        student.submit(&form).await;
        let path = format!("/wellbeing/{}", school.person(NEWCOMER).await);
        let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
        let list = psychologist.open("/wellbeing").await;
        assert!(!list.text().contains("Зимородок"), "the list has no words");
        assert_eq!(lines(&school, NEWCOMER).await.len(), 0, "and so no line");
        let opened = psychologist.open(&path).await;
        assert!(opened.text().contains("Зимородок"));
        assert!(opened.statements <= 6, "{}", opened.statements);
        let told = lines(&school, NEWCOMER).await;
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("Отметки «Как я»") && told[0].contains("психолог"),
            "{told:?}"
        );
        assert_eq!(
            psychologist.send(Method::HEAD, &path, None).await.status,
            204
        );
        assert_eq!(lines(&school, NEWCOMER).await.len(), 1);
    }
}

#[tokio::test]
async fn the_name_of_a_card_stands_in_no_list_before_it_was_opened() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/event/new").await.form("page");
    let form = form.write("what", "Пустельга").write("date", "20.11.2026");
    student.submit(&form.then("show")).await;
    let path = format!("/shown/{}", school.entry(NEWCOMER, "event").await);
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let of = format!("/shown?student={}", school.person(NEWCOMER).await);
    let list = tutor.open(&of).await;
    assert!(list.attributes(".queue .unread", "href").contains(&path));
    assert!(!list.text().contains("Пустельга"));
    assert!(tutor.open(&path).await.text().contains("Пустельга"));
    assert!(tutor.open(&of).await.text().contains("Пустельга"));
}
