//! `/readyz` says whether anything can be kept, by a write that nobody can ask for more often than
//! every five seconds.

use std::time::Duration;

use axum::http::{Request, StatusCode};
use tests::School;
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
