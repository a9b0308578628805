//! What stands in lists, and what comes first.

use domain::role::Role;
use store::memberships::{Assignment, Of};
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
    let waiting = tutor.waiting().await;
    assert!(waiting.len() > 3, "{waiting:?}");
    for (place, href) in waiting.iter().take(2).enumerate() {
        let next = tutor.get("/shown?next=1").await;
        assert_eq!(next.location(), Some(waiting[place].as_str()));
        let page = tutor.open(href).await;
        let skip = page.attributes(".after a", "href").concat();
        let skipped = tutor.get(&skip).await;
        assert_eq!(skipped.location(), Some(waiting[place + 1].as_str()));
        let form = page.form("settle").set("settle[then]", "read");
        let went = tutor.post(&form.action, &form.controls).await;
        let there = format!(
            "{}?marked={}",
            waiting[place + 1],
            href.rsplit('/').next().unwrap()
        );
        assert_eq!(went.location(), Some(there.as_str()));
    }
    assert_eq!(tutor.waiting().await, waiting[2..]);
}

#[tokio::test]
async fn who_has_read_everything_finds_the_list() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    for href in tutor.waiting().await {
        tutor.read(&href).await;
    }
    let list = tutor.open("/shown?next=1").await;
    assert_eq!(list.texts("h1"), ["Никто не ждёт"]);
}

#[tokio::test]
async fn read_is_taken_back_from_the_bar_and_put_off_comes_back() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let waiting = tutor.waiting().await;
    let next = tutor.read(&waiting[0]).await;
    assert!(next.path.starts_with(&waiting[1]), "{}", next.path);
    let bar = next.forms("/api/v1/shown/settle").remove(0);
    let back = tutor.submit(&bar.set("settle[then]", "undo")).await;
    assert_eq!(back.path, waiting[0]);
    assert_eq!(tutor.waiting().await, waiting);
    let form = back.form("settle").set("settle[then]", "postpone");
    tutor.submit(&form).await;
    assert_eq!(tutor.waiting().await, waiting[1..]);
    assert_eq!(tutor.part("postponed").await, waiting[..1]);
    let put_off = tutor.open(&waiting[0]).await.form("settle");
    for wrong in ["2026-01-01", "завтра", "9999-01-01", ""] {
        let form = put_off
            .clone()
            .set("settle[until]", wrong)
            .set("settle[then]", "postpone");
        assert_eq!(
            tutor.post(&form.action, &form.controls).await.status,
            400,
            "{wrong}"
        );
    }
    let form = put_off.set("settle[then]", "again");
    tutor.submit(&form).await;
    assert_eq!(tutor.waiting().await, waiting);
    let next = tutor.read(&waiting[0]).await;
    assert!(next.has(".settled .soon-gone"));
    school.deliver();
    let late = tutor.open(&next.path).await;
    assert!(late.has(".settled") && !late.has(".settled .soon-gone"));
}

#[tokio::test]
async fn what_one_psychologist_answers_waits_for_neither() {
    let school = School::demo().await;
    let student = school
        .student("9Б")
        .wrote("profile_options", &[("missing", "Каток")])
        .read_by("missing.psychologist")
        .shown()
        .await;
    school
        .new_person("second", &[Assignment::new(Role::Psychologist, Of::School)])
        .await;
    let page = format!(
        "/shown/{}",
        school.entry(&student.login, "profile_options").await
    );
    let mut first = school.signed_in(PSYCHOLOGIST).await;
    let mut second = school.signed_in("second").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    assert!(second.waiting().await.contains(&page));
    let seen = second.open(&page).await;
    first.read(&page).await;
    assert!(!second.waiting().await.contains(&page));
    assert!(
        tutor.waiting().await.contains(&page),
        "the tutor has not answered"
    );
    let told = second.open(&page).await.texts("#settle p").concat();
    assert!(told.starts_with("Прочитано: Инна"), "{told}");
    // Who comes second changes nothing, and cannot take it back.
    let form = seen.form("settle").set("settle[then]", "read");
    second.submit(&form).await;
    second.submit(&form.set("settle[then]", "undo")).await;
    let told = second.open(&page).await.texts("#settle p").concat();
    assert!(told.starts_with("Прочитано: Инна"), "{told}");
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
    tutor.read(&read).await;
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
    assert_eq!(row[1], "1", "the other one was read");
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
