//! Requests that are broken in themselves.

use axum::http::Method;
use tests::{School, someone::*};

const POSTS: [&str; 6] = [
    "/api/v1/diary/save",
    "/api/v1/diary/restore",
    "/api/v1/comment",
    "/api/v1/checkin",
    "/look",
    "/sign-out",
];

fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |depth: usize| format!("draft{}=x", "[a]".repeat(depth)).into_bytes();
    vec![
        ("empty", Vec::new()),
        ("a broken percent", b"draft[page]=%".to_vec()),
        ("a percent of no number", b"draft[page]=%zz&comment[body]=%G1".to_vec()),
        ("bytes that are no text", b"draft[page]=\xff\xfe&checkin[mood]=\xc3\x28".to_vec()),
        ("percents that are no text", b"draft[page]=%ff%fe&checkin[note]=%c3%28&checkin[mood]=4".to_vec()),
        ("json", br#"{"draft":{"page":"start"}}"#.to_vec()),
        ("a list where a text belongs", b"draft[page][]=a&draft[page][]=b".to_vec()),
        ("a text where a map belongs", b"draft[fields]=a&draft[base]=b&checkin[tags]=c".to_vec()),
        ("twice the same", b"draft[page]=start&draft[page]=week&checkin[mood]=1&checkin[mood]=5".to_vec()),
        ("open brackets", b"draft[[[[=1&]]]=2&draft[fields=3&[=4&checkin[=1".to_vec()),
        ("no id", b"draft[client_id]=x&comment[entry]=x&restore[revision]=x&checkin[mood]=3&checkin[amends]=x".to_vec()),
        ("a thousand levels", deep(1_000)),
        ("ten thousand levels", deep(10_000)),
        ("many parameters", (0..5_000).map(|n| format!("draft[fields][f{n}]=x")).collect::<Vec<_>>().join("&").into_bytes()),
        ("many empty parameters", "&".repeat(50_000).into_bytes()),
    ]
}

#[tokio::test]
async fn a_malformed_body_is_the_senders_fault() {
    let school = School::demo().await;
    for login in [NEWCOMER, TUTOR_9B] {
        let mut browser = school.signed_in(login).await;
        for (name, body) in bodies() {
            for path in POSTS {
                let mut browser = browser.clone();
                let answer = browser
                    .send_bytes(Method::POST, path, Some(body.clone()))
                    .await;
                assert!(
                    (300..500).contains(&answer.status),
                    "{login} {name} {path}: {}",
                    answer.status
                );
            }
        }
        assert_eq!(
            browser
                .post("/api/v1/comment", &[("comment[entry]", "x")])
                .await
                .status,
            400
        );
        browser
            .headers
            .push(("accept", "application/json".to_owned()));
        assert!(
            browser
                .send_bytes(Method::POST, "/api/v1/comment", Some(b"x".to_vec()))
                .await
                .status
                < 500
        );
    }
}

#[tokio::test]
async fn another_kind_of_content_is_not_read() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/xml",
        "x",
    ] {
        student.headers = vec![("content-type", kind.to_owned())];
        for path in ["/api/v1/diary/save", "/api/v1/checkin", "/look"] {
            let answer = student
                .send(
                    Method::POST,
                    path,
                    Some("checkin[mood]=1&theme=dark".to_owned()),
                )
                .await;
            assert_eq!(answer.status, 415, "{kind} {path}");
        }
    }
}

#[tokio::test]
async fn a_body_has_a_bound() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (path, limit) in [
        ("/api/v1/diary/save", 1024 * 1024),
        ("/api/v1/comment", 64 * 1024),
        ("/api/v1/checkin", 64 * 1024),
        ("/sign-in", 64 * 1024),
        ("/look", 64 * 1024),
    ] {
        let body = |length: usize| format!("x={}", "y".repeat(length - 2));
        let long = student
            .send(Method::POST, path, Some(body(limit + 1)))
            .await;
        assert_eq!(long.status, 413, "{path}");
        assert!(
            long.has("main h1"),
            "who wrote so much hears that the text is still there"
        );
        if path != "/sign-in" {
            let fits = student.send(Method::POST, path, Some(body(limit))).await;
            assert_ne!(fits.status, 413, "{path}");
        }
        let mut announced = student.clone();
        announced
            .headers
            .push(("content-length", (limit + 1).to_string()));
        assert_eq!(
            announced
                .send(Method::POST, path, Some("x=y".to_owned()))
                .await
                .status,
            413,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_function_that_is_not_known_is_gone() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for path in [
        "/api/v1/nonsense",
        "/api/v0/checkin",
        "/api/v1/checkin/",
        "/api/v1/checkin/more",
        "/api/x",
        "/api/v1/diary/save123",
    ] {
        assert_eq!(
            student.post(path, &[("a", "b")]).await.status,
            410,
            "{path}"
        );
        assert_eq!(student.get(path).await.status, 410, "{path}");
    }
}
