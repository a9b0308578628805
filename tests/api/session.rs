//! How a session begins, lasts and ends.

use std::time::Instant;

use chrono::Duration;
use demo::PASSWORD;
use sha2::{Digest, Sha256};
use tests::{Answer, Browser, School, someone::*};

fn cookie(answer: &Answer, name: &str) -> String {
    let lines = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|line| line.to_str().ok());
    lines
        .filter(|line| line.starts_with(&format!("{name}=")))
        .collect::<Vec<_>>()
        .join("\n")
}

async fn enter(browser: &mut Browser, login: &str, own_device: bool) -> Answer {
    let mut fields = vec![("login", login), ("password", PASSWORD)];
    fields.extend(own_device.then_some(("own_device", "on")));
    browser.post("/sign-in", &fields).await
}

/// The end of the session is written: on a slow machine a page does not wait for that.
async fn is_ended(school: &School, browser: &Browser) {
    let token = Sha256::digest(browser.cookie("sid").unwrap_or_default()).into();
    let now = school.state.clock.now();
    for _ in 0..100 {
        let mut conn = school.state.db.read().await.expect("a connection");
        let found =
            store::sessions::find(&mut conn, &token, now.date_naive(), now, &chrono::Utc).await;
        let session = found.expect("sessions").expect("a session");
        if session.ended_at.is_some() {
            return;
        }
        drop(conn);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the end was not written");
}

async fn is_in(browser: &Browser, school: &School) -> bool {
    browser
        .moved_to(school.router())
        .get("/settings")
        .await
        .status
        == 200
}

#[tokio::test]
async fn the_cookie_of_a_session_cannot_be_read_nor_sent_from_elsewhere() {
    let school = School::demo().await;
    for (login, own_device, age) in [
        (NEWCOMER, false, None),
        (NEWCOMER, true, Some("Max-Age=2592000")),
        (TUTOR_9A, true, None),
    ] {
        let line = cookie(
            &enter(&mut school.browser(), login, own_device).await,
            "sid",
        );
        for flag in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(line.contains(flag), "{flag}: {line}");
        }
        assert!(
            !line.contains("Domain")
                && line.contains("Max-Age") == age.is_some()
                && line.contains(age.unwrap_or("")),
            "{line}"
        );
        let token = line.split(['=', ';']).nth(1).unwrap_or_default();
        assert!(token.len() >= 43, "256 bits: {token}");
    }
}

