//! Addresses and headers that nobody sends by mistake.

use tests::{Browser, School, someone::*};

async fn calmly(browser: &mut Browser, path: &str) {
    // What is no address at all never comes past the server's HTTP.
    if path.parse::<axum::http::Uri>().is_err() {
        return;
    }
    let answer = browser.get(path).await;
    assert!(
        answer.status < 500 && answer.status != 200,
        "{path}: {}",
        answer.status
    );
}

#[tokio::test]
async fn a_path_does_not_lead_out_of_the_school() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for path in [
        "/diary/../people",
        "/diary/%2e%2e/people",
        "/pkg/../Cargo.toml",
        "/pkg/..%2f..%2fCargo.toml",
        "/pkg/%2e%2e/%2e%2e/etc/passwd",
        "/pkg//etc/passwd",
        "/pkg/%00",
        "/%00",
        "/diary/%00",
        "/diary/start/%00",
        "/diary/%ff%fe",
        "/diary/%ff/once",
        "/entries/%ff",
        "/shown/%ff",
        "/diary/start%2fonce",
        "/diary/week/2026-w99",
        "/diary/week/99999999999999-w1",
        "/diary/week/-1-w-1",
        "/diary/start/card",
        "/diary/career_trial/once",
        "/diary/career_trial/00000000",
        "/diary//once",
        "//diary",
        "/diary/start/once/history/x",
        "/entries/",
        "/entries/x",
        "/DIARY",
        "/diary/Start/once",
        "/sign-in/",
        "/api",
        "/api/",
        "/diary/sections/%F0%9F%A6%8A",
        "/wellbeing/x",
        "/school/",
        "/%",
        "/%zz",
        "/.git/config",
        "/favicon.ico",
        "/robots.txt",
    ] {
        calmly(&mut student, path).await;
    }
    for query in [
        "?more=%ff",
        "?more=%00&checked=1",
        "?saved=%",
        "?=&&&=",
        "?more[]=x",
        "?student=x",
        "?unfit=%3Cb%3E",
    ] {
        assert_eq!(
            student
                .get(&format!("/diary/acquaintance/once{query}"))
                .await
                .status,
            200,
            "{query}"
        );
    }
}

#[tokio::test]
async fn huge_headers_do_no_harm() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for name in [
        "accept",
        "accept-language",
        "referer",
        "user-agent",
        "x-forwarded-for",
        "accept-encoding",
        "if-none-match",
    ] {
        let mut browser = student.clone();
        browser.headers.push((name, "x,".repeat(50_000)));
        assert!(browser.get("/").await.status < 500, "{name}");
        assert!(
            browser
                .post("/api/v1/checkin", &[("checkin[mood]", "3")])
                .await
                .status
                < 500,
            "{name}"
        );
    }
    student.set_cookie("junk", &"x".repeat(100_000));
    student.set_cookie("look", "en.dark.sea.more.%00");
    assert_eq!(student.get("/").await.status, 200);
}
