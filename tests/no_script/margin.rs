//! Words on the margin.

use tests::{Browser, School, someone::*};

/// The address of a shown page, when it stands in the reader's list.
pub async fn link(reader: &mut Browser, entry: &str) -> String {
    let href = format!("/shown/{entry}");
    let list = reader.open("/shown").await.attributes("ul.queue a", "href");
    assert!(list.contains(&href), "{href} stands in the list {list:?}");
    href
}

/// A page of the newcomer with one shown field.
pub async fn shown(school: &School, text: &str) -> String {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", text)
        .then("show");
    assert!(student.submit(&form).await.has(".told.leaf"));
    format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await)
}

#[tokio::test]
async fn a_word_that_is_not_sent_is_seen_by_its_author_alone() {
    let school = School::demo().await;
    let href = shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor
        .open(&href)
        .await
        .form("word-page")
        .set("comment[body]", "Ещё думаю");
    let kept = tutor.submit(&form).await;
    assert!(kept.texts("textarea").contains(&"Ещё думаю".to_owned()));
    let mut student = school.signed_in(NEWCOMER).await;
    for page in ["/", "/diary/acquaintance/once"] {
        assert!(
            !student.open(page).await.text().contains("Ещё думаю"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_word_that_is_too_long_is_kept_told_and_not_sent() {
    let school = School::demo().await;
    let href = shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let long = "слово ".repeat(700);
    let form = tutor
        .open(&href)
        .await
        .form("word-page")
        .set("comment[body]", &long)
        .set("comment[then]", "send");
    let kept = tutor.submit(&form).await;
    assert!(kept.texts("textarea").contains(&long.trim().to_owned()));
    assert!(
        kept.texts("#problem-word-page:not([hidden])")
            .concat()
            .contains("4\u{a0}000"),
        "{:?}",
        kept.texts("#problem-word-page")
    );
    let mut student = school.signed_in(NEWCOMER).await;
    assert!(
        !student
            .open("/diary/acquaintance/once")
            .await
            .text()
            .contains("слово слово")
    );
}

#[tokio::test]
async fn an_answer_belongs_to_the_conversation_of_two() {
    let school = School::demo().await;
    let href = shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor
        .open(&href)
        .await
        .form("word-page")
        .set("comment[body]", "Вопрос")
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    school.deliver();
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await;
    let answer = page
        .forms("/api/v1/comment")
        .into_iter()
        .next()
        .expect("an answer")
        .set("comment[body]", "Я не он")
        .set("comment[then]", "send")
        // Whoever sends what is another's does not say so.
        .set("author", "");
    for login in [CLASSMATE, TUTOR_9A, PSYCHOLOGIST, DEPUTY, ADMIN] {
        let mut other = school.signed_in(login).await;
        assert_eq!(
            other.post(&answer.action, &answer.controls).await.status,
            404,
            "{login}"
        );
    }
}
