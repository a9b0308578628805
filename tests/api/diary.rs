//! Writing and showing one's own pages with plain form posts.

use tests::{School, someone::*};

#[tokio::test]
async fn a_student_writes_a_page_and_finds_it_again() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let form = page
        .form("page")
        .write("good_day", "Снег,\r\nи никуда не надо.")
        .set("draft[then]", "save");
    let page = student.submit(&form).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.form("page").written("good_day"),
        Some("Снег,\r\nи никуда не надо.")
    );
}
