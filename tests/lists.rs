//! What stands in lists, and what comes first.

use tests::{School, someone::*};

#[tokio::test]
async fn the_next_new_page_is_the_first_that_waits_and_never_the_same_twice() {
    let school = School::demo().await;
    for text in ["Снег", "Лыжи", "Каток"] {
        let page = [("good_day", text)];
        school
            .student("9А")
            .wrote("acquaintance", &page)
            .shown()
            .await;
    }
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let waiting = tutor
        .open("/shown")
        .await
        .attributes(".queue .unread", "href");
    assert!(waiting.len() > 2, "{waiting:?}");
    for href in waiting.iter().take(3) {
        let next = tutor.get("/shown?next=1").await;
        assert_eq!(next.location(), Some(href.as_str()));
        let page = tutor.open(href).await;
        assert!(
            page.attributes("a", "href")
                .contains(&"/shown?next=1".to_owned())
        );
    }
    let left = tutor
        .open("/shown")
        .await
        .attributes(".queue .unread", "href");
    assert_eq!(left, waiting[3..]);
}

#[tokio::test]
async fn who_has_read_everything_finds_the_list() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    for href in tutor
        .open("/shown")
        .await
        .attributes(".queue .unread", "href")
    {
        tutor.open(&href).await;
    }
    let list = tutor.open("/shown?next=1").await;
    assert_eq!(list.texts("h1"), ["Никто не ждёт"]);
}

#[tokio::test]
async fn only_who_may_answer_is_waited_for() {
    let school = School::demo().await;
    for (login, words) in [(TUTOR_9A, "Ждут ответа"), (DEPUTY, "Новые страницы")]
    {
        let list = school.signed_in(login).await.open("/shown").await;
        assert!(list.texts("h1").concat().starts_with(words), "{login}");
    }
}

#[tokio::test]
async fn of_one_student_lines_do_not_repeat_the_name() {
    let school = School::demo().await;
    let pupil = school
        .student("9А")
        .wrote("acquaintance", &[("good_day", "Снег")])
        .shown()
        .wrote("profile_options", &[("missing", "Каток")])
        .shown()
        .wrote("week", &[("done", "Сохранено, не показано")])
        .await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let read = format!(
        "/shown/{}",
        school.entry(&pupil.login, "acquaintance").await
    );
    tutor.open(&read).await;
    let class = tutor.open("/class").await;
    let name = format!("Новый-{}", pupil.login);
    let names = class.texts("th a");
    let place = names.iter().position(|found| found.contains(&name));
    let place = place.expect("the student stands in the class");
    let list = tutor.open(&class.attributes("th a", "href")[place]).await;
    assert!(list.texts("h1").concat().contains(&names[place]));
    let given = names[place].split(' ').nth(1).unwrap().to_owned();
    let lines = list.texts(".queue li");
    assert!(lines.len() == 2 && lines.iter().all(|line| !line.contains(&given)));
    // As many as the class page counts.
    let row = class.texts(&format!("tbody tr:nth-child({}) td.num", place + 1));
    assert_eq!(lines.len().to_string(), row[0]);
    assert_eq!(list.texts(".queue .unread").len().to_string(), row[1]);
    assert_eq!(row[1], "1", "the other one was opened");
}

#[tokio::test]
async fn the_administrator_finds_a_person_by_any_spelling() {
    let school = School::demo().await;
    let mut admin = school.signed_in(ADMIN).await;
    let people = admin.open("/people").await;
    assert_eq!(people.texts("main h2"), ["Взрослые", "Ученики"]);
    let everybody = people.texts("tbody tr").len();
    assert_eq!(everybody, 150 + 12);
    for (sought, found) in [
        ("сОМОВА вар", "Сомова Варвара Алексеевна"),
        ("varya", "Сомова Варвара Алексеевна"),
    ] {
        let list = admin
            .open(&format!("/people?q={}", tests::escape(sought)))
            .await;
        assert_eq!(list.texts("tbody th"), [found], "{sought}");
        assert!(list.words().contains("ученик, 9\u{a0}«А»"), "{sought}");
        assert_eq!(list.attributes("[name=q]", "value"), [sought]);
    }
    let nobody = admin.open("/people?q=zzz").await;
    assert!(nobody.words().contains("Никого с таким именем"));
}

#[tokio::test]
async fn a_week_that_was_skipped_folds_away_and_can_still_be_written() {
    let school = School::demo().await;
    let mut student = school.student("9Б").await.browser;
    let open = "main ul.panel > li > a";
    let weeks = student.open("/diary/week").await;
    let offered = weeks.attributes(open, "href");
    assert_eq!(offered, ["/diary/week/2026-w12", "/diary/week/2026-w11"]);
    let closed = weeks.attributes("details li a", "href");
    assert_eq!(closed.len(), 10);
    assert_eq!(
        closed.last().map(String::as_str),
        Some("/diary/week/2026-w01")
    );
    let form = student.open("/diary/week/2026-w03").await.form("page");
    student
        .submit(&form.write("done", "Нашлась библиотека").then("save"))
        .await;
    let weeks = student.open("/diary/week").await.attributes(open, "href");
    assert_eq!(
        weeks.last().map(String::as_str),
        Some("/diary/week/2026-w03")
    );
    assert_eq!(weeks.len(), 3);
}

#[tokio::test]
async fn the_graduation_page_gathers_what_stands_on_the_path() {
    let school = School::demo().await;
    let mut student = school.signed_in("regina").await;
    let line = student.open("/path").await.texts(".timeline li");
    assert!(line.len() > 10);
    let page = student.open("/diary/graduation/once").await;
    assert_eq!(page.texts("#milestones .timeline li"), line);
    assert!(page.statements <= 6, "{}", page.statements);
    let form = page.form("page").write("turn", "Стройка").then("show");
    let shown = student.submit(&form).await;
    assert_eq!(shown.texts("#milestones .timeline li"), line);
    // It is the author's own view: nobody else gets the diary with one page.
    let href = format!("/shown/{}", school.entry("regina", "graduation").await);
    let mut tutor = school.signed_in("rustam").await;
    let opened = tutor.open(&href).await;
    assert_eq!((opened.status, opened.has(".timeline")), (200, false));
}

#[tokio::test]
async fn a_reader_sees_the_question_of_the_week_that_was_answered() {
    let school = School::demo().await;
    let student = school
        .student("9Б")
        .wrote("week", &[("prompt", "Физкультура")])
        .on("2026-w02")
        .read_by("prompt.class_tutor")
        .shown()
        .await;
    let entry = school.entry(&student.login, "week").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let page = tutor.open(&format!("/shown/{entry}")).await;
    let asked = page.texts("#prompt h2");
    assert_eq!(asked, ["Какой урок пролетел быстрее всех?"]);
}
