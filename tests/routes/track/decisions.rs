//! What waits for a decision stands in the list of whose turn it is, until it is decided; a decision can
//! be taken back before its student sees it.

use super::press;
use tests::{Browser, School, someone::*};

const STUDENT: &str = "prohor";
const IEP: &str = "/diary/iep/once";
const OWN: &str = "/api/v1/diary/track";
const ADULTS: &str = "/api/v1/track";

/// What the list says of this student.
async fn listed(adult: &mut Browser, page: &str) -> Vec<String> {
    let list = adult.open("/decisions").await;
    list.texts(&format!(
        ".queue a[href^='{page}'] > span.small:first-of-type"
    ))
}

async fn sent(school: &School, student: &mut Browser) -> String {
    let form = student.open(IEP).await.form("page");
    let form = form.write("goal_year", "Дойти до защиты");
    student.submit(&form.then("show")).await;
    format!("/shown/{}", school.entry(STUDENT, "iep").await)
}

#[tokio::test]
async fn a_programme_waits_in_the_list_of_whose_turn_it_is() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let (mut tutor, mut deputy) = (
        school.signed_in(TUTOR_10A).await,
        school.signed_in(DEPUTY).await,
    );
    let page = sent(&school, &mut student).await;
    assert!(
        listed(&mut tutor, &page).await.is_empty(),
        "it is not sent yet"
    );
    press(&mut student, IEP, OWN, "propose", "").await;
    for opened in 0..2 {
        let expected = ["ИОП, версия 1: согласовать"];
        assert_eq!(listed(&mut tutor, &page).await, expected, "{opened}");
        assert!(listed(&mut deputy, &page).await.is_empty());
        tutor.open(&page).await;
    }
    press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    let paper = ["ИОП, версия 1: лист на подпись родителям"];
    assert_eq!(listed(&mut tutor, &page).await, paper);
    press(&mut tutor, &page, ADULTS, "parent_acknowledges", "").await;
    assert!(listed(&mut tutor, &page).await.is_empty());
    assert_eq!(
        listed(&mut deputy, &page).await,
        ["ИОП, версия 1: утвердить"]
    );
    press(&mut deputy, &page, ADULTS, "deputy_agrees", "").await;
    assert!(listed(&mut deputy, &page).await.is_empty());
    for login in [PSYCHOLOGIST, ADMIN, STUDENT_9] {
        let status = school.signed_in(login).await.get("/decisions").await.status;
        assert_eq!(status, 404, "{login}");
    }
}

#[tokio::test]
async fn a_stage_waits_once_its_page_is_shown_and_until_it_is_approved() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let form = student.open("/diary/project_idea/once").await.form("page");
    let form = form.write("why_this", "Вода рядом");
    student.submit(&form.then("show")).await;
    let page = format!("/shown/{}", school.entry(STUDENT, "project_idea").await);
    assert_eq!(listed(&mut tutor, &page).await, ["Проект: идея"]);
    let list = tutor.open("/decisions").await;
    assert!(list.statements <= 6, "{}", list.statements);
    press(&mut student, "/diary/project_idea/once", OWN, "next", "").await;
    assert!(
        listed(&mut tutor, &page).await.is_empty(),
        "the idea is left"
    );
}

#[tokio::test]
async fn a_decision_is_taken_back_before_its_student_sees_it() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let page = sent(&school, &mut student).await;
    press(&mut student, IEP, OWN, "propose", "").await;
    assert!(tutor.waiting().await.contains(&page));
    let agreed = press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    assert!(!tutor.waiting().await.contains(&page), "it is decided");
    assert!(
        student
            .open(IEP)
            .await
            .words()
            .contains("Версия 1 ждёт согласования.")
    );
    let undo = agreed.forms(ADULTS).remove(0).set("move[step]", "undo");
    // Nobody else takes it back.
    let mut deputy = school.signed_in(DEPUTY).await;
    deputy.post(&undo.action, &undo.controls).await;
    assert!(listed(&mut tutor, &page).await[0].contains("лист"));
    let back = tutor.submit(&undo).await;
    assert!(back.words().contains("Решение отменено"));
    assert!(back.words().contains("Версия 1 ждёт согласования."));
    assert!(tutor.waiting().await.contains(&page), "it waits again");
    let agreed = press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    school.deliver();
    let late = agreed.forms(ADULTS).remove(0).set("move[step]", "undo");
    let late = tutor.submit(&late).await;
    assert!(late.words().contains("согласована, ждём"), "it is too late");
    assert!(
        late.words().contains("Отменить уже нельзя"),
        "and it says so"
    );
    assert!(
        student
            .open(IEP)
            .await
            .words()
            .contains("согласована, ждём")
    );
}

#[tokio::test]
async fn a_decision_on_a_page_that_was_shown_anew_is_refused_and_the_new_one_is_there() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let page = sent(&school, &mut student).await;
    press(&mut student, IEP, OWN, "propose", "").await;
    let seen = tutor.open(&page).await;
    let form = student.open(IEP).await.form("page");
    let form = form.write("goal_year", "Дойти до финала");
    student.submit(&form.then("show")).await;
    let step = seen.forms(ADULTS).remove(0);
    let step = step
        .set("move[step]", "tutor_agrees")
        .set("move[note]", "Согласна с защитой");
    let refused = tutor.submit(&step).await;
    let told = refused.texts(".track .problem").concat();
    assert!(told.contains("показали заново"), "{told}");
    assert!(refused.words().contains("Дойти до финала"));
    assert!(
        refused.text().contains("Согласна с защитой"),
        "its note is kept"
    );
    assert_eq!(
        listed(&mut tutor, &page).await,
        ["ИОП, версия 1: согласовать"]
    );
    let read = seen.form("settle").set("settle[then]", "read");
    let told = tutor.submit(&read).await.texts("[role=alert]").concat();
    assert!(told.contains("не отмечено"), "{told}");
    assert!(tutor.waiting().await.contains(&page));
    press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    assert!(listed(&mut tutor, &page).await[0].contains("лист"));
}

