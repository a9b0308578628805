//! The door: what it says, whom it lets wait, and where it leads. Who guesses is in `guessing`.

use chrono::Duration;
use server::state::DEMO_PASSWORD;
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
        ("nemo", DEMO_PASSWORD),
        ("", ""),
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
        let page = browser.open(answer.location().unwrap_or_default()).await;
        answers.push((answer.status, headers, answer.body.clone(), page.steady()));
    }
    for answer in &answers[1..] {
        assert_eq!(answer, &answers[0]);
    }
}

#[tokio::test]
async fn a_login_is_found_however_it_was_typed() {
    let school = School::demo().await;
    for login in ["novichok", "Novichok", " NOVICHOK "] {
        assert_eq!(
            said(&try_in(&mut school.browser(), login, DEMO_PASSWORD).await),
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
            try_now(NEWCOMER, DEMO_PASSWORD).await,
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
        said(&try_in(&mut now.browser(), NEWCOMER, DEMO_PASSWORD).await),
        "in"
    );
    assert_eq!(
        said(&try_in(&mut now.browser(), NEWCOMER, "wrong").await),
        "failed",
        "the ladder was taken away"
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
    assert_eq!(try_now(&stranger, DEMO_PASSWORD).await, "wait");
    assert_eq!(try_now(&owner, DEMO_PASSWORD).await, "in");
    assert_eq!(
        try_now(&other, DEMO_PASSWORD).await,
        "wait",
        "a device known to somebody else is not"
    );
    assert_eq!(try_now(&owner, "wrong").await, "failed");
    assert_eq!(
        try_now(&owner, DEMO_PASSWORD).await,
        "wait",
        "the device climbs its own ladder"
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
    let form = form.set("login", NEWCOMER).set("password", DEMO_PASSWORD);
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
                &[
                    ("login", NEWCOMER),
                    ("password", DEMO_PASSWORD),
                    ("next", next),
                ],
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
        let look = browser.post("/look", &[("back", next)]).await;
        assert!(
            look.location()
                .is_some_and(|location| location.starts_with('/') && !location.starts_with("//")),
            "{next:?}"
        );
    }
}
