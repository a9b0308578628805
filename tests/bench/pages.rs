//! The student's page, the save, the tutor's list and an opened page.

use axum::{Router, body::Body, http::Request, routing::get};
use http_body_util::BodyExt;
use tests::{School, someone};
use tower::ServiceExt;

use super::measure::{Times, times};

const RUNS: usize = 1_000;

/// Prints the table.
pub async fn run() {
    let school = School::demo().await;
    println!(
        "{:<34} {:>8} {:>8} {:>8}   ms; {RUNS} runs each, one after the other",
        "", "p50", "p95", "p99"
    );
    let handler = bare_handler().await;
    let commit = bare_commit(&school).await;
    handler.print(&[]);
    commit.print(&[]);
    for (name, login, path) in [
        ("student: today", someone::STUDENT_9, "/"),
        ("student: contents", someone::STUDENT_9, "/diary"),
        (
            "student: a page with words",
            someone::STUDENT_9,
            "/diary/acquaintance/once",
        ),
        ("tutor: list of shown pages", someone::TUTOR_9A, "/shown"),
        (
            "psychologist: all students",
            someone::PSYCHOLOGIST,
            "/wellbeing",
        ),
    ] {
        let browser = school.signed_in(login).await;
        let measured = times(name, RUNS, |_| {
            let mut browser = browser.clone();
            async move { assert_eq!(browser.get(path).await.status, 200) }
        })
        .await;
        measured.print(&[&handler]);
    }
    open(&school).await.print(&[&handler, &commit]);
    save(&school).await.print(&[&handler, &commit]);
}

async fn bare_handler() -> Times {
    let router = Router::new().route("/", get(|| async { "ok" }));
    times("a bare axum handler", RUNS, |_| {
        let router = router.clone();
        async move {
            let request = Request::get("/").body(Body::empty()).expect("a request");
            let answer = router.oneshot(request).await.expect("an answer");
            answer.into_body().collect().await.expect("a body");
        }
    })
    .await
}

async fn bare_commit(school: &School) -> Times {
    let (db, now) = (&school.state.db, school.state.clock.now());
    times("a bare durable commit", RUNS, |run| async move {
        let mut subject = [0; 32];
        subject[..8].copy_from_slice(&run.to_be_bytes());
        let done: Result<i64, store::StoreError> =
            store::write!(db, tx => store::sign_in_backoff::count(tx, &subject, now).await);
        done.expect("a commit");
    })
    .await
}

async fn open(school: &School) -> Times {
    let mut browser = school.signed_in(someone::TUTOR_9A).await;
    let list = browser.open("/shown").await;
    let path = list
        .attributes(".queue a", "href")
        .into_iter()
        .next()
        .expect("a shown page");
    times("tutor: opens a page (ledger)", RUNS, |_| {
        let (mut browser, path) = (browser.clone(), path.clone());
        async move { assert_eq!(browser.get(&path).await.status, 200) }
    })
    .await
}

async fn save(school: &School) -> Times {
    let mut browser = school.signed_in(someone::STUDENT_9).await;
    let form = browser.open("/diary/acquaintance/once").await.form("page");
    times("student: saves a page", RUNS, |run| {
        let form = form
            .clone()
            .write("good_day", &format!("Снег, солнце и {run} шагов до школы."));
        let mut browser = browser.clone();
        async move {
            let answer = browser.post(&form.action, &form.controls).await;
            assert_eq!(answer.status, 303);
        }
    })
    .await
}
