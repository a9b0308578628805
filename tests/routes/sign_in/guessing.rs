//! Who guesses passwords, and whom it disturbs. What is counted here is hashes and steps, not time.

use std::time::Instant;

use chrono::Duration;
use demo::PASSWORD;
use domain::sign_in_backoff::Lane;
use server::jobs::old_tries;
use store::{StoreError, people, sign_in};
use tests::{Browser, School, someone::*};
use tokio::task::JoinSet;

/// Where a class and its school's computers are.
const CLASS: &str = "203.0.113.5";
const ELSEWHERE: &str = "198.51.100.7";

/// [`PASSWORD`] with 8 MiB and one pass.
const OLD_HASH: &str = "$argon2id$v=19$m=8192,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$v4kuXFhJ0DsUeDndJ0UoWllLSu9SGP25kFOLxM78+Qk";

/// What the door says: `in`, `failed`, `wait` or `busy`.
async fn try_in(browser: &mut Browser, login: &str, password: &str) -> String {
    let answer = browser
        .post("/sign-in", &[("login", login), ("password", password)])
        .await;
    assert_eq!(answer.status, 303);
    answer
        .location()
        .unwrap_or_default()
        .split_once('?')
        .map_or("in", |(_, said)| said.split('=').next().unwrap_or_default())
        .to_owned()
}

async fn from(school: &School, address: &str, login: &str, password: &str) -> String {
    try_in(&mut school.browser().from(address), login, password).await
}

/// As many guesses at one moment.
fn guess_at_once(guesses: &mut JoinSet<String>, school: &School, login: &str, count: usize) {
    for number in 0..count {
        let (school, login) = (school.clone(), login.to_owned());
        guesses.spawn(
            async move { from(&school, ELSEWHERE, &login, &format!("guess {number}")).await },
        );
    }
}

/// How many tries one lane lets through in that time.
fn allowed(lane: Lane, seconds: f64) -> u64 {
    let (mut steps, mut at) = (0_u32, 0.0);
    while at <= seconds {
        steps += 1;
        at += lane.wait_after(i64::from(steps)).num_seconds() as f64;
    }
    steps.into()
}

async fn logins(school: &School, count: usize) -> Vec<String> {
    let mut conn = school.state.db.read().await.expect("a connection");
    let today = school.state.clock.now().date_naive();
    let everybody = people::all(&mut conn, today).await.expect("people");
    let logins = everybody
        .into_iter()
        .filter(|person| person.memberships.iter().any(|held| !held.role.is_staff()))
        .map(|person| person.login)
        .filter(|login| login != NEWCOMER);
    logins.take(count).collect()
}

/// How many rows a table has.
async fn rows(school: &School, table: &str) -> u64 {
    let content = store::backup::content(&school.state.db.unhurried()).await;
    let tables = content.expect("the school's content").tables;
    let table = tables.iter().find(|found| found.name == table);
    table.expect("a table of that name").rows
}