#[tokio::test]
async fn a_stage_is_given_back_with_a_word_and_waits_again_once_its_page_is_shown_again() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let stage = "/diary/project_idea/once";
    let show = async |student: &mut Browser, words: &str| {
        let form = student.open(stage).await.form("page");
        let field = form
            .controls
            .iter()
            .find_map(|(name, _)| name.strip_prefix("draft[fields][")?.strip_suffix(']'))
            .expect("a field")
            .to_owned();
        student
            .submit(&form.write(&field, words).then("show"))
            .await;
    };
    show(&mut student, "Кормушки").await;
    let page = format!("/shown/{}", school.entry(STUDENT, "project_idea").await);
    let waits = ["Проект: идея"];
    assert_eq!(listed(&mut tutor, &page).await, waits);
    let wordless = press(&mut tutor, &page, ADULTS, "give_back", "").await;
    assert!(wordless.words().contains("возвращают с комментарием"));
    assert_eq!(listed(&mut tutor, &page).await, waits);
    let back = |form: tests::Form| {
        form.set("move[step]", "give_back")
            .set("move[note]", "Кого они кормят?")
    };
    let form = tutor.open(&page).await.forms(ADULTS).remove(0);
    let done = tutor.submit(&back(form)).await;
    assert!(done.words().contains("Этап «идея» возвращён с замечанием"));
    assert!(
        listed(&mut tutor, &page).await.is_empty(),
        "with the student"
    );
    // Taken back, its word is a draft again.
    let undo = done.forms(ADULTS).remove(0).set("move[step]", "undo");
    let undone = tutor.submit(&undo).await;
    assert_eq!(listed(&mut tutor, &page).await, waits);
    assert!(
        undone.text().contains("Кого они кормят?"),
        "the word is kept"
    );
    let form = tutor.open(&page).await.forms(ADULTS).remove(0);
    assert_eq!(form.get("move[note]"), Some("Кого они кормят?"));
    tutor.submit(&back(form)).await;
    school.deliver();
    let own = student.open(stage).await;
    assert!(own.text().contains("Кого они кормят?"), "and read");
    assert!(own.words().contains("возвращён с замечанием"));
    assert!(listed(&mut tutor, &page).await.is_empty());
    show(&mut student, "Кормушки для синиц").await;
    assert_eq!(listed(&mut tutor, &page).await, waits, "shown again");
    press(&mut tutor, &page, ADULTS, "approve", "").await;
    assert!(listed(&mut tutor, &page).await.is_empty());
}

#[tokio::test]
async fn chosen_exams_wait_until_each_of_them_is_marked() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let list = tutor.open("/decisions").await;
    let exams = list
        .attributes(".queue a", "href")
        .into_iter()
        .zip(list.texts(".queue a > span.small:first-of-type"))
        .find(|(_, what)| what.contains("Выбор экзаменов"))
        .map(|(page, _)| page.split('?').next().unwrap_or_default().to_owned())
        .expect("exams");
    let waits = async |tutor: &mut Browser| {
        let list = tutor.open("/decisions").await;
        let mut pages = list.attributes(".queue a", "href").into_iter();
        pages.any(|page| page.starts_with(&exams))
    };
    let opened = tutor.open(&exams).await;
    let put_off = opened.form("settle").set("settle[then]", "postpone");
    tutor.submit(&put_off).await;
    assert!(tutor.part("postponed").await.contains(&exams));
    assert!(waits(&mut tutor).await, "to put it off decides nothing");
    let opened = tutor.open(&exams).await;
    let read = opened.form("settle").set("settle[then]", "read");
    tutor.submit(&read).await;
    assert!(waits(&mut tutor).await, "having read them decides nothing");
    let forms: Vec<tests::Form> = tutor
        .open(&exams)
        .await
        .forms("/api/v1/comment")
        .into_iter()
        .filter(|form| {
            form.controls
                .iter()
                .any(|(name, _)| name.starts_with("comment[stances]"))
        })
        .collect();
    let mut left: Vec<(tests::Form, String)> = Vec::new();
    for form in forms {
        let names = form.controls.iter().map(|(name, _)| name.clone());
        let marks: Vec<String> = names
            .filter(|name| name.starts_with("comment[stances]"))
            .collect();
        for name in marks {
            left.push((form.clone(), name));
        }
    }
    assert!(left.len() > 1, "several were chosen");
    let count = left.len();
    for (number, (form, name)) in left.into_iter().enumerate() {
        assert!(waits(&mut tutor).await, "{number} of {count} are marked");
        let marked = form.set(&name, "support").set("comment[then]", "send");
        tutor.submit(&marked).await;
    }
    assert!(!waits(&mut tutor).await, "all of them are");
}

#[tokio::test]
async fn chosen_exams_wait_for_who_may_say_something_of_them_alone() {
    let school = School::demo().await;
    let exams = "Выбор экзаменов: поддерживаю или обсудим";
    for (login, has) in [(TUTOR_10A, true), (DEPUTY, false)] {
        let mut adult = school.signed_in(login).await;
        let list = adult.open("/decisions").await.words();
        assert_eq!(list.contains(exams), has, "{login}");
    }
}
