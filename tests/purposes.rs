//! What hangs on a page or a field hangs on its purpose: a template with keys of its own offers and
//! shows the same as ours.

use tests::{Answer, Browser, School, someone::*};

const GRADE_9: &str = include_str!("../templates/grade-9.toml");

/// The template of grade 9 in which each page and each field with a purpose has a key of its own.
fn with_own_keys() -> String {
    let mut lines: Vec<String> = GRADE_9
        .replacen("key = \"grade-9\"", "key = \"own\"", 1)
        .lines()
        .map(str::to_owned)
        .collect();
    let mut last_key = 0;
    for at in 0..lines.len() {
        if lines[at].starts_with("key = ") {
            last_key = at;
        }
        if lines[at].starts_with("purpose = ") {
            lines[last_key] = lines[last_key].replacen("key = \"", "key = \"own_", 1);
        }
    }
    lines.join("\n")
}

/// A student whose diary has nothing in it yet, in that template; the school ends with its variable.
async fn begun() -> (School, Browser) {
    let school = School::demo().await;
    let school = school.in_edition(NEWCOMER, &with_own_keys()).await;
    let student = school.signed_in(NEWCOMER).await;
    (school, student)
}

async fn write(student: &mut Browser, address: &str, answers: &[(&str, &str)]) -> Answer {
    let page = student.open(address).await;
    let form = page.form("page").write_all(answers.iter().copied());
    let saved = student.submit(&form).await;
    assert_eq!(saved.status, 200, "{address}");
    page
}

#[tokio::test]
async fn every_offer_leads_to_the_page_of_its_purpose() {
    let (_school, mut student) = begun().await;
    for (path, selector, href) in [
        ("/", "a.write", "/diary/own_free/new"),
        ("/", ".panel a.quiet", "/diary/own_free/new"),
        ("/", ".panel a.main", "/diary/own_week/2026-w12"),
        ("/", ".talk a", "/talk"),
        ("/path", ".empty a", "/diary/own_event/new"),
        ("/diary/helps_me/once", ".told a", "/talk"),
    ] {
        let page = student.open(path).await;
        let links = page.attributes(selector, "href");
        assert_eq!(links.first().map(String::as_str), Some(href), "{path}");
        assert_eq!(student.open(href).await.status, 200, "{href}");
    }
    // Whoever wants to talk sends a request and begins no page.
    for old in ["/diary/own_talk/new", "/diary/own_talk"] {
        assert_eq!(student.get(old).await.location(), Some("/talk"), "{old}");
    }
}

#[tokio::test]
async fn the_line_of_the_week_is_what_was_done_else_the_answer_else_the_plan() {
    let (_school, mut student) = begun().await;
    let week = "/diary/own_week/2026-w12";
    for (field, text) in [
        ("own_next1", "План на среду"),
        ("own_prompt", "Ответ недели"),
        ("own_done", "Вышло с первого раза"),
    ] {
        write(&mut student, week, &[(field, text)]).await;
        let today = student.open("/").await;
        assert_eq!(today.texts(".panel p.hand"), [text]);
    }
}

#[tokio::test]
async fn an_open_goal_stands_on_today_with_its_next_step() {
    let (_school, mut student) = begun().await;
    let goal = [
        ("wish", "Сдать зачёт"),
        ("own_steps.0.step", "Найти тетрадь"),
        ("own_steps.0.done", "on"),
        ("own_steps.1.step", "Решить десять задач"),
    ];
    let page = write(&mut student, "/diary/own_goal/new", &goal).await;
    let selector = format!("a[href='{}']", page.path);
    let told = student.open("/").await.texts(&selector);
    assert_eq!(
        told.first().map(String::as_str),
        Some("Сдать зачётследующий шаг: Решить десять задач")
    );
    write(&mut student, &page.path, &[("close", "reached")]).await;
    let goals = student.open("/").await.texts("h2");
    assert!(!goals.contains(&"Цели".to_owned()), "{goals:?}");
}

#[tokio::test]
async fn today_reminds_on_the_chosen_day_from_the_chosen_time_on() {
    const REMINDER: &str = "Сегодня день, который выбран для дневника.";
    let (_school, mut student) = begun().await;
    // It is Tuesday, 8:12.
    for (day, time, reminds) in [
        ("tue_evening", "", true),
        ("tue_evening", "t0730", true),
        ("tue_evening", "t2100", false),
        ("wed_evening", "t0730", false),
        ("never", "t0730", false),
    ] {
        let answers = [("own_remind", day), ("own_remind_time", time)];
        write(&mut student, "/diary/own_start/once", &answers).await;
        let today = student.open("/").await;
        assert_eq!(today.words().contains(REMINDER), reminds, "{day} {time}");
    }
}

#[tokio::test]
async fn who_asks_to_talk_comes_first_in_the_list() {
    let (school, mut student) = begun().await;
    let asked = [
        ("to", "class_tutor"),
        ("when", "this_week"),
        ("about", "О выборе"),
    ];
    // One that was begun before requests were sent keeps its address.
    let page = student
        .open("/diary/own_talk/0192f0c1-0000-7000-8000-000000000021")
        .await;
    let form = page.form("page").write_all(asked).then("show");
    assert!(student.submit(&form).await.has(".told.leaf"));
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let form = form.write("good_day", "Снег и лыжи").then("show");
    assert!(student.submit(&form).await.has(".told.leaf"));
    let list = school.signed_in(TUTOR_9B).await.open("/shown").await;
    let asks = format!("/shown/{}", school.entry(NEWCOMER, "own_talk").await);
    let waiting = list.attributes(".queue a.unread", "href");
    assert!(waiting.len() > 1, "{waiting:?}");
    assert_eq!(waiting[0], asks);
    assert_eq!(list.attributes(".queue a.unread.talk", "href"), [asks]);
}