#[tokio::test]
async fn a_public_school_binds_its_cookies_to_its_name_and_to_https() {
    let school = School::demo().await.public("https://diary.example").await;
    let answer = enter(&mut school.browser(), NEWCOMER, false).await;
    for name in ["__Host-sid", "__Host-device"] {
        let line = cookie(&answer, name);
        assert!(
            line.contains("; Secure") && line.contains("; Path=/") && !line.contains("Domain"),
            "{name}: {line}"
        );
    }
    assert!(answer.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn a_session_ends_when_nothing_was_asked_for_so_long() {
    let school = School::demo().await;
    for (login, own_device, idle) in [
        (NEWCOMER, false, Duration::minutes(20)),
        (TUTOR_9A, false, Duration::minutes(30)),
        (STUDENT_9, true, Duration::days(14)),
    ] {
        let mut browser = school.browser();
        enter(&mut browser, login, own_device).await;
        let before = school.later(idle - Duration::minutes(1)).await;
        let after = school.later(idle + Duration::minutes(1)).await;
        let mut unused = school.browser();
        enter(&mut unused, login, own_device).await;
        assert!(!is_in(&unused, &after).await, "{login} after {idle}");
        assert!(is_in(&browser, &before).await, "{login} before {idle}");
        assert!(
            is_in(&browser, &after).await,
            "{login}: asking in between has prolonged it"
        );
        assert!(
            !is_in(
                &browser,
                &school.later(idle * 2 + Duration::minutes(2)).await
            )
            .await,
            "{login} after twice {idle}"
        );
    }
}

#[tokio::test]
async fn a_session_ends_however_much_was_asked() {
    let school = School::demo().await;
    let mut browser = school.browser();
    enter(&mut browser, NEWCOMER, false).await;
    for quarter in 1..16 {
        assert!(
            is_in(
                &browser,
                &school.later(Duration::minutes(15 * quarter)).await
            )
            .await,
            "quarter {quarter}"
        );
    }
    assert!(
        !is_in(&browser, &school.later(Duration::minutes(241)).await).await,
        "after four hours"
    );
}

#[tokio::test]
async fn an_ended_session_never_begins_again_when_the_clock_goes_back() {
    let school = School::demo().await;
    for (login, own_device, idle) in [
        (NEWCOMER, false, Duration::minutes(20)),
        (TUTOR_9A, false, Duration::minutes(30)),
        (STUDENT_9, true, Duration::days(14)),
    ] {
        let mut browser = school.browser();
        enter(&mut browser, login, own_device).await;
        let after = school.later(idle + Duration::minutes(1)).await;
        assert!(!is_in(&browser, &after).await, "{login}");
        is_ended(&school, &browser).await;
        for back in [idle, idle + Duration::days(1), Duration::days(3_650)] {
            let back = after.later(-back).await;
            assert!(!is_in(&browser, &back).await, "{login}");
        }
    }
}

#[tokio::test]
async fn a_clock_that_goes_back_ends_a_session_rather_than_prolong_it() {
    let school = School::demo().await;
    let browser = school.signed_in(NEWCOMER).await;
    let corrected = school.later(-Duration::minutes(4)).await;
    assert!(is_in(&browser, &corrected).await, "a small correction");
    let back = school.later(-Duration::days(1)).await;
    assert!(!is_in(&browser, &back).await, "a day back");
    is_ended(&school, &browser).await;
    assert!(!is_in(&browser, &school).await, "for good");
    let far = school.later(Duration::days(3_650)).await;
    let ahead = far.signed_in(NEWCOMER).await;
    assert!(!is_in(&ahead, &school).await, "ten years back");
}

#[tokio::test]
async fn the_first_look_at_an_ended_session_is_one_write_and_the_others_none() {
    let school = School::demo().await;
    let browser = school.signed_in(NEWCOMER).await;
    let later = school.later(Duration::hours(1)).await;
    let mut browser = browser.moved_to(later.router());
    browser.get("/settings").await;
    is_ended(&school, &browser).await;
    let dump = || school.dump();
    let before = dump();
    let began = Instant::now();
    let mut asked = 0;
    for _ in 0..3 {
        // Once a second, who has no session asks besides whether the school has changed.
        let statements = browser.get("/settings").await.statements;
        assert!((1..=2).contains(&statements), "{statements}");
        asked += statements - 1;
    }
    assert!(asked <= 1 + began.elapsed().as_secs(), "{asked}");
    assert!(dump() == before, "nothing was written");
}

#[tokio::test]
async fn somebody_who_was_disabled_is_out_at_the_next_request() {
    let school = School::demo().await;
    let browser = school.signed_in(NEWCOMER).await;
    assert!(is_in(&browser, &school).await);
    let person = school.person(NEWCOMER).await;
    let done: Result<(), store::StoreError> = store::write!(school.state.db, tx => store::people::disable(tx, &tests::operator::people(), person).await);
    done.expect("disabled");
    assert!(!is_in(&browser, &school).await);
    let answer = enter(&mut school.browser(), NEWCOMER, false).await;
    assert_eq!(answer.location(), Some("/sign-in?failed=1"));
}

#[tokio::test]
async fn a_stolen_database_opens_no_session() {
    let school = School::demo().await;
    let browser = school.signed_in(NEWCOMER).await;
    let dump = school.dump();
    let found = |text: &str| {
        dump.windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(found(NEWCOMER), "the dump is one");
    for name in ["sid", "device"] {
        let token = browser.cookie(name).expect("a cookie");
        assert!(!found(&token[..20]), "{name}");
    }
    assert!(!found(PASSWORD));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_only_that_one() {
    let school = School::demo().await;
    let mut here = school.signed_in(NEWCOMER).await;
    let there = school.signed_in(NEWCOMER).await;
    let before = here.clone();
    let answer = here.post("/sign-out", &[("", "")]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, Some("/sign-in?out=1"))
    );
    assert!(here.cookie("sid").is_none());
    assert!(
        !is_in(&before, &school).await,
        "the old cookie is worth nothing"
    );
    assert!(is_in(&there, &school).await);
}

#[tokio::test]
async fn signing_in_replaces_the_token() {
    let school = School::demo().await;
    let mut browser = school.signed_in(NEWCOMER).await;
    let before = browser.clone();
    enter(&mut browser, NEWCOMER, false).await;
    assert_ne!(before.cookie("sid"), browser.cookie("sid"));
    assert!(!is_in(&before, &school).await && is_in(&browser, &school).await);
}

#[tokio::test]
async fn a_token_that_somebody_invented_is_none() {
    let school = School::demo().await;
    for token in [
        "",
        "x",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "' OR 1=1 --",
        "%00",
    ] {
        let mut browser = school.browser();
        browser.set_cookie("sid", token);
        assert!(!is_in(&browser, &school).await, "{token}");
    }
}

#[tokio::test]
async fn the_oldest_of_too_many_sessions_ends() {
    let school = School::demo().await;
    let first = school.signed_in(TUTOR_9A).await;
    let mut others = Vec::new();
    for minute in 1..=5 {
        let later = school.later(Duration::minutes(minute)).await;
        others.push(later.signed_in(TUTOR_9A).await);
    }
    assert!(!is_in(&first, &school).await, "five are kept for an adult");
    assert!(is_in(&others[0], &school.later(Duration::minutes(6)).await).await);
}
