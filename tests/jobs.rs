//! What no request waits for is done all the same, by itself, after the start.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use chrono::NaiveTime;
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
