//! Language, theme and cover without script.

use tests::{School, someone::*};

#[tokio::test]
async fn a_look_is_kept_in_the_account_and_for_the_door() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/settings")
        .await
        .forms("/look")
        .into_iter()
        .next()
        .expect("a look");
    let form = form
        .set("language", "en")
        .set("theme", "dark")
        .set("cover", "sea");
    let page = student.submit(&form).await;
    assert!(
        page.path == "/settings" && page.has("html[lang=en][data-theme=dark][data-cover=sea]"),
        "{}",
        page.text()
    );
    let mut elsewhere = school.signed_in(NEWCOMER).await;
    assert!(
        elsewhere
            .open("/")
            .await
            .has("html[lang=en][data-theme=dark][data-cover=sea]")
    );
    student.post("/sign-out", &[("", "")]).await;
    assert!(
        student
            .open("/sign-in")
            .await
            .has("html[lang=en][data-theme=dark]")
    );
}

#[tokio::test]
async fn an_unknown_look_changes_nothing() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let before = student
        .open("/settings")
        .await
        .attributes("html", "data-cover");
    let answer = student
        .post(
            "/look",
            &[
                ("language", "<b>"),
                ("theme", "дарк"),
                ("cover", "\r\nSet-Cookie: x"),
                ("back", "//evil.example"),
            ],
        )
        .await;
    assert_eq!((answer.status, answer.location()), (303, Some("/")));
    let page = student.open("/settings").await;
    assert_eq!(page.attributes("html", "data-cover"), before);
    assert!(page.has("html[lang=ru]"));
}
