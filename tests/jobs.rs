//! What no request waits for is done all the same, by itself, after the start.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use chrono::NaiveTime;
use domain::template::{FieldKind, PagePurpose};
use server::{backup::Schedule, jobs};
use tempfile::TempDir;
use tests::{School, someone::*};

async fn rows(school: &School, table: &str) -> u64 {
    let content = store::backup::content(&school.state.db).await;
    let mut tables = content.expect("content").tables.into_iter();
    let found = tables.find(|found| found.name == table);
    found.expect("a table").rows
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn pages_that_asked_to_talk_before_and_nobody_answered_become_requests_once() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let [edition, _] = tests::editions();
    let page = edition.page_for(PagePurpose::Talk).expect("a page");
    let addressed = page.addressed_by.clone().expect("a field");
    let words = page
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::LongText(_)))
        .expect("words");
    let mut shown = Vec::new();
    for text in ["Давно не сплю", "Уже отвечено"] {
        let address = tests::address(&mut student, page).await;
        let form = student.open(&address).await.form("page");
        let form = form
            .write(&addressed, "psychologist")
            .write(&words.key, text);
        let before = psychologist.waiting().await;
        student.submit(&form.then("show")).await;
        let after = psychologist.waiting().await;
        let new = after.into_iter().find(|entry| !before.contains(entry));
        shown.push(new.expect("it waits"));
    }
    // One of them was read and so answered before there were requests.
    let answered = psychologist.open(&shown[1]).await;
    let read = answered.form("settle").set("settle[then]", "read");
    psychologist.submit(&read).await;
    let before = psychologist
        .open("/requests")
        .await
        .attributes(".queue a", "href")
        .len();
    for _ in 0..2 {
        jobs::talk_requests::run(&school.state)
            .await
            .expect("it runs");
        let list = psychologist.open("/requests").await;
        let now = list.attributes(".queue a", "href");
        assert_eq!(now.len(), before + 1);
    }
    assert!(
        !psychologist.waiting().await.contains(&shown[0]),
        "it is a request now"
    );
    let request = shown[0].replace("/shown/", "/requests/");
    let opened = psychologist.open(&request).await.words();
    assert!(opened.contains("Давно не сплю"), "{opened}");
    let own = student.open(&shown[0].replace("/shown/", "/talk/")).await;
    assert!(own.words().contains("Давно не сплю"));
    let mut stranger = school.signed_in(TUTOR_9A).await;
    assert_eq!(stranger.get(&request).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_job_runs_once_after_the_start() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path().join("backups");
    let school = School::demo_on_postgres().await;
    // A wrong password, and a session that is found ended an hour later.
    let wrong = [("login", NEWCOMER), ("password", "wrong")];
    school.browser().post("/sign-in", &wrong).await;
    let student = school.signed_in(CLASSMATE).await;
    let later = school.later(chrono::Duration::hours(1)).await;
    student.moved_to(later.router()).get("/").await;
    // A line that is changed where an anchor has seen the chain: only the daily check finds it.
    jobs::ledger_anchor::run(&later.state)
        .await
        .expect("an anchor");
    let anchored = std::fs::read(school.anchors()).expect("anchors").len();
    school.run("UPDATE access_log SET kind = 'delivered' WHERE seq = 1 AND diary_id = (SELECT diary_id FROM access_log WHERE seq = 1 AND kind = 'displayed' LIMIT 1)");
    // A page that cannot be read.
    school
        .run("UPDATE entry SET sealed_draft = decode('07', 'hex') WHERE page_key = 'acquaintance'");

    let schedule = Schedule {
        folder: folder.clone(),
        keep: 2,
        at: NaiveTime::from_hms_opt(3, 0, 0).expect("a time"),
    };
    let school = school.later(chrono::Duration::hours(26)).await;
    let school = school.backed_up(schedule).await;
    let mut admin = school.signed_in(ADMIN).await;
    assert!(!admin.open("/school").await.has(".alerts"));
    school
        .signed_in(STUDENT_9)
        .await
        .open("/diary/acquaintance/once")
        .await;
    let tally = rows(&school, "sign_in_tally").await;
    let sessions = rows(&school, "auth_session").await;

    let running = jobs::start(&school.state);
    let mut left = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        let anchors = std::fs::read(school.anchors()).expect("anchors").len();
        let alerts = admin.open("/school").await.texts(".alerts").concat();
        let done = [
            ("old_tries", rows(&school, "sign_in_tally").await < tally),
            ("sessions", rows(&school, "auth_session").await < sessions),
            ("damage", alerts.contains("не читается")),
            ("ledger_check", alerts.contains("Журнал чтения изменён")),
            ("ledger_anchor", anchors > anchored),
            ("backup", files(&folder) == 1),
        ];
        left = done
            .iter()
            .filter(|(_, is)| !is)
            .map(|(name, _)| *name)
            .collect();
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    drop(running);
    assert!(left.is_empty(), "{left:?} was not done");
}
