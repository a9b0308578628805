//! What nobody else may ever read, looked for wherever anybody can go.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tests::{Browser, School, heard, someone::*};

const PRIVATE: &str = "Тихоозёрск";
const DRAFT: &str = "Черновиковск";
const NOTE: &str = "Записочинск";
const SHOWN: &str = "Показаноград";

const OTHERS: [&str; 7] = [
    TUTOR_9B,
    TUTOR_9A,
    PSYCHOLOGIST,
    DEPUTY,
    ADMIN,
    CLASSMATE,
    STUDENT_9,
];

/// A page with something shown and something not, a draft, a check-in with a note.
async fn write(school: &School) {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", SHOWN)
        .write("handle_with_care", PRIVATE)
        .then("show");
    assert!(student.submit(&form).await.has(".told.leaf"));
    hide(&mut student).await;
    let form = student
        .open("/")
        .await
        .form("checkin")
        .set("checkin[mood]", "1")
        .set("checkin[note]", NOTE);
    student.submit(&form).await;
}

/// What is written after a page was shown, and on pages that never were.
async fn hide(student: &mut Browser) {
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("proud", DRAFT)
        .then("save");
    student.submit(&form).await;
    let card = student.open("/diary/career_trial/new").await;
    let form = card.form("page").write("what", DRAFT).write("did", DRAFT);
    let saved = student.post(&form.action, &form.controls).await;
    assert!([303, 422].contains(&saved.status));
    let form = student
        .open("/diary/strengths/once")
        .await
        .form("page")
        .write("strengths.0.strength", DRAFT)
        .then("save");
    student.submit(&form).await;
}

/// Pages of one kind that are looked at; the newest stand first in every list.
const OF_A_KIND: usize = 20;

/// Everything that can be reached by links, and enough of what is alike.
async fn crawled(browser: &mut Browser) -> Vec<(String, String)> {
    let (mut done, mut next, mut pages) = (
        BTreeSet::new(),
        VecDeque::from(["/".to_owned()]),
        Vec::new(),
    );
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = next.pop_front() {
        let kind = kinds
            .entry(path.split('/').take(2).collect::<String>())
            .or_default();
        if *kind >= OF_A_KIND || !done.insert(path.clone()) {
            continue;
        }
        *kind += 1;
        let answer = browser.get(&path).await;
        next.extend(answer.location().map(str::to_owned));
        if answer.body.is_empty() {
            continue;
        }
        let text = answer.steady();
        let links = text
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '#']).next());
        next.extend(
            links
                .filter(|link| {
                    link.starts_with('/') && !link.starts_with("/pkg") && !link.ends_with("/new")
                })
                .map(|link| link.replace("&amp;", "&")),
        );
        pages.push((path, text));
    }
    pages
}

#[tokio::test]
async fn what_was_not_shown_is_nowhere_to_be_read() {
    let school = School::demo().await;
    write(&school).await;
    let mut own = String::new();
    for (_, text) in crawled(&mut school.signed_in(NEWCOMER).await).await {
        own.push_str(&text);
    }
    for word in [PRIVATE, DRAFT, NOTE, SHOWN] {
        assert!(own.contains(word), "{word} is in the owner's diary");
    }
    for login in OTHERS {
        let pages = crawled(&mut school.signed_in(login).await).await;
        assert!(pages.len() > 3, "{login} has somewhere to go");
        for (path, text) in &pages {
            for word in [PRIVATE, DRAFT, NOTE] {
                assert!(!text.contains(word), "{login} reads {word} at {path}");
            }
            assert!(
                login == TUTOR_9B || !text.contains(SHOWN),
                "{login} reads {SHOWN} at {path}"
            );
        }
        let reads = pages.iter().any(|(_, text)| text.contains(SHOWN));
        assert_eq!(reads, login == TUTOR_9B, "{login}");
    }
}

#[tokio::test]
async fn what_is_hidden_leaves_no_trace() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", SHOWN)
        .then("show");
    student.submit(&form).await;
    let mut readers = Vec::new();
    for login in OTHERS {
        let mut reader = school.signed_in(login).await;
        // The first time leaves traces of its own: what was opened is read.
        crawled(&mut reader).await;
        let before = crawled(&mut reader).await;
        readers.push((login, reader, before));
    }
    hide(&mut student).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("handle_with_care", PRIVATE)
        .then("save");
    student.submit(&form).await;
    for (login, mut reader, before) in readers {
        let after = crawled(&mut reader).await;
        assert_eq!(before.len(), after.len(), "{login}");
        let strip = |text: &str, login: &str| {
            if [CLASSMATE, STUDENT_9].contains(&login) {
                without_ids(text)
            } else {
                text.to_owned()
            }
        };
        for ((path, one), (_, other)) in before.iter().zip(&after) {
            assert_eq!(strip(one, login), strip(other, login), "{login} {path}");
        }
    }
}

/// A student's own forms hold a new id each time they are drawn.
fn without_ids(text: &str) -> String {
    text.split("name=\"draft[writer]\"")
        .map(|part| {
            part.split_once("/>")
                .or_else(|| part.split_once('>'))
                .map_or(part, |(_, rest)| rest)
        })
        .collect()
}

#[tokio::test]
async fn check_ins_are_for_the_psychologist_and_their_writer() {
    let school = School::demo().await;
    write(&school).await;
    let student = school.person(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    assert_eq!(
        psychologist
            .get(&format!("/wellbeing/{student}"))
            .await
            .status,
        200
    );
    for login in [TUTOR_9B, TUTOR_9A, DEPUTY, ADMIN, CLASSMATE] {
        let mut other = school.signed_in(login).await;
        assert_eq!(
            other.get(&format!("/wellbeing/{student}")).await.status,
            404,
            "{login}"
        );
        assert_eq!(other.get("/wellbeing").await.status, 404, "{login}");
        for (path, _) in crawled(&mut other).await {
            assert!(!path.starts_with("/wellbeing"), "{login} is led to {path}");
        }
    }
}

#[tokio::test]
async fn the_log_holds_nothing_that_anybody_wrote_and_nobodys_name() {
    let school = School::demo().await;
    let word = "Журналовск";
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", word)
        .then("show");
    student.submit(&form).await;
    student
        .post(
            "/api/v1/diary/save",
            &[("draft[page]", word), ("draft[occurrence]", "once")],
        )
        .await;
    student
        .get(&format!("/diary/{}", tests::escape(word)))
        .await;
    school
        .browser()
        .post("/sign-in", &[("login", word), ("password", word)])
        .await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let entry = school.entry(NEWCOMER, "acquaintance").await;
    let form = tutor
        .open(&format!("/shown/{entry}"))
        .await
        .form("word-page")
        .set("comment[body]", word)
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    let log = heard();
    assert!(
        log.contains("route=\"/shown/{entry}\"") || log.contains("/shown/{entry}"),
        "requests are logged"
    );
    for secret in [
        word,
        &tests::escape(word),
        "Новосёлов",
        "demo-school-2026",
        student.cookie("sid").expect("a session"),
        &entry,
    ] {
        assert!(!log.contains(secret), "the log holds {secret}");
    }
}
