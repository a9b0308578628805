//! A project moves by its author's steps, a programme by four hands.

mod belongs;
mod decisions;
mod refused;
mod roles;
mod versions;

use tests::{Browser, School, someone::*};

const PROJECT: &str = "/diary/project_idea/once";

async fn press(
    student: &mut Browser,
    place: &str,
    action: &str,
    step: &str,
    note: &str,
) -> tests::Answer {
    let page = student.open(place).await;
    let form = page
        .forms(action)
        .remove(0)
        .set("move[step]", step)
        .set("move[signed_on]", "2026-11-24")
        .set("move[note]", note);
    student.submit(&form).await
}

#[tokio::test]
async fn a_student_moves_a_project_on_and_nobody_skips_a_stage() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let page = student.open(PROJECT).await;
    assert_eq!(page.texts(".stages [aria-current]"), ["идея, сейчас"]);
    let moved = press(
        &mut student,
        PROJECT,
        "/api/v1/diary/track",
        "next",
        "Тема нашлась",
    )
    .await;
    assert_eq!(moved.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    assert!(moved.words().contains("Тема нашлась"));
    assert_eq!(
        moved.texts(".track [role=status]"),
        ["Сделано. Переход к этапу «паспорт»."]
    );
    assert!(
        moved
            .texts(".track form button")
            .contains(&"Перейти к этапу «план»".to_owned()),
        "a button names what it does"
    );
    // What is not possible now, and what is of somebody else, changes nothing.
    for step in ["change_topic", "approve", "propose", "nonsense"] {
        let same = press(&mut student, PROJECT, "/api/v1/diary/track", step, "").await;
        assert_eq!(
            same.texts(".stages [aria-current]"),
            ["паспорт, сейчас"],
            "{step}"
        );
    }
    let paused = press(&mut student, PROJECT, "/api/v1/diary/track", "pause", "").await;
    assert_eq!(
        paused.texts(".stages [aria-current]"),
        ["паспорт, на паузе"]
    );
}

#[tokio::test]
async fn pressing_twice_is_one_step() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let page = student.open(PROJECT).await;
    let form = page
        .forms("/api/v1/diary/track")
        .remove(0)
        .set("move[step]", "next");
    student.submit(&form).await;
    let again = student.submit(&form).await;
    assert_eq!(again.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
}

#[tokio::test]
async fn four_hands_bring_a_programme_into_force_and_no_other() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let place = "/diary/iep/once";
    let form = student
        .open(place)
        .await
        .form("page")
        .write("goal_year", "Дойти до защиты")
        .then("show");
    student.submit(&form).await;
    let href = format!("/shown/{}", school.entry("prohor", "iep").await);
    let sent = press(&mut student, place, "/api/v1/diary/track", "propose", "").await;
    assert!(sent.words().contains("Версия 1 ждёт согласования."));
    let mut deputy = school.signed_in(DEPUTY).await;
    assert!(
        deputy.open(&href).await.forms("/api/v1/track").is_empty(),
        "it is not her turn"
    );
    let mut tutor = school.signed_in(TUTOR_10A).await;
    press(&mut tutor, &href, "/api/v1/track", "tutor_agrees", "").await;
    let acknowledged = press(
        &mut tutor,
        &href,
        "/api/v1/track",
        "parent_acknowledges",
        "бумага от 20.11",
    )
    .await;
    assert!(
        acknowledged
            .words()
            .contains("дальше решает заместитель директора")
    );
    assert_eq!(
        acknowledged.texts(".track [role=status] > span:first-child"),
        [
            "Сделано. Родители ознакомлены с версией 1 (на бумаге). Дальше утверждает заместитель директора."
        ],
        "what was decided, and what comes next"
    );
    assert!(
        !deputy
            .open(&format!("{href}?done=2"))
            .await
            .has(".track [role=status]"),
        "who did not do it is not told so"
    );
    assert!(
        acknowledged.has(".track .soon-gone"),
        "it can be taken back"
    );
    school.deliver();
    let later = tutor.open(&href).await;
    assert!(later.forms("/api/v1/track").is_empty());
    let agreed = press(&mut deputy, &href, "/api/v1/track", "deputy_agrees", "").await;
    assert!(agreed.words().contains("Версия 1 действует."));
    school.deliver();
    let next = press(&mut student, place, "/api/v1/diary/track", "correct", "").await;
    assert!(next.words().contains("Версия 2"));
    let mut stranger = school.signed_in(TUTOR_9A).await;
    let posted = stranger
        .post(
            "/api/v1/track",
            &[
                ("move[entry]", href.rsplit('/').next().unwrap_or_default()),
                ("move[track]", "iep"),
                ("move[step]", "tutor_agrees"),
                ("move[seen]", "5"),
            ],
        )
        .await;
    assert_eq!(posted.status, 404);
}
