//! A step that is refused is told why, and what was written to it is kept for its writer.

use domain::role::Role;
use store::{
    memberships::{Assignment, Of},
    people,
};
use tests::{Browser, School, someone::*};
use uuid::Uuid;

use super::{PROJECT, press};

const IEP: &str = "/diary/iep/once";
const OWN: &str = "/api/v1/diary/track";
const ADULTS: &str = "/api/v1/track";
const LATE: &str = "пока страница была открыта, здесь сделан другой";
const TWICE: &str = "Этот шаг уже сделан, второй раз не нужно";
const KEPT: &str = "сохранён, но никому не отправлен";

/// The student's programme, sent to the tutor; its shown page.
async fn proposed(school: &School) -> (Browser, String) {
    let mut student = school.signed_in("prohor").await;
    let form = student
        .open(IEP)
        .await
        .form("page")
        .write("goal_year", "Дойти до защиты");
    student.submit(&form.then("show")).await;
    press(&mut student, IEP, OWN, "propose", "").await;
    let href = format!("/shown/{}", school.entry("prohor", "iep").await);
    (student, href)
}

async fn late_step(school: School) {
    let mut student = school.signed_in("prohor").await;
    let old = student.open(PROJECT).await.forms(OWN).remove(0);
    press(&mut student, PROJECT, OWN, "next", "").await;
    let old = old.set("move[step]", "pause").set("move[note]", "Болею");
    let told = student.submit(&old).await;
    assert_eq!(told.status, 200);
    assert!(told.words().contains(LATE), "{}", told.words());
    assert!(told.words().contains("Переход к этапу «паспорт»"), "which");
    assert!(told.words().contains(KEPT));
    let warned = told.texts(".track .problem").concat();
    assert!(!warned.contains(KEPT), "what is kept is no warning");
    assert_eq!(told.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    assert!(told.statements <= 6, "{}", told.statements);
    // It is still there another day, and goes with the step that it was written to.
    let again = student.open(PROJECT).await;
    assert!(!again.words().contains(LATE) && again.words().contains(KEPT));
    let form = again.forms(OWN).remove(0);
    assert_eq!(form.get("move[note]"), Some("Болею"));
    let done = student.submit(&form.set("move[step]", "pause")).await;
    assert_eq!(done.texts(".stages [aria-current]"), ["паспорт, на паузе"]);
    assert_eq!(done.texts(".track .said"), ["Болею"]);
    assert!(!done.words().contains(KEPT));
    assert_eq!(done.forms(OWN).remove(0).get("move[note]"), Some(""));
}

#[tokio::test]
async fn a_step_that_comes_late_keeps_its_note() {
    late_step(School::demo().await).await;
}

#[tokio::test]
async fn a_step_that_comes_late_keeps_its_note_on_postgres() {
    late_step(School::demo_on_postgres().await).await;
}

#[tokio::test]
async fn a_note_that_is_too_long_is_kept_whole_and_the_step_waits() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let long = "ж".repeat(501);
    let told = press(&mut student, PROJECT, OWN, "next", &long).await;
    assert!(told.words().contains("500 знаков"), "{}", told.words());
    assert_eq!(told.texts(".stages [aria-current]"), ["идея, сейчас"]);
    assert_eq!(
        told.forms(OWN).remove(0).get("move[note]"),
        Some(long.as_str())
    );
    let done = press(&mut student, PROJECT, OWN, "next", &"ж".repeat(500)).await;
    assert_eq!(done.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
}

#[tokio::test]
async fn a_step_that_is_not_possible_now_keeps_its_note() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let told = press(&mut student, PROJECT, OWN, "change_topic", "Другая тема").await;
    assert!(
        told.words().contains("сейчас он невозможен"),
        "{}",
        told.words()
    );
    let form = told.forms(OWN).remove(0);
    assert_eq!(form.get("move[note]"), Some("Другая тема"));
    // Emptied by its writer, it is gone.
    let told = press(&mut student, PROJECT, OWN, "change_topic", " ").await;
    assert!(!told.words().contains(KEPT));
}

