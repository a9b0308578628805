//! What comes from elsewhere, in a person's name.

use axum::http::Method;
use tests::{School, encoded, someone::*};

const POSTS: [&str; 9] = [
    "/api/v1/diary/save",
    "/api/v1/diary/restore",
    "/api/v1/comment",
    "/api/v1/checkin",
    "/api/v1/diary/track",
    "/api/v1/track",
    "/look",
    "/sign-in",
    "/sign-out",
];

const FOREIGN: [(&str, &str, &str); 9] = [
    ("another site", "cross-site", ""),
    ("a neighbouring name", "same-site", ""),
    ("the address bar", "none", ""),
    ("nonsense", "SAME-ORIGIN ", ""),
    (
        "another site that names this one",
        "cross-site",
        "http://127.0.0.1:3000",
    ),
    ("neither header", "", ""),
    ("a foreign origin", "", "https://evil.example"),
    ("no origin", "", "null"),
    ("another port", "", "http://127.0.0.1:4000"),
];

#[tokio::test]
async fn what_comes_from_elsewhere_does_nothing() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (name, site, origin) in FOREIGN {
        let mut foreign = student.clone();
        foreign.headers = vec![
            ("sec-fetch-site", site.to_owned()),
            ("origin", origin.to_owned()),
        ];
        for path in POSTS {
            let answer = foreign
                .post(path, &[("checkin[mood]", "1"), ("theme", "dark")])
                .await;
            assert_eq!(answer.status, 403, "{name} {path}");
            assert!(
                answer.headers.get_all("vary").iter().any(|vary| vary
                    .to_str()
                    .is_ok_and(|vary| vary.contains("Sec-Fetch-Site"))),
                "{path}"
            );
            assert!(answer.headers.get("set-cookie").is_none(), "{path}");
        }
        let told = foreign.post("/look", &[("theme", "dark")]).await;
        assert!(
            told.has("main h1"),
            "who pressed a button hears why nothing happened"
        );
    }
    assert!(
        student.open("/").await.has("html:not([data-theme=dark])"),
        "still signed in, and nothing changed"
    );
    assert_eq!(
        student.open("/").await.form("checkin").get("checkin[mood]"),
        None
    );
}

#[tokio::test]
async fn an_old_browser_that_only_names_its_origin_is_at_home() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    student.headers = vec![
        ("sec-fetch-site", String::new()),
        ("origin", "http://127.0.0.1:3000".to_owned()),
    ];
    assert_eq!(
        student
            .post("/api/v1/checkin", &[("checkin[mood]", "4")])
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn a_school_with_an_address_takes_only_that_origin() {
    let school = School::demo().await.public("https://diary.example").await;
    for (origin, status) in [
        ("https://diary.example", 303),
        ("http://diary.example", 403),
        ("https://diary.example:8443", 403),
        ("https://diary.example.evil.example", 403),
    ] {
        let mut browser = school.browser();
        browser.headers = vec![
            ("sec-fetch-site", String::new()),
            ("origin", origin.to_owned()),
            ("host", "diary.example".to_owned()),
        ];
        assert_eq!(
            browser.post("/look", &[("theme", "dark")]).await.status,
            status,
            "{origin}"
        );
    }
}

#[tokio::test]
async fn a_function_is_not_to_be_had_by_get_nor_by_another_method() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let query = encoded(&[("checkin[mood]", "1")]);
    let answer = student.get(&format!("/api/v1/checkin?{query}")).await;
    assert_eq!(answer.status, 410);
    for method in [
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::HEAD,
        Method::OPTIONS,
    ] {
        let answer = student
            .send(method.clone(), "/api/v1/checkin", Some(query.clone()))
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "{method}: {}",
            answer.status
        );
    }
    assert_eq!(
        student.open("/").await.form("checkin").get("checkin[mood]"),
        None,
        "nothing was kept"
    );
}
