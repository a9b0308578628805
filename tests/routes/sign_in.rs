//! The door: what it says, whom it lets wait, and where it leads. Who guesses is in `guessing`.

mod guessing;

use chrono::Duration;
use demo::PASSWORD;
use tests::{Answer, Browser, School, someone::*};

async fn try_in(browser: &mut Browser, login: &str, password: &str) -> Answer {
    browser
        .post("/sign-in", &[("login", login), ("password", password)])
        .await
}

fn said(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303);
    answer
        .location()
        .unwrap_or_default()
        .split_once('?')
        .map_or("in", |(_, said)| said.split('=').next().unwrap_or_default())
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_login_get_the_same_answer() {
    let school = School::demo().await;
    let mut answers = Vec::new();
    for (login, password) in [
        (NEWCOMER, "wrong"),
        ("nobody", "wrong"),
        ("nemo", PASSWORD),
        (TUTOR_9A, "wrong"),
        (ADMIN, &"x".repeat(5_000)),
    ] {
        let mut browser = school.browser();
        let answer = try_in(&mut browser, login, password).await;
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.retain(|line| {
            !line.starts_with("x-request-id") && !line.starts_with("content-security-policy")
        });
        // What was typed comes back, whether there is such a login or not.
        let tried = browser.cookie("tried").expect("the login").to_owned();
        let headers = headers.join("\n").replace(&tried, "TRIED");
        let page = browser.open(answer.location().unwrap_or_default()).await;
        // The demo's own buttons, further down, name logins too.
        let page = page
            .steady()
            .replacen(&format!("\"{login}\""), "\"LOGIN\"", 1);
        answers.push((answer.status, headers, answer.body.clone(), page));
    }
    for answer in &answers[1..] {
        assert_eq!(answer, &answers[0]);
    }
}

#[tokio::test]
async fn the_login_stays_at_the_door_after_a_wrong_password_and_the_password_never_does() {
    let school = School::demo().await;
    for (login, then) in [
        (NEWCOMER, "failed=1"),
        ("nobody", "failed=1"),
        (NEWCOMER, "wait=1"),
    ] {
        // A clock for each try: a machine may be slower than a second.
        let mut browser = school.later(Duration::zero()).await.browser();
        let fields = [
            ("login", login),
            ("password", "секретное слово"),
            ("own_device", "on"),
            ("next", "/settings"),
        ];
        let answer = browser.post("/sign-in", &fields).await;
        assert_eq!(
            answer.location().map(str::to_owned),
            Some(format!("/sign-in?{then}&next=/settings"))
        );
        let page = browser.open(answer.location().unwrap_or_default()).await;
        assert_eq!(page.status, 200);
        let form = page.forms("/sign-in").remove(0);
        assert_eq!(form.get("login"), Some(login));
        assert_eq!(form.get("own_device"), Some("on"));
        assert_eq!(form.get("password"), Some(""));
        assert_eq!(form.get("next"), Some("/settings"));
        assert!(page.has("#password[autofocus]"), "the next thing to type");
        assert!(!page.text().contains("секретное слово"));
        let cookie = browser.cookie("tried").unwrap_or_default().to_owned();
        assert!(!cookie.is_empty() && !cookie.contains("0YHQtdC60YDQtdGC"));
        // The door as it is opened the first time knows nobody.
        let first = browser.open("/sign-in").await.forms("/sign-in").remove(0);
        assert_eq!(first.get("login"), Some(""));
    }
    let mut browser = school.browser();
    try_in(&mut browser, "не то поле", "не то поле").await;
    assert_eq!(
        browser.cookie("tried"),
        None,
        "a password in the wrong place"
    );
}

#[tokio::test]
async fn whoever_is_in_leaves_no_login_at_the_door() {
    let school = School::demo().await;
    let mut browser = school.browser();
    try_in(&mut browser, NEWCOMER, "wrong").await;
    assert!(browser.cookie("tried").is_some());
    let later = school.later(Duration::minutes(1)).await;
    let mut browser = browser.moved_to(later.router());
    assert_eq!(said(&try_in(&mut browser, NEWCOMER, PASSWORD).await), "in");
    assert_eq!(browser.cookie("tried"), None);
    assert_eq!(browser.get("/sign-in?failed=1").await.location(), Some("/"));
}

#[tokio::test]
async fn a_login_is_found_however_it_was_typed() {
    let school = School::demo().await;
    for login in ["novichok", "Novichok", " NOVICHOK "] {
        assert_eq!(
            said(&try_in(&mut school.browser(), login, PASSWORD).await),
            "in",
            "{login}"
        );
    }
}