#[tokio::test]
async fn what_an_adult_could_not_send_is_seen_by_that_adult_alone() {
    let school = School::demo().await;
    let (mut student, href) = proposed(&school).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let mut deputy = school.signed_in(DEPUTY).await;
    let old = tutor.open(&href).await.forms(ADULTS).remove(0);
    let old = old.set("move[step]", "give_back");
    press(&mut tutor, &href, ADULTS, "tutor_agrees", "").await;
    let told = tutor
        .submit(&old.clone().set("move[note]", "Мало времени"))
        .await;
    assert!(told.words().contains(LATE) && told.words().contains(KEPT));
    assert!(told.statements <= 6, "{}", told.statements);
    let form = told.forms(ADULTS).remove(0);
    assert_eq!(form.get("move[note]"), Some("Мало времени"));
    for text in [student.open(IEP).await, deputy.open(&href).await] {
        assert!(!text.text().contains("Мало времени"), "{}", text.path);
        assert!(!text.words().contains(KEPT));
    }
    // Where nothing is theirs to do any more, the words are shown and can be put away.
    let form = form
        .set("move[step]", "parent_acknowledges")
        .set("move[signed_on]", "2026-11-24");
    tutor.submit(&form.set("move[note]", "")).await;
    let told = tutor.submit(&old.set("move[note]", "Мало времени")).await;
    assert_eq!(told.texts(".track form .said"), ["Мало времени"]);
    let form = told.forms(ADULTS).remove(0);
    assert_eq!(form.get("move[note]"), None);
    let away = tutor.submit(&form.set("move[step]", "")).await;
    assert!(!away.text().contains("Мало времени"));
    assert!(!away.has(".track .problem"));
    assert!(
        away.words().contains("дальше решает заместитель"),
        "and nothing moved"
    );
}

#[tokio::test]
async fn a_second_press_with_its_note_is_no_refusal() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let form = student.open(PROJECT).await.forms(OWN).remove(0);
    let form = form
        .set("move[step]", "next")
        .set("move[note]", "Тема есть");
    student.submit(&form).await;
    let again = student.submit(&form).await;
    assert!(!again.has(".track .problem"), "{}", again.words());
    assert_eq!(again.texts(".track .said"), ["Тема есть"]);
    // Another step, or the same one with other words, is not that press.
    for (step, note, why) in [("pause", "Тема есть", LATE), ("next", "Другое", TWICE)]
    {
        let other = form.clone().set("move[step]", step).set("move[note]", note);
        let told = student.submit(&other).await;
        assert!(told.words().contains(why), "{step} {note}");
        assert_eq!(told.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    }
}

#[tokio::test]
async fn the_same_step_of_somebody_else_is_not_ones_own() {
    let school = School::demo().await;
    let (_, href) = proposed(&school).await;
    let (student, second) = (school.person("prohor").await, school.person("olga").await);
    let today = school.state.clock.now().date_naive();
    store::write!(school.state.db, tx => {
        match people::student(tx, student, today).await {
            Ok(line) => {
                let class = line.and_then(|line| line.student.class).expect("a class");
                let held = Assignment::new(Role::ClassTutor, Of::Class(class));
                people::add_membership(tx, &tests::operator::people(), Uuid::from_u128(78), second, &held, today).await
            }
            Err(error) => Err(error),
        }
    })
    .expect("a second tutor");
    let mut one = school.signed_in(TUTOR_10A).await;
    let mut other = school.signed_in("olga").await;
    let form = other.open(&href).await.forms(ADULTS).remove(0);
    press(&mut one, &href, ADULTS, "tutor_agrees", "").await;
    let told = other.submit(&form.set("move[step]", "tutor_agrees")).await;
    assert!(told.words().contains(TWICE), "{}", told.words());
    assert!(!told.words().contains(LATE), "it is the same one");
    assert!(
        told.texts(".track .problem")
            .concat()
            .contains("Версия 1 согласована"),
        "and who took it is told"
    );
}

