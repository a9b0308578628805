//! A diary whose template has no page for any purpose, and one that was published before a template
//! could say any.

use std::collections::BTreeSet;

use tests::{Answer, Browser, School, someone::*};

/// One section, two pages, no purpose.
const SMALL: &str = r#"
key = "harbour"
edition = 1
ru = "Гавань"
en = "Harbour"
grades = [9]

[[section]]
key = "quay"
number = "1"
ru = "Причал"
en = "Quay"
row = "about_me"
whole = true
audience = ["class_tutor"]
may_be = ["class_tutor"]

[[section.page]]
key = "crate"
number = "1.1"
ru = "Ящик"
en = "Crate"
repeat = "card"
named_by = "label"
timeline = "event"

[[section.page.field]]
key = "label"
type = "short_text"
ru = "Надпись"
en = "Label"

[[section.page]]
key = "deck"
number = "1.2"
ru = "Палуба"
en = "Deck"
repeat = "once"
helplines = true
due = "11-30"

[[section.page.field]]
key = "sight"
type = "long_text"
ru = "Что видно"
en = "What is in sight"
"#;

const GRADE_9: &str = include_str!("../templates/grade-9.toml");

/// What leads to a page with a purpose.
const OFFERS: [&str; 3] = ["Просто запись", "Записать событие", "Страница недели"];

fn in_diary(answer: &Answer) -> BTreeSet<String> {
    let links = answer.attributes("a[href^='/diary/']", "href");
    let path = |link: String| link.split('#').next().unwrap_or_default().to_owned();
    links.into_iter().map(path).collect()
}

async fn opened(browser: &mut Browser, path: &str) -> Answer {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer
}

/// Writes and shows a page and a card; gives every link into the diary that stands on the pages of
/// the student.
async fn written_and_shown(student: &mut Browser) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    for path in ["/", "/diary", "/path", "/diary/deck/once"] {
        links.extend(in_diary(&opened(student, path).await));
    }
    let form = student.open("/diary/deck/once").await.form("page");
    let saved = student.submit(&form.write("sight", "Чайки")).await;
    assert_eq!(saved.status, 200);
    let form = student.open("/diary/deck/once").await.form("page");
    let shown = student.submit(&form.then("show")).await;
    assert!(shown.has(".told.leaf"), "{}", shown.words());
    let form = student.open("/diary/crate/new").await.form("page");
    assert_eq!(
        student.submit(&form.write("label", "Компас")).await.status,
        200
    );
    let paths = [
        "/",
        "/diary",
        "/diary/sections/quay",
        "/diary/deck/once",
        "/diary/deck/once/history",
        "/diary/crate",
        "/path",
        "/path/then-and-now",
        "/path/areas",
        "/see-as",
        "/readings",
        "/checkins",
        "/settings",
    ];
    for path in paths {
        let page = opened(student, path).await;
        let offered = page.texts("main a, nav a, h2");
        for offer in OFFERS {
            assert!(
                !offered.iter().any(|text| text == offer),
                "{offer} on {path}"
            );
        }
        assert!(!page.has("a.write"), "{path}");
        links.extend(in_diary(&page));
    }
    links
}

async fn lead_somewhere(student: &mut Browser, links: &BTreeSet<String>) {
    for link in links {
        let status = student.get(link).await.status;
        assert!(matches!(status, 200 | 303), "{link}: {status}");
    }
}

#[tokio::test]
async fn a_diary_without_pages_for_a_purpose_works_and_leads_nowhere_else() {
    let school = School::demo().await.in_edition(NEWCOMER, SMALL).await;
    let mut student = school.signed_in(NEWCOMER).await;
    let links = written_and_shown(&mut student).await;
    assert!(
        links.contains("/diary/deck/once") && links.contains("/diary/crate"),
        "{links:?}"
    );
    lead_somewhere(&mut student, &links).await;

    let mut tutor = school.signed_in(TUTOR_9B).await;
    let list = opened(&mut tutor, "/shown").await;
    let shown = format!("/shown/{}", school.entry(NEWCOMER, "deck").await);
    assert!(list.attributes("a", "href").contains(&shown));
    let page = opened(&mut tutor, &shown).await;
    assert!(page.words().contains("Чайки"));
    assert_eq!(in_diary(&list), BTreeSet::new());
    assert_eq!(in_diary(&page), BTreeSet::new());
}

#[tokio::test]
async fn a_diary_that_goes_on_in_such_an_edition_leads_to_no_page_that_it_had_before() {
    let school = School::demo().await;
    let before = school.signed_in(STUDENT_9).await.open("/path").await;
    assert!(before.has(".timeline a"), "the diary has a past");
    let school = school.in_edition(STUDENT_9, SMALL).await;
    let mut student = school.signed_in(STUDENT_9).await;
    let links = written_and_shown(&mut student).await;
    lead_somewhere(&mut student, &links).await;
    let after = student.open("/path").await;
    for point in before.texts(".timeline li") {
        assert!(after.texts(".timeline li").contains(&point), "{point}");
    }
}

#[tokio::test]
async fn an_edition_published_before_there_were_purposes_offers_what_it_did() {
    let school = School::demo().await;
    let old: String = GRADE_9
        .replacen("edition = 3", "edition = 1", 1)
        .lines()
        .filter(|line| !line.starts_with("purpose = "))
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(!old.contains("purpose = "));
    let mut pages = Vec::new();
    let mut student = school.signed_in(STUDENT_9).await;
    for path in ["/", "/path", "/diary/talk", "/diary/helps_me/once"] {
        pages.push((path, opened(&mut student, path).await));
    }
    let school = school.in_edition(STUDENT_9, &old).await;
    let mut student = school.signed_in(STUDENT_9).await;
    for (path, before) in pages {
        let after = opened(&mut student, path).await;
        assert_eq!(before.words(), after.words(), "{path}");
        assert_eq!(in_diary(&before), in_diary(&after), "{path}");
    }
    let today = opened(&mut student, "/").await;
    for offer in ["/diary/free/new", "/diary/week/2026-w12"] {
        assert!(in_diary(&today).contains(offer), "{offer}");
    }
}

#[test]
fn checking_a_template_tells_what_its_diary_does_without() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("harbour.toml");
    let told = |source: &str| {
        std::fs::write(&file, source).expect("a file");
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_diary-under-test"))
            .args(["template", "check"])
            .arg(&file)
            .output()
            .expect("the program");
        let said = String::from_utf8(program.stdout).expect("text");
        assert!(program.status.success(), "{said}");
        said
    };
    let small = told(SMALL);
    assert_eq!(
        small.matches(": notice: no page has the purpose").count(),
        7,
        "{small}"
    );
    assert!(
        small.contains("the purpose `talk`: what was written as a request to talk before is a page like any other\n"),
        "{small}"
    );
    assert!(!told(GRADE_9).contains("notice"));
}