#[tokio::test]
async fn waits_grow_with_wrong_passwords_and_end_with_the_right_one() {
    let school = School::demo().await;
    let mut wait = Duration::zero();
    for (failures, seconds) in [(1, 1), (2, 1), (3, 3), (4, 3)] {
        // A clock for each try: a machine may be slower than a second.
        let try_now = async |login, password| {
            said(&try_in(&mut school.later(wait).await.browser(), login, password).await).to_owned()
        };
        assert_eq!(try_now(NEWCOMER, "wrong").await, "failed", "try {failures}");
        assert_eq!(
            try_now(NEWCOMER, PASSWORD).await,
            "wait",
            "after {failures} even the right one waits"
        );
        assert_eq!(
            try_now("nobody", "wrong").await,
            "failed",
            "a login that does not exist climbs as well"
        );
        assert_eq!(
            try_now("nobody", "wrong").await,
            "wait",
            "a login that does not exist waits as well"
        );
        wait += Duration::seconds(seconds + 2);
    }
    let now = school.later(wait).await;
    assert_eq!(
        said(&try_in(&mut now.browser(), NEWCOMER, PASSWORD).await),
        "in"
    );
    assert_eq!(
        said(&try_in(&mut now.browser(), NEWCOMER, "wrong").await),
        "failed",
        "its waits began anew"
    );
}

#[tokio::test]
async fn nobody_can_keep_the_owner_out_of_a_device_that_is_known() {
    let school = School::demo().await;
    let mut owner = school.signed_in(NEWCOMER).await;
    owner.post("/sign-out", &[("", "")]).await;
    let mut other = school.signed_in(CLASSMATE).await;
    other.post("/sign-out", &[("", "")]).await;
    let try_now = async |browser: &Browser, password| {
        let now = school.later(Duration::minutes(1)).await;
        said(&try_in(&mut browser.moved_to(now.router()), NEWCOMER, password).await).to_owned()
    };
    let stranger = school.browser();
    assert_eq!(try_now(&stranger, "wrong").await, "failed");
    assert_eq!(try_now(&stranger, PASSWORD).await, "wait");
    assert_eq!(try_now(&owner, PASSWORD).await, "in");
    assert_eq!(
        try_now(&other, PASSWORD).await,
        "wait",
        "a device known to somebody else is not"
    );
    assert_eq!(try_now(&owner, "wrong").await, "failed");
    assert_eq!(
        try_now(&owner, PASSWORD).await,
        "wait",
        "the device has waits of its own"
    );
}

#[tokio::test]
async fn a_wait_is_told_in_words_and_never_as_more_than_five_minutes() {
    let school = School::demo().await;
    for (wait, told) in [
        ("1", "через 1\u{a0}секунду."),
        ("12", "через 12\u{a0}секунд."),
        ("63", "через 63\u{a0}секунды."),
        ("241", "через 5\u{a0}минут."),
        ("tomorrow", "через 10\u{a0}секунд."),
        ("99999999999999999999", "через 10\u{a0}секунд."),
        ("86400", "через 5\u{a0}минут."),
    ] {
        let door = school.browser().get(&format!("/sign-in?wait={wait}")).await;
        let problem = door.texts(".problem").concat();
        assert!(problem.contains(told), "{wait}: {problem}");
    }
}

#[tokio::test]
async fn the_door_leads_back_to_where_one_was_going() {
    let school = School::demo().await;
    let mut browser = school.browser();
    let door = browser.open("/diary/week/2026-w12?more=x").await;
    let form = door
        .forms("/sign-in")
        .into_iter()
        .find(|form| form.get("login") == Some(""))
        .expect("the door");
    let form = form.set("login", NEWCOMER).set("password", PASSWORD);
    let answer = browser.post(&form.action, &form.controls).await;
    assert_eq!(answer.location(), Some("/diary/week/2026-w12?more=x"));
}

#[tokio::test]
async fn the_door_never_leads_out_of_the_school() {
    let school = School::demo().await;
    let mut browser = school.browser();
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        " //evil.example",
        "///evil.example",
        "/%0d%0a",
        "data:text/html,x",
        "evil.example",
        "/ю",
    ] {
        let answer = browser
            .post(
                "/sign-in",
                &[("login", NEWCOMER), ("password", PASSWORD), ("next", next)],
            )
            .await;
        let location = answer.location().unwrap_or_default();
        assert!(
            location == "/" || location == next && next == "/%0d%0a",
            "{next:?} leads to {location}"
        );
        let failed = school
            .browser()
            .post(
                "/sign-in",
                &[("login", "nobody"), ("password", "x"), ("next", next)],
            )
            .await;
        assert!(
            failed
                .location()
                .is_some_and(|location| location.starts_with("/sign-in?")),
            "{next:?}"
        );
        let zero = format!("{next}\0");
        for (path, field) in [("/sign-in", "next"), ("/look", "back")] {
            let refused = browser.post(path, &[(field, zero.as_str())]).await;
            assert_eq!(
                (refused.status, refused.location()),
                (400, None),
                "{next:?}"
            );
        }
        let preferences = browser.post("/look", &[("back", next)]).await;
        assert!(
            preferences
                .location()
                .is_some_and(|location| location.starts_with('/') && !location.starts_with("//")),
            "{next:?}"
        );
    }
}
