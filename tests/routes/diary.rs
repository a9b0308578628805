//! Writing and showing one's own pages with plain form posts.

use tests::{School, someone::*};

const PAGE: &str = "/diary/acquaintance/once";

#[tokio::test]
async fn a_student_writes_a_page_and_finds_it_again() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open(PAGE).await;
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

#[tokio::test]
async fn a_page_is_written_on_occasions_that_have_come_and_on_no_other() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    // It is 24 November 2026, in study week 12.
    for (path, status) in [
        ("/diary/acquaintance/once", 200),
        ("/diary/acquaintance/2026-05-01", 200),
        ("/diary/acquaintance/2026-04-01", 404),
        ("/diary/acquaintance/2026-05-02", 404),
        ("/diary/acquaintance/2027-01-01", 404),
        ("/diary/acquaintance/2026-w12", 404),
        ("/diary/month/2026-11", 200),
        ("/diary/month/2026-12", 404),
        ("/diary/week/2026-w12", 200),
        ("/diary/week/2026-w13", 404),
        ("/diary/week/2025-w30", 200),
        ("/diary/week/2027-w05", 404),
    ] {
        assert_eq!(student.get(path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_choice_of_readers_that_nobody_touched_takes_nothing_back() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let tutor = "draft[audience][good_day.class_tutor]";
    let older = student.open(PAGE).await.form("page");
    assert_eq!(older.get(tutor), Some("on"));
    let form = older.clone().without(tutor).write("good_day", "Для себя");
    student.submit(&form.then("save")).await;
    let form = older.write("handle_with_care", "Из другого окна");
    student.submit(&form.then("save")).await;
    let now = student.open(PAGE).await.form("page");
    assert_eq!(now.get(tutor), None, "it is still for oneself");
    assert_eq!(now.written("handle_with_care"), Some("Из другого окна"));
}

#[tokio::test]
async fn a_row_is_taken_out_by_a_button_without_script() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = "/diary/profile_options/once";
    let form = student.open(page).await.form("page");
    let form = form
        .write("options.0.why", "Первая")
        .write("options.1.why", "Вторая")
        .then("save");
    let form = student.submit(&form).await.form("page");
    let left = student.submit(&form.then("drop.options.0")).await;
    assert_eq!(left.form("page").written("options.0.why"), Some("Вторая"));
}

#[tokio::test]
async fn script_hears_of_its_own_fields_and_of_a_conflict() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let older = student.open(PAGE).await.form("page");
    // Each open page names itself, and does not disagree with itself.
    let form = student.open(PAGE).await.form("page");
    let form = form.write("good_day", "С первого устройства");
    student.submit(&form.then("save")).await;
    let alone = older.clone().without("draft[base][good_day]");
    student.headers = vec![("accept", "application/json".to_owned())];
    let form = older.write("good_day", "Со второго").then("save");
    let told = student.post(&form.action, &form.controls).await;
    let told: serde_json::Value = serde_json::from_slice(&told.body).expect("an outcome");
    assert_eq!(told["conflict"], true);
    assert!(told["set"].get("draft[base][good_day]").is_none(), "{told}");
    assert!(told["set"].get("draft[base][handle_with_care]").is_some());
    let form = alone.without("draft[fields][good_day]");
    let told = student.post(&form.action, &form.controls).await;
    let told: serde_json::Value = serde_json::from_slice(&told.body).expect("an outcome");
    assert_eq!(told["conflict"], false);
    assert!(told["set"].get("draft[base][good_day]").is_none(), "{told}");
}
