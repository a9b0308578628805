//! The fullest diary: every field of every page filled and shown. Contents, the heaviest page,
//! «Путь», then and now, and the whole diary on paper.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use tests::{Browser, School, address, editions, filled, someone};

use super::measure::times;

const RUNS: usize = 300;

/// Prints the table.
pub async fn run() {
    let school = School::demo().await;
    let mut student = school.signed_in(someone::NEWCOMER).await;
    let pages = fill(&mut student).await;
    let mut heaviest = (0, String::new());
    for path in &pages {
        let bytes = student.open(path).await.body.len();
        heaviest = heaviest.max((bytes, path.clone()));
    }
    println!(
        "{:<34} {:>8} {:>8} {:>8}   ms; {RUNS} runs each, one after the other; bytes gzip, statements",
        "", "p50", "p95", "p99"
    );
    for (name, path) in [
        ("contents", "/diary"),
        ("the heaviest page", heaviest.1.as_str()),
        ("timeline", "/path"),
        ("me then, me now", "/path/then-and-now"),
        ("the whole diary through other eyes", "/see-as"),
        ("the whole diary on paper", "/print"),
    ] {
        let answer = student.open(path).await;
        let measured = times(name, RUNS, |_| {
            let mut browser = student.clone();
            async move { assert_eq!(browser.get(path).await.status, 200) }
        })
        .await;
        measured.print(&[]);
        println!(
            "{:<34} {:>8} B {:>6} statements   {path}",
            "",
            gzipped(&answer.body),
            answer.statements
        );
    }
}

async fn fill(student: &mut Browser) -> Vec<String> {
    let [grade_9, _] = editions();
    let mut written = Vec::new();
    for (number, (_, page)) in grade_9.pages().enumerate() {
        if !page.fields.iter().any(domain::template::Field::is_ready) {
            continue;
        }
        let path = address(student, page).await;
        let values = filled(page, number + 1);
        let form = student.open(&path).await.form("page").emptied().write_all(
            values
                .iter()
                .map(|one| (one.path.as_str(), one.value.as_str())),
        );
        assert_eq!(student.submit(&form.then("show")).await.status, 200);
        written.push(path);
    }
    written
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_or(0, |bytes| bytes.len())
}