async fn on_both(test: impl AsyncFn(School)) {
    test(School::demo().await).await;
    test(School::demo_on_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn six_hundred_guesses_at_once_are_as_few_as_in_a_row() {
    on_both(async |school| {
        let began = Instant::now();
        let mut guesses = JoinSet::new();
        guess_at_once(&mut guesses, &school, NEWCOMER, 600);
        let said = guesses.join_all().await;
        let allowed = allowed(Lane::Address, began.elapsed().as_secs_f64());
        let checked = school.state.passwords.checked();
        assert!((1..=allowed).contains(&checked), "{checked} of {allowed}");
        let failed = said.iter().filter(|said| *said == "failed").count();
        assert_eq!(failed as u64, checked);
        assert!(said.iter().all(|said| said == "failed" || said == "wait"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_of_one_school_count_together() {
    on_both(async |school| {
        let other = school.later(Duration::zero()).await;
        let began = Instant::now();
        let mut guesses = JoinSet::new();
        for _ in 0..50 {
            guess_at_once(&mut guesses, &school, NEWCOMER, 1);
            guess_at_once(&mut guesses, &other, NEWCOMER, 1);
        }
        guesses.join_all().await;
        let allowed = allowed(Lane::Address, began.elapsed().as_secs_f64());
        let checked = school.state.passwords.checked() + other.state.passwords.checked();
        assert!((1..=allowed).contains(&checked), "{checked} of {allowed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_starts_again_has_forgotten_nothing() {
    on_both(async |school| {
        for step in 1..=3 {
            let now = school.later(Duration::minutes(step)).await;
            assert_eq!(from(&now, CLASS, NEWCOMER, "wrong").await, "failed");
        }
        let again = school
            .later(Duration::minutes(3) + Duration::seconds(1))
            .await;
        assert_eq!(from(&again, CLASS, NEWCOMER, PASSWORD).await, "wait");
        assert_eq!(from(&again, ELSEWHERE, NEWCOMER, PASSWORD).await, "in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_guesses_without_end_elsewhere_keeps_nobody_of_the_class_out() {
    let school = School::demo().await;
    let mut guesses = JoinSet::new();
    guess_at_once(&mut guesses, &school, NEWCOMER, 200);
    let mut class = JoinSet::new();
    let mut everybody = logins(&school, 29).await;
    everybody.push(NEWCOMER.to_owned());
    for (number, login) in everybody.into_iter().enumerate() {
        let school = school.clone();
        class.spawn(async move {
            let mut browser = school.browser().from(CLASS);
            if number % 10 == 0 {
                // A wrong first try, and the right one when the wait has passed.
                let first = try_in(&mut browser, &login, "wrong").await;
                let later = school.later(Duration::seconds(20)).await;
                let mut again = browser.moved_to(later.router());
                (first, try_in(&mut again, &login, PASSWORD).await)
            } else {
                let said = try_in(&mut browser, &login, PASSWORD).await;
                ("failed".to_owned(), said)
            }
        });
    }
    for (first, then) in class.join_all().await {
        assert_eq!((first.as_str(), then.as_str()), ("failed", "in"));
    }
    guesses.join_all().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_guesses_once_a_second_beside_the_class_keeps_only_a_stranger_to_the_device_waiting() {
    let school = School::demo().await;
    let mut own = school.browser().from(CLASS);
    assert_eq!(try_in(&mut own, NEWCOMER, PASSWORD).await, "in");
    let (mut steps, mut second) = (0, 1);
    while second < 400 {
        let now = school.later(Duration::seconds(second)).await;
        assert_eq!(from(&now, CLASS, NEWCOMER, "guess").await, "failed");
        steps += 1;
        let wait = Lane::Address.wait_after(steps).num_seconds();
        let still = school.later(Duration::seconds(second + wait - 1)).await;
        assert_eq!(from(&still, CLASS, NEWCOMER, "guess").await, "wait");
        assert_eq!(still.state.passwords.checked(), 0);
        second += wait + 5;
    }
    assert!(steps <= 14, "{steps}");
    let now = school.later(Duration::seconds(second - 30)).await;
    assert_eq!(from(&now, CLASS, NEWCOMER, PASSWORD).await, "wait");
    let mut own = own.moved_to(now.router());
    assert_eq!(try_in(&mut own, NEWCOMER, "typo").await, "failed");
    let now = school.later(Duration::seconds(second)).await;
    let mut own = own.moved_to(now.router());
    assert_eq!(try_in(&mut own, NEWCOMER, PASSWORD).await, "in");
    for login in logins(&school, 5).await {
        assert_eq!(from(&now, CLASS, &login, PASSWORD).await, "in");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn invented_logins_fill_only_their_own_line() {
    let school = School::demo().await;
    let mut known = school.browser().from(CLASS);
    assert_eq!(try_in(&mut known, NEWCOMER, PASSWORD).await, "in");
    let mut guesses = JoinSet::new();
    for number in 0..400 {
        guess_at_once(&mut guesses, &school, &format!("nobody{number}"), 1);
    }
    // The line is there as soon as the first of it is being looked at.
    while school.state.passwords.checked() < 5 {
        tokio::task::yield_now().await;
    }
    assert_eq!(try_in(&mut known, NEWCOMER, PASSWORD).await, "in");
    assert_eq!(from(&school, CLASS, STUDENT_9, PASSWORD).await, "in");
    let checked = school.state.passwords.checked();
    assert!(checked < 200, "{checked} of 402 before them");
    guesses.abort_all();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_that_does_not_exist_costs_what_another_costs() {
    on_both(async |school| {
        let mut costs = Vec::new();
        for login in [NEWCOMER, "nobody", ADMIN] {
            for _ in 0..2 {
                let now = school.later(Duration::zero()).await;
                let mut browser = now.browser().from(CLASS);
                let fields = [("login", login), ("password", "wrong")];
                let answer = browser.post("/sign-in", &fields).await;
                costs.push((
                    answer.statements,
                    now.state.passwords.checked(),
                    (
                        answer.status,
                        answer.location().map(str::to_owned),
                        answer.body,
                    ),
                ));
            }
        }
        let [first, then] = [&costs[0], &costs[1]];
        assert!(then.0 > 0 && first.0 > then.0, "statements are counted");
        assert_eq!(
            (first.1, then.1),
            (1, 0),
            "one is looked at, and the next one waits"
        );
        for another in costs.chunks(2) {
            assert_eq!(another, [first.clone(), then.clone()]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_failures_in_a_day_are_told_and_close_nothing() {
    on_both(async |school| {
        let mut admin = school.signed_in(ADMIN).await;
        let mut guesses = JoinSet::new();
        for number in 0..100 {
            let school = school.clone();
            guesses.spawn(async move {
                from(&school, &format!("192.0.2.{number}"), NEWCOMER, "guess").await
            });
        }
        let told =
            async |admin: &mut Browser| admin.open("/people").await.texts(".alerts").concat();
        assert!(!told(&mut admin).await.contains(NEWCOMER));
        let said = guesses.join_all().await;
        assert!(said.iter().all(|said| said == "failed"));
        assert!(told(&mut admin).await.contains(NEWCOMER));
        assert_eq!(from(&school, CLASS, NEWCOMER, PASSWORD).await, "in");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_makes_nobody_wait_longer() {
    on_both(async |school| {
        for step in 1..=10 {
            let now = school.later(Duration::minutes(2 * step)).await;
            assert_eq!(from(&now, CLASS, NEWCOMER, "wrong").await, "failed");
        }
        for years in [0, 10] {
            let back = Duration::days(-1 - 365 * years);
            let wrong = school.later(back).await;
            let fields = [("login", NEWCOMER), ("password", PASSWORD)];
            let mut browser = wrong.browser().from(CLASS);
            let answer = browser.post("/sign-in", &fields).await;
            assert_eq!(answer.location(), Some("/sign-in?wait=60"));
            let soon = school.later(back + Duration::seconds(50)).await;
            assert_eq!(from(&soon, CLASS, NEWCOMER, "wrong").await, "wait");
            let then = school.later(back + Duration::seconds(90)).await;
            assert_eq!(from(&then, CLASS, NEWCOMER, "wrong").await, "failed");
        }
        let ahead = school.later(Duration::days(3650)).await;
        assert_eq!(from(&ahead, CLASS, NEWCOMER, PASSWORD).await, "in");
    })
    .await;
}

#[tokio::test]
async fn a_computer_of_the_school_is_known_to_everybody_who_signed_in_there() {
    let school = School::demo().await;
    let mut computer = school.browser().from(CLASS);
    for login in [NEWCOMER, CLASSMATE, NEWCOMER] {
        assert_eq!(try_in(&mut computer, login, PASSWORD).await, "in");
        computer.post("/sign-out", &[("", "")]).await;
    }
    let copied = computer.clone();
    for _ in 0..2 {
        assert_eq!(try_in(&mut computer, CLASSMATE, PASSWORD).await, "in");
    }
    for login in [NEWCOMER, CLASSMATE] {
        assert_eq!(from(&school, CLASS, login, "wrong").await, "failed");
        // A clock for each try: a machine may be slower than a second.
        let now = school.later(Duration::zero()).await;
        assert_eq!(from(&now, CLASS, login, PASSWORD).await, "wait");
        let now = school.later(Duration::zero()).await;
        assert_eq!(
            try_in(&mut copied.moved_to(now.router()), login, PASSWORD).await,
            "wait",
            "a copy of an earlier token is a stranger"
        );
        assert_eq!(try_in(&mut computer, login, PASSWORD).await, "in");
    }
}

#[tokio::test]
async fn signing_in_oneself_on_a_known_device_gives_no_fresh_tries_at_another() {
    let school = School::demo().await;
    let mut computer = school.browser().from(CLASS);
    for login in [NEWCOMER, CLASSMATE] {
        assert_eq!(try_in(&mut computer, login, PASSWORD).await, "in");
    }
    assert_eq!(try_in(&mut computer, NEWCOMER, "guess").await, "failed");
    assert_eq!(try_in(&mut computer, CLASSMATE, PASSWORD).await, "in");
    let now = school.later(Duration::zero()).await;
    let mut computer = computer.moved_to(now.router());
    assert_eq!(try_in(&mut computer, NEWCOMER, "guess").await, "wait");
}

#[tokio::test]
async fn a_password_hashed_by_older_rules_is_hashed_anew_when_its_owner_signs_in() {
    on_both(async |school| {
        let newcomer = school.person(NEWCOMER).await;
        let hash = async || {
            let mut conn = school.state.db.read().await.expect("a connection");
            let found = people::by_login(&mut conn, NEWCOMER).await.expect("people");
            found.expect("somebody").1
        };
        let (current, old) = (hash().await, OLD_HASH);
        let done: Result<(), StoreError> = store::write!(school.state.db, tx =>
            sign_in::renew_hash(tx, newcomer, &current, old).await);
        done.expect("an older hash");
        assert_eq!(from(&school, ELSEWHERE, NEWCOMER, "wrong").await, "failed");
        assert_eq!(hash().await, old, "only its owner knows the password");
        for address in [CLASS, "192.0.2.1"] {
            assert_eq!(from(&school, address, NEWCOMER, PASSWORD).await, "in");
        }
        let renewed = hash().await;
        assert!(
            renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{renewed}"
        );
        assert_ne!(renewed, current);
    })
    .await;
}

#[tokio::test]
async fn tries_of_yesterday_are_forgotten() {
    on_both(async |school| {
        for step in 1..=4 {
            let now = school.later(Duration::minutes(step)).await;
            assert_eq!(from(&now, CLASS, NEWCOMER, "wrong").await, "failed");
        }
        let tomorrow = school.later(Duration::hours(25)).await;
        old_tries::run(&tomorrow.state).await.expect("forgotten");
        // Two more are a first and a second one again: a second each.
        for seconds in [0, 3] {
            let fields = [("login", NEWCOMER), ("password", "wrong")];
            let later = Duration::hours(25) + Duration::seconds(seconds);
            let mut browser = school.later(later).await.browser().from(CLASS);
            let failed = browser.post("/sign-in", &fields).await;
            assert_eq!(failed.location(), Some("/sign-in?failed=1"));
            let mut browser = school.later(later).await.browser().from(CLASS);
            let waits = browser.post("/sign-in", &fields).await;
            assert_eq!(waits.location(), Some("/sign-in?wait=1"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tries_that_wait_for_a_turn_have_written_nothing() {
    let school = School::demo().await;
    let mut guesses = JoinSet::new();
    for number in 0..200 {
        guess_at_once(&mut guesses, &school, &format!("nobody{number}"), 1);
    }
    while school.state.passwords.checked() < 5 {
        tokio::task::yield_now().await;
    }
    let written = rows(&school, "sign_in_lane").await;
    let checked = school.state.passwords.checked();
    // One may have its turn and be written already.
    assert!(written <= checked + 2, "{written} steps, {checked} hashed");
    guesses.abort_all();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn invented_logins_leave_one_tally_of_the_day() {
    on_both(async |school| {
        for number in 0..3 {
            let login = format!("nobody{number}");
            assert_eq!(from(&school, CLASS, &login, "guess").await, "failed");
        }
        // The day's, and the address's.
        assert_eq!(rows(&school, "sign_in_tally").await, 2);
        assert_eq!(from(&school, CLASS, NEWCOMER, "guess").await, "failed");
        assert_eq!(rows(&school, "sign_in_tally").await, 3);
    })
    .await;
}
