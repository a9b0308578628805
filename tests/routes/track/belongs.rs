//! A step is judged with the page it is asked from: its section, its stage, and who was shown it.

use tests::{Answer, Browser, School, someone::*};

use super::{PROJECT, press};

const STUDENT: &str = "prohor";
const OWN: &str = "/api/v1/diary/track";
const ADULTS: &str = "/api/v1/track";

/// Shows a page of the student with one field written.
async fn show(student: &mut Browser, page: &str, field: &str) {
    let form = student
        .open(&format!("/diary/{page}/once"))
        .await
        .form("page")
        .write(field, "Написано для показа")
        .then("show");
    assert!(student.submit(&form).await.has(".told.leaf"), "{page}");
}

async fn ask(browser: &mut Browser, entry: &str, track: &str, step: &str, seen: &str) -> Answer {
    let fields = [
        ("move[entry]", entry),
        ("move[track]", track),
        ("move[step]", step),
        ("move[seen]", seen),
        ("move[signed_on]", "2026-11-24"),
    ];
    browser.post(ADULTS, &fields).await
}

#[tokio::test]
async fn a_page_moves_the_track_of_its_own_section_and_no_other() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    show(&mut student, "iep", "goal_year").await;
    show(&mut student, "research_design", "topic").await;
    show(&mut student, "acquaintance", "good_day").await;
    press(&mut student, "/diary/iep/once", OWN, "propose", "").await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    for (page, track, step, seen) in [
        // The project's page was never shown to anybody.
        ("iep", "project", "approve", "0"),
        ("research_design", "project", "approve", "0"),
        ("acquaintance", "project", "approve", "0"),
        ("research_design", "iep", "tutor_agrees", "1"),
        ("acquaintance", "iep", "tutor_agrees", "1"),
        // On a research only its author moves.
        ("research_design", "research", "entered.school", "0"),
        ("iep", "research", "tutor_agrees", "1"),
        ("iep", "", "tutor_agrees", "1"),
    ] {
        let entry = school.entry(STUDENT, page).await;
        let answer = ask(&mut tutor, &entry, track, step, seen).await;
        assert_eq!(answer.status, 404, "{page} {track} {step}");
    }
    show(&mut student, "project_idea", "why_this").await;
    let idea = school.entry(STUDENT, "project_idea").await;
    let answer = ask(&mut tutor, &idea, "iep", "tutor_agrees", "1").await;
    assert_eq!(answer.status, 404, "the programme is not agreed from there");
    let project = student.open(PROJECT).await;
    assert!(!project.words().contains("одобрено"));
    let programme = student.open("/diary/iep/once").await;
    assert!(programme.words().contains("Версия 1 ждёт согласования."));
    // Each from its own page.
    let iep = school.entry(STUDENT, "iep").await;
    for (entry, track, step, seen) in [
        (&idea, "project", "approve", "0"),
        (&iep, "iep", "tutor_agrees", "1"),
    ] {
        let answer = ask(&mut tutor, entry, track, step, seen).await;
        let there = format!("/shown/{entry}?done={seen}#track");
        assert_eq!(
            (answer.status, answer.location()),
            (303, Some(there.as_str()))
        );
    }
    school.deliver();
    assert!(student.open(PROJECT).await.words().contains("этап одобрен"));
}

#[tokio::test]
async fn who_was_not_shown_the_page_moves_nothing_from_it() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    show(&mut student, "project_idea", "why_this").await;
    let entry = school.entry(STUDENT, "project_idea").await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let before = tutor.open(&format!("/shown/{entry}")).await.forms(ADULTS);
    assert_eq!(before.len(), 1);
    for login in [TUTOR_9A, PSYCHOLOGIST, DEPUTY, ADMIN, STUDENT_10, STUDENT] {
        let mut other = school.signed_in(login).await;
        let answer = ask(&mut other, &entry, "project", "approve", "0").await;
        assert_eq!(answer.status, 404, "{login}");
    }
    // The student takes the page back from the tutor; the tutor's window is still open.
    let form = student
        .open(PROJECT)
        .await
        .form("page")
        .without("draft[audience][why_this.class_tutor]")
        .set("draft[audience][why_this.deputy_head]", "on");
    student.submit(&form.then("show")).await;
    let late = tutor
        .post(
            ADULTS,
            &before[0].clone().set("move[step]", "approve").controls,
        )
        .await;
    assert_eq!(late.status, 404, "shown to the deputy head alone");
    let nobody = "00000000-0000-0000-0000-000000000000";
    for entry in ["", "nonsense", nobody] {
        let answer = ask(&mut tutor, entry, "project", "approve", "0").await;
        assert_eq!(answer.status, 404, "{entry}");
    }
    assert!(!student.open(PROJECT).await.words().contains("одобрено"));
}

