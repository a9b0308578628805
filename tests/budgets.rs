//! What a page may cost: statements, bytes.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use tests::{Browser, School, address, editions, filled, someone::*};

const STATEMENTS: u64 = 6;
const PAGE: usize = 20 * 1024;
const FIRST_VISIT: usize = 60 * 1024;

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("compression")
        .len()
}

/// Every page that the person finds, one of each kind.
async fn pages(browser: &mut Browser) -> Vec<String> {
    let (mut kinds, mut found, mut next) = (Vec::new(), Vec::new(), vec!["/".to_owned()]);
    while let Some(path) = next.pop() {
        let kind = kind(&path);
        if kinds.contains(&kind) {
            continue;
        }
        let page = browser.get(&path).await;
        if page.status == 200 {
            kinds.push(kind);
            found.push(path);
        }
        next.extend(page.location().map(str::to_owned));
        let links = page.attributes("a[href^='/']", "href");
        next.extend(
            links
                .into_iter()
                .map(|link| link.split('#').next().unwrap_or_default().to_owned())
                .filter(|link| !link.is_empty()),
        );
    }
    found
}

/// A path with its ids and occasions taken out.
fn kind(path: &str) -> String {
    let is_name =
        |part: &&str| part.len() < 30 && !part.contains("-w") && !part.starts_with("card");
    path.split('/')
        .map(|part| if is_name(&part) { part } else { "*" })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn no_page_asks_the_database_more_than_six_times() {
    let school = School::demo().await;
    let mut dear = Vec::new();
    for login in [
        STUDENT_9,
        STUDENT_10,
        NEWCOMER,
        TUTOR_9A,
        PSYCHOLOGIST,
        DEPUTY,
        ADMIN,
    ] {
        let mut browser = school.signed_in(login).await;
        for path in pages(&mut browser).await {
            let page = browser.get(&path).await;
            let size = gzipped(&page.body);
            println!(
                "{login:<10} {:>2} statements {size:>6} B gzip  {path}",
                page.statements
            );
            if page.statements > STATEMENTS {
                dear.push(format!("{login} {path}: {} statements", page.statements));
            }
            if path.starts_with("/diary/") && size > PAGE {
                dear.push(format!("{login} {path}: {size} bytes"));
            }
        }
    }
    assert!(dear.is_empty(), "{dear:#?}");
}

#[tokio::test]
async fn the_fullest_diary_keeps_within_the_budgets() {
    let school = School::demo().await;
    let [grade_9, profile] = editions();
    let mut dear = Vec::new();
    for (login, tutor, edition) in [
        (NEWCOMER, TUTOR_9B, &grade_9),
        ("prohor", TUTOR_10A, &profile),
    ] {
        let mut student = school.signed_in(login).await;
        for (number, (_, page)) in edition.pages().enumerate() {
            if !page.fields.iter().any(domain::template::Field::is_ready) {
                continue;
            }
            let path = address(&mut student, page).await;
            let values = filled(page, number + 1);
            let form = student.open(&path).await.form("page").emptied().write_all(
                values
                    .iter()
                    .map(|one| (one.path.as_str(), one.value.as_str())),
            );
            student.submit(&form.then("show")).await;
            let full = student.get(&path).await;
            let size = gzipped(&full.body);
            if full.statements > STATEMENTS || size > PAGE {
                dear.push(format!(
                    "{path}: {} statements, {size} bytes",
                    full.statements
                ));
            }
        }
        for path in [
            "/",
            "/diary",
            "/path",
            "/path/then-and-now",
            "/path/areas",
            "/print",
            "/diary/sections/me/print",
            "/see-as",
        ] {
            let page = student.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            if page.statements > STATEMENTS {
                dear.push(format!("{path}: {} statements", page.statements));
            }
        }
        let mut tutor = school.signed_in(tutor).await;
        let waiting = tutor.waiting().await;
        assert!(waiting.len() > edition.pages().count() / 2);
        for href in waiting {
            let opened = tutor.get(&href).await;
            assert_eq!(opened.status, 200, "{href}");
            if opened.statements > STATEMENTS {
                dear.push(format!("{href}: {} statements", opened.statements));
            }
        }
    }
    assert!(dear.is_empty(), "{dear:#?}");
}

#[tokio::test]
async fn a_first_visit_is_small() {
    let school = School::demo().await;
    let mut browser = school.browser();
    let door = browser.get("/sign-in").await;
    let style = browser.get(&school.state.site().style).await;
    assert_eq!(style.status, 200);
    let today = school.signed_in(STUDENT_9).await.get("/").await;
    let sizes = [&door, &style, &today].map(|answer| gzipped(&answer.body));
    println!("door, stylesheet, today, bytes gzip: {sizes:?}");
    assert!(sizes.iter().sum::<usize>() <= FIRST_VISIT, "{sizes:?}");
}

#[tokio::test]
async fn a_page_is_sent_compressed_to_whoever_can_read_it() {
    let school = School::demo().await;
    let mut browser = school.signed_in(STUDENT_9).await;
    for (accepts, encoding) in [("gzip", Some("gzip")), ("br", Some("br")), ("", None)] {
        browser.headers = vec![("accept-encoding", accepts.to_owned())];
        let page = browser.get("/").await;
        assert_eq!(
            page.headers
                .get("content-encoding")
                .and_then(|found| found.to_str().ok()),
            encoding
        );
    }
}

#[tokio::test]
async fn a_word_that_is_new_costs_one_statement_once() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let address = "/diary/acquaintance/once";
    let form = student.open(address).await.form("page");
    let form = form.write("good_day", "Лыжи").then("show");
    student.submit(&form).await;
    let href = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor.open(&href).await.form("word-page");
    let form = form
        .set("comment[body]", "Куда?")
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    school.deliver();
    let new = student.get(address).await;
    assert!(new.has(".note.new"));
    let known = student.get(address).await;
    assert!(!known.has(".note.new"));
    assert_eq!(new.statements, known.statements + 1);
    assert!(new.statements <= STATEMENTS, "{}", new.statements);
}