async fn two_at_once(school: School) {
    let (_, href) = proposed(&school).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let form = tutor.open(&href).await.forms(ADULTS).remove(0);
    let (mut one, mut other) = (tutor.clone(), tutor.clone());
    let agrees = form
        .clone()
        .set("move[step]", "tutor_agrees")
        .set("move[note]", "Согласна");
    let returns = form
        .set("move[step]", "give_back")
        .set("move[note]", "Переделать");
    let (first, second) = tokio::join!(
        one.post(ADULTS, &agrees.controls),
        other.post(ADULTS, &returns.controls)
    );
    let refused = [first, second].map(|answer| {
        assert_eq!(answer.status, 303);
        answer
            .location()
            .is_some_and(|to| to.contains("refused=moved"))
    });
    assert_eq!(refused.iter().filter(|refused| **refused).count(), 1);
    let page = tutor.open(&href).await;
    let (said, kept) = match refused[1] {
        true => ("Согласна", "Переделать"),
        false => ("Переделать", "Согласна"),
    };
    assert_eq!(page.texts(".track ol .said"), [said]);
    assert!(page.text().contains(kept), "the other's words are kept");
}

#[tokio::test]
async fn of_two_steps_at_once_one_is_done_and_the_other_keeps_its_note() {
    two_at_once(School::demo().await).await;
}

#[tokio::test]
async fn of_two_steps_at_once_one_is_done_and_the_other_keeps_its_note_on_postgres() {
    two_at_once(School::demo_on_postgres().await).await;
}

#[tokio::test]
async fn a_step_whose_last_statement_fails_is_not_done_and_the_next_one_works() {
    let school = School::demo_on_postgres().await;
    let mut student = school.signed_in("prohor").await;
    let first = student.open(PROJECT).await.forms(OWN).remove(0);
    let refused = first
        .clone()
        .set("move[step]", "change_topic")
        .set("move[note]", "Другая тема");
    student.submit(&refused).await;
    // What was kept is put away after the step is written.
    school.run(
        "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$",
    );
    school.run(
        "CREATE TRIGGER broken BEFORE DELETE ON track_note FOR EACH ROW EXECUTE FUNCTION broken()",
    );
    let form = first
        .set("move[step]", "next")
        .set("move[note]", "Тема нашлась");
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 503);
    let back = answer.forms(OWN).remove(0);
    assert_eq!(
        back.get("move[note]"),
        Some("Тема нашлась"),
        "it comes back"
    );
    let page = student.open(PROJECT).await;
    assert_eq!(
        page.texts(".stages [aria-current]"),
        ["идея, сейчас"],
        "undone"
    );
    assert!(page.words().contains(KEPT), "and nothing is put away");
    school.run("DROP TRIGGER broken ON track_note");
    let done = student.submit(&back.set("move[step]", "next")).await;
    assert_eq!(done.texts(".stages [aria-current]"), ["паспорт, сейчас"]);
    assert_eq!(done.texts(".track .said"), ["Тема нашлась"]);
    assert!(!done.words().contains(KEPT));
}

#[tokio::test]
async fn nothing_is_given_back_without_a_word_why() {
    let school = School::demo().await;
    let (_, href) = proposed(&school).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    for note in ["", "  "] {
        let form = tutor.open(&href).await.forms(ADULTS).remove(0);
        let form = form.set("move[step]", "give_back").set("move[note]", note);
        let told = tutor.submit(&form).await;
        assert!(told.words().contains("возвращают с комментарием"));
        assert!(told.words().contains("Версия 1 ждёт согласования."));
    }
    let form = tutor.open(&href).await.forms(ADULTS).remove(0);
    let form = form
        .set("move[step]", "give_back")
        .set("move[note]", "Добавь часы");
    let told = tutor.submit(&form).await;
    assert!(told.words().contains("Версия 1 возвращена с замечанием"));
    assert!(told.words().contains("у ученика, пока не отправлена"));
}