#[tokio::test]
async fn a_page_of_somebody_else_moves_nothing_of_this_student() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    show(&mut student, "iep", "goal_year").await;
    press(&mut student, "/diary/iep/once", OWN, "propose", "").await;
    let mut other = school.signed_in(NEWCOMER).await;
    let form = other
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Из девятого класса");
    other.submit(&form.then("show")).await;
    let entry = school.entry(NEWCOMER, "acquaintance").await;
    for login in [TUTOR_9B, TUTOR_10A] {
        let mut tutor = school.signed_in(login).await;
        let answer = ask(&mut tutor, &entry, "iep", "tutor_agrees", "1").await;
        assert_eq!(
            answer.status, 404,
            "{login}: an edition without a programme"
        );
    }
    let page = student.open("/diary/iep/once").await;
    assert!(page.words().contains("Версия 1 ждёт согласования."));
}

#[tokio::test]
async fn a_tutor_approves_the_stage_whose_page_they_were_shown() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    show(&mut student, "project_idea", "why_this").await;
    press(&mut student, PROJECT, OWN, "next", "").await;
    let idea = school.entry(STUDENT, "project_idea").await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let page = tutor.open(&format!("/shown/{idea}")).await;
    assert_eq!(page.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    assert!(page.forms(ADULTS).is_empty(), "the passport was not shown");
    let answer = ask(&mut tutor, &idea, "project", "approve", "1").await;
    assert_eq!(
        answer.location(),
        Some(format!("/shown/{idea}?refused=not_now&step=approve&seen=1#track").as_str())
    );
    let now = student.open(PROJECT).await;
    assert_eq!(now.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    show(&mut student, "project_passport", "topic").await;
    let passport = school.entry(STUDENT, "project_passport").await;
    let approved = press(
        &mut tutor,
        &format!("/shown/{passport}"),
        ADULTS,
        "approve",
        "",
    )
    .await;
    assert_eq!(
        approved.texts(".stages [aria-current]"),
        ["паспорт, сейчас здесь, этап одобрен"]
    );
}

#[tokio::test]
async fn nobody_does_the_step_of_another_hand() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let form = student
        .open("/diary/iep/once")
        .await
        .form("page")
        .write("goal_year", "Дойти до защиты");
    student.submit(&form.then("show")).await;
    let entry = school.entry(STUDENT, "iep").await;
    press(&mut student, "/diary/iep/once", OWN, "propose", "").await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let mut deputy = school.signed_in(DEPUTY).await;
    ask(&mut deputy, &entry, "iep", "tutor_agrees", "1").await;
    let page = student.open("/diary/iep/once").await;
    assert!(
        page.words().contains("Версия 1 ждёт согласования."),
        "not the deputy head's"
    );
    ask(&mut tutor, &entry, "iep", "tutor_agrees", "1").await;
    ask(&mut tutor, &entry, "iep", "parent_acknowledges", "2").await;
    ask(&mut tutor, &entry, "iep", "deputy_agrees", "3").await;
    school.deliver();
    let page = student.open("/diary/iep/once").await;
    assert!(
        page.words().contains("дальше решает заместитель"),
        "not the tutor's"
    );
    ask(&mut deputy, &entry, "iep", "deputy_agrees", "3").await;
    school.deliver();
    let page = student.open("/diary/iep/once").await;
    assert!(page.words().contains("Версия 1 действует."));
}
