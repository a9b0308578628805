//! «Экран виден классу»: an adult's pages hide everybody until it is said that nobody else looks.

use tests::{
    School,
    someone::{NEWCOMER, PSYCHOLOGIST, STUDENT_9, TUTOR_9A},
};

#[tokio::test]
async fn while_others_see_the_screen_no_page_names_anybody_and_nothing_is_opened() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let waiting = tutor.waiting().await;
    let shown = waiting.first().expect("a page that waits").clone();
    let mut student = school.signed_in(STUDENT_9).await;
    let readings = student
        .open("/readings")
        .await
        .texts("tbody [data-line]")
        .len();
    let said = tutor
        .post("/screen", &[("seen", "1"), ("back", "/class")])
        .await;
    assert_eq!(said.location(), Some("/class"));
    for path in ["/class", "/shown", "/requests", "/decisions", &shown] {
        let page = tutor.open(path).await;
        let words = page.words();
        assert!(words.contains("Имена и слова скрыты"), "{path}");
        for name in ["Белова", "Перфильева", "Нечаева", "Ольга"] {
            assert!(!page.text().contains(name), "{path}: {name}");
        }
    }
    assert!(tutor.open("/help").await.words().contains("Показать снова"));
    let after = student
        .open("/readings")
        .await
        .texts("tbody [data-line]")
        .len();
    assert_eq!(after, readings, "nothing was opened");
    tutor
        .post("/screen", &[("seen", "0"), ("back", &shown)])
        .await;
    assert_eq!(tutor.waiting().await, waiting, "all of them wait on");
    assert!(!tutor.open(&shown).await.words().contains("Показать снова"));
}

#[tokio::test]
async fn a_strip_on_a_screen_that_others_see_says_only_that_something_waits() {
    let school = School::demo().await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    psychologist
        .post("/screen", &[("seen", "1"), ("back", "/")])
        .await;
    let page = psychologist.open("/wellbeing").await;
    assert!(
        page.texts(".urgent")
            .concat()
            .contains("Есть то, что ждёт вас")
    );
    assert!(!page.text().contains("омощь нужна сейчас") && !page.text().contains("ужна помощь"));
}

#[tokio::test]
async fn a_student_has_no_such_switch() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    student
        .post("/screen", &[("seen", "1"), ("back", "/")])
        .await;
    let page = student.open("/diary").await;
    assert!(!page.words().contains("Имена и слова скрыты"));
}
