//! One thing that cannot be read: every page is drawn with all the rest, no log holds a piece of it,
//! and the administrator is told.

use server::jobs;
use tests::{Browser, School, heard, someone::*};

use crate::confidentiality::crawl::crawled;

/// A word that stands in whatever is damaged.
const CANARY: &str = "Канарейкин";

const NO_OCCASION: &str = "an occasion";
const SENTENCE: &str = "не удаётся прочитать";

/// The student's pages that a crawl may miss: it stops at twenty of a kind.
const OWN: [&str; 13] = [
    "/",
    "/diary",
    "/path",
    "/path/then-and-now",
    "/path/areas",
    "/print",
    "/see-as",
    "/checkins",
    "/readings",
    "/diary/week/2026-w12",
    "/diary/acquaintance/once",
    "/diary/acquaintance/once/history",
    "/diary/acquaintance/once/as",
];

/// Everybody's pages by links, and those of the student that links may miss.
async fn every_page(school: &School) -> Vec<(String, u16, String)> {
    let mut pages = Vec::new();
    for login in [STUDENT_9, TUTOR_9A, PSYCHOLOGIST, DEPUTY, ADMIN] {
        let mut browser: Browser = school.signed_in(login).await;
        let reached = crawled(&mut browser).await.into_iter();
        pages
            .extend(reached.map(|page| (format!("{login} {}", page.path), page.status, page.text)));
        if login == STUDENT_9 {
            for path in OWN {
                let page = browser.open(path).await;
                pages.push((
                    format!("{login} {path}"),
                    page.status,
                    page.text().to_owned(),
                ));
            }
        }
    }
    let person = school.person(STUDENT_9).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    for path in ["/wellbeing".to_owned(), format!("/wellbeing/{person}")] {
        let page = psychologist.get(&path).await;
        pages.push((path, page.status, page.text().to_owned()));
    }
    pages
}

async fn all_is_drawn(school: &School, what: &str) {
    let pages = every_page(school).await;
    // An entry without its occasion has no history at the address it had.
    let is_gone = |path: &str, status: u16| {
        what == NO_OCCASION && status == 404 && path.ends_with("/once/history")
    };
    let failed: Vec<_> = pages
        .iter()
        .filter(|(path, status, _)| *status >= 400 && !is_gone(path, *status))
        .map(|(path, status, _)| (path, status))
        .collect();
    assert!(failed.is_empty(), "{what}: {failed:?}");
    let marked = pages
        .iter()
        .filter(|(.., text)| text.to_lowercase().contains(SENTENCE))
        .count();
    assert!(marked > 0, "{what} is marked somewhere");
    assert!(
        !heard().contains(CANARY),
        "{what}: the log holds a piece of it"
    );
    jobs::damage::run(&school.state).await.expect("told");
    let mut admin = school.signed_in(ADMIN).await;
    let alerts = admin.open("/school").await.texts(".alerts li");
    assert!(
        alerts.iter().any(|alert| alert.contains("не читается")),
        "{what}: {alerts:?}"
    );
}

/// Of the richest diary: one value of one column.
const OF_VARYA: &str = "IN (SELECT diary.id FROM diary JOIN person ON person.id = diary.student_id WHERE login = 'varya')";

