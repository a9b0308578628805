//! What nobody else may ever read, looked for wherever anybody can go.

pub mod crawl;
mod log;

use tests::{Browser, School, someone::*};

use self::crawl::{Page, crawled};

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

#[tokio::test]
async fn what_was_not_shown_is_nowhere_to_be_read() {
    let school = School::demo().await;
    write(&school).await;
    let mut own = String::new();
    for page in crawled(&mut school.signed_in(NEWCOMER).await).await {
        own.push_str(&page.text);
    }
    for word in [PRIVATE, DRAFT, NOTE, SHOWN] {
        assert!(own.contains(word), "{word} is in the owner's diary");
    }
    for login in OTHERS {
        let pages = crawled(&mut school.signed_in(login).await).await;
        assert!(pages.len() > 3, "{login} has somewhere to go");
        for Page { path, text, .. } in &pages {
            for word in [PRIVATE, DRAFT, NOTE] {
                assert!(!text.contains(word), "{login} reads {word} at {path}");
            }
            assert!(
                login == TUTOR_9B || !text.contains(SHOWN),
                "{login} reads {SHOWN} at {path}"
            );
        }
        let reads = pages.iter().any(|page| page.text.contains(SHOWN));
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
        // Reading leaves traces of its own: until all is read, lists change.
        let mut before = crawled(&mut reader).await;
        for _ in 0..12 {
            let again = crawled(&mut reader).await;
            if std::mem::replace(&mut before, again.clone()) == again {
                break;
            }
        }
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
        // A chart of check-ins moves on with the clock and holds nothing of a diary; a student's
        // own ledger grows while the others read.
        let pages = before.iter().zip(&after);
        for (one, other) in
            pages.filter(|(one, _)| !one.path.starts_with("/wellbeing/") && one.path != "/readings")
        {
            assert_eq!(one, other, "{login}");
        }
    }
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
        for Page { path, .. } in crawled(&mut other).await {
            assert!(!path.starts_with("/wellbeing"), "{login} is led to {path}");
        }
    }
}
