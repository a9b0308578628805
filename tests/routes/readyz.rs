//! `/readyz` says whether anything can be kept, by a write that nobody can ask for more often than
//! every five seconds.

use std::time::Duration;

use axum::http::{Request, StatusCode};
use tests::School;
use tokio::task::JoinSet;
use tower::ServiceExt;

async fn ask(school: &School) -> StatusCode {
    let request = Request::get("/readyz").body(axum::body::Body::empty());
    let answer = school.router().oneshot(request.expect("a request")).await;
    answer.expect("an answer").status()
}

/// Statements of the server itself, outside any page.
fn statements(school: &School) -> u64 {
    school.state.db.statements().count()
}

#[tokio::test]
async fn many_who_ask_share_one_write() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let before = statements(&school);
        // Those who hang up at once leave the result to the next.
        for _ in 0..20 {
            let gone = tokio::time::timeout(Duration::from_micros(50), ask(&school));
            let _ = gone.await;
        }
        for _ in 0..20 {
            assert_eq!(ask(&school).await, StatusCode::OK);
        }
        // Reading the school and writing the row.
        assert_eq!(statements(&school), before + 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_ask_at_one_moment_share_one_write_and_its_result_is_no_older_than_five_seconds() {
    let school = School::demo().await;
    for round in 1..=2 {
        let before = statements(&school);
        let mut asking = JoinSet::new();
        for _ in 0..20 {
            let school = school.clone();
            asking.spawn(async move { ask(&school).await });
        }
        for status in asking.join_all().await {
            assert_eq!(status, StatusCode::OK);
        }
        assert_eq!(statements(&school), before + 2, "round {round}");
        tokio::time::sleep(Duration::from_millis(5_050)).await;
    }
    // Now nothing can be written, and the last result is too old to say otherwise.
    school.state.db.close().await;
    assert_eq!(ask(&school).await, StatusCode::SERVICE_UNAVAILABLE);
}