#[tokio::test]
async fn whatever_one_value_is_damaged_every_page_is_drawn_and_the_administrator_told() {
    let sealed = format!("decode('00', 'hex') || convert_to('\"{CANARY}\"', 'UTF8')");
    // A note is a text, so a text would be read.
    let list = format!("decode('00', 'hex') || convert_to('[\"{CANARY}\"]', 'UTF8')");
    let json = format!("'{{\"{CANARY}\": \"{CANARY}\"}}'::jsonb");
    let page = |key: &str| format!("page_key = '{key}' AND diary_id {OF_VARYA}");
    let entry = format!("occurrence = 'once' AND {}", page("acquaintance"));
    let week = format!("occurrence = '2026-w12' AND {}", page("week"));
    let revision = format!("kind = 'show' AND entry_id IN (SELECT id FROM entry WHERE {entry})");
    let checkin = "student_id = (SELECT id FROM person WHERE login = 'varya')".to_owned();
    let comment = format!("entry_id IN (SELECT id FROM entry WHERE diary_id {OF_VARYA})");
    for (what, sql) in [
        (
            "a draft",
            format!("UPDATE entry SET sealed_draft = {sealed} WHERE {entry}"),
        ),
        (
            "this week",
            format!("UPDATE entry SET sealed_draft = {sealed} WHERE {week}"),
        ),
        (
            "all drafts",
            format!("UPDATE entry SET sealed_draft = {sealed} WHERE diary_id {OF_VARYA}"),
        ),
        (
            "the other text of a conflict",
            format!("UPDATE entry SET sealed_conflicts = {sealed} WHERE {entry}"),
        ),
        (
            "who sees what",
            format!("UPDATE entry SET audience = {json} WHERE {entry}"),
        ),
        (
            "what was shown",
            format!(
                "UPDATE entry SET shown = {json} WHERE shown_at IS NOT NULL AND diary_id {OF_VARYA}"
            ),
        ),
        (
            NO_OCCASION,
            format!("UPDATE entry SET occurrence = '{CANARY}' WHERE {entry}"),
        ),
        (
            "a revision",
            format!("UPDATE entry_revision SET sealed_answers = {sealed} WHERE {revision}"),
        ),
        (
            "a check-in",
            format!("UPDATE checkin SET sealed_answers = {sealed} WHERE {checkin}"),
        ),
        (
            "a check-in's note",
            format!("UPDATE checkin SET sealed_note = {list}, note_shown = true WHERE {checkin}"),
        ),
        (
            "an adult's stances",
            format!("UPDATE comment SET stances = {json} WHERE {comment}"),
        ),
        (
            "an adult's role",
            format!("UPDATE comment SET role = '{CANARY}' WHERE {comment}"),
        ),
        (
            "a reader's role",
            format!(
                "UPDATE access_log SET role = '{CANARY}' WHERE seq = 1 AND diary_id {OF_VARYA}"
            ),
        ),
    ] {
        let school = School::demo_on_postgres().await;
        school.run(&sql);
        all_is_drawn(&school, what).await;
    }
}

#[tokio::test]
async fn bytes_that_change_on_the_disk_cost_one_page_and_its_history_brings_it_back() {
    let school = School::demo().await;
    let path = "/diary/acquaintance/once";
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open(path).await.form("page");
    student
        .submit(&form.write("good_day", "Первая версия").then("save"))
        .await;
    let form = student.open(path).await.form("page");
    student
        .submit(&form.clone().write("good_day", CANARY).then("save"))
        .await;
    // The last state is in the draft and in its revision; both lose their shape.
    let from = format!("{{\"good_day\":\"{CANARY}\"");
    let to = format!("[\"good_day\",\"{CANARY}\"");
    let school = school.patched(from.as_bytes(), to.as_bytes()).await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open(path).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains(SENTENCE) && !page.has("#page"),
        "nothing is drawn as if it were empty"
    );
    for other in [
        "/",
        "/diary",
        "/path",
        "/path/then-and-now",
        "/print",
        "/see-as",
        "/diary/acquaintance/once/history",
    ] {
        assert_eq!(student.open(other).await.status, 200, "{other}");
    }
    // A tab that was open all the time saves on, and overwrites nothing unseen.
    let saved = student
        .submit(&form.clone().write("good_day", "Третья версия").then("save"))
        .await;
    assert_eq!(saved.status, 200);
    let history = student.open(&format!("{path}/history")).await;
    assert!(history.text().contains("Третья версия") && history.text().contains(SENTENCE));
    assert!(
        school
            .dump()
            .windows(to.len())
            .any(|bytes| bytes == to.as_bytes()),
        "the damaged bytes are kept"
    );
    assert!(!heard().contains(CANARY));
}
