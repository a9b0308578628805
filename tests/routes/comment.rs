//! A conversation is of two: the adult who opened it and the owner of the page.

mod stance;

use domain::id::EntryId;
use store::comments::{self, Comment};
use tests::{Answer, Browser, Pupil, School, someone::*};

const PAGE: &str = "/diary/profile_options/once";

/// A page whose field `missing` both adults read and may answer.
async fn place(school: &School) -> (Pupil, String) {
    let student = school
        .student("9Б")
        .wrote("profile_options", &[("missing", "Дня открытых дверей")])
        .read_by("missing.psychologist")
        .shown()
        .await;
    let entry = school.entry(&student.login, "profile_options").await;
    (student, entry)
}

async fn say(browser: &mut Browser, entry: &str, (field, to): (&str, &str), body: &str) -> Answer {
    let fields = [
        ("comment[entry]", entry),
        ("comment[field]", field),
        ("comment[reply_to]", to),
        ("comment[body]", body),
        ("comment[then]", "send"),
    ];
    browser.post("/api/v1/comment", &fields).await
}

/// Every word on an entry that its author or its owner sees.
async fn words(school: &School, entry: &str, login: &str) -> Vec<Comment> {
    let person = school.person(login).await;
    let mut conn = school.state.db.read().await.expect("a connection");
    let entry = EntryId(entry.parse().expect("an id"));
    let later = school.state.clock.now() + domain::waiting::UNDO;
    comments::for_owner(&mut conn, entry, person, later)
        .await
        .expect("words")
}

#[tokio::test]
async fn only_the_two_of_a_conversation_answer_in_it() {
    let school = School::demo().await;
    let (mut student, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let opened = say(&mut tutor, &entry, ("missing", ""), "Куда хочешь сходить?").await;
    assert_eq!(opened.status, 303);
    let first = words(&school, &entry, TUTOR_9B)
        .await
        .remove(0)
        .id
        .to_string();
    let answer = say(
        &mut psychologist,
        &entry,
        ("missing", &first),
        "Чужое слово",
    )
    .await;
    assert_eq!(answer.status, 404, "it is the tutor's conversation");
    assert!(
        !student
            .browser
            .open(PAGE)
            .await
            .text()
            .contains("Чужое слово")
    );
    let own = say(&mut psychologist, &entry, ("missing", ""), "Своё слово").await;
    assert_eq!(
        own.status, 303,
        "a conversation of one's own is open to both"
    );
    let own = words(&school, &entry, PSYCHOLOGIST).await;
    let own = own
        .iter()
        .find(|word| word.body == "Своё слово")
        .expect("it");
    let answer = say(
        &mut tutor,
        &entry,
        ("missing", &own.id.to_string()),
        "Чужое",
    )
    .await;
    assert_eq!(answer.status, 404);
    let early = say(&mut student.browser, &entry, ("missing", &first), "Рано").await;
    assert_eq!(early.status, 404, "the student does not know of it yet");
    school.deliver();
    for browser in [&mut student.browser, &mut tutor] {
        let answer = say(browser, &entry, ("missing", &first), "Моё").await;
        assert_eq!(answer.status, 303);
    }
    for field in ["missing", ""] {
        let opened = say(&mut student.browser, &entry, (field, ""), "Сам с собой").await;
        assert_eq!(opened.status, 404, "a student answers and opens none");
    }
}

#[tokio::test]
async fn an_answer_stands_at_the_field_of_its_conversation() {
    let school = School::demo().await;
    let (mut student, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    say(&mut tutor, &entry, ("missing", ""), "Куда?").await;
    let first = words(&school, &entry, TUTOR_9B)
        .await
        .remove(0)
        .id
        .to_string();
    school.deliver();
    for field in ["", "options", "nonsense"] {
        let answer = say(&mut student.browser, &entry, (field, &first), "В колледж").await;
        let there = format!("/entries/{entry}#missing");
        assert_eq!(answer.location(), Some(there.as_str()), "{field}");
    }
}

#[tokio::test]
async fn an_answer_belongs_to_the_page_of_its_conversation() {
    let school = School::demo().await;
    let (mut student, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    say(&mut tutor, &entry, ("missing", ""), "Куда?").await;
    let first = words(&school, &entry, TUTOR_9B)
        .await
        .remove(0)
        .id
        .to_string();
    let form = student
        .browser
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Лыжи");
    student.browser.submit(&form.then("show")).await;
    let other = school.entry(&student.login, "acquaintance").await;
    for browser in [&mut student.browser, &mut tutor] {
        let answer = say(browser, &other, ("good_day", &first), "Не туда").await;
        assert_eq!(answer.status, 404);
    }
    let nobody = "00000000-0000-0000-0000-000000000000";
    let answer = say(&mut student.browser, &entry, ("missing", nobody), "Никому").await;
    assert_eq!(answer.status, 404);
    let answer = say(
        &mut student.browser,
        &entry,
        ("missing", "nonsense"),
        "Никому",
    )
    .await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn an_answer_is_not_answered_and_a_draft_is_not_either() {
    let school = School::demo().await;
    let (mut student, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let fields = [
        ("comment[entry]", entry.as_str()),
        ("comment[field]", "missing"),
        ("comment[body]", "Ещё думаю"),
    ];
    tutor.post("/api/v1/comment", &fields).await;
    let draft = words(&school, &entry, TUTOR_9B).await.remove(0);
    assert!(draft.sent_at.is_none());
    for browser in [&mut student.browser, &mut tutor] {
        let answer = say(browser, &entry, ("missing", &draft.id.to_string()), "Рано").await;
        assert_eq!(answer.status, 404, "nobody was sent it yet");
    }
    say(&mut tutor, &entry, ("missing", ""), "Куда?").await;
    let first = words(&school, &entry, TUTOR_9B)
        .await
        .remove(0)
        .id
        .to_string();
    school.deliver();
    say(
        &mut student.browser,
        &entry,
        ("missing", &first),
        "В колледж",
    )
    .await;
    let said = words(&school, &entry, &student.login).await;
    let answer = said
        .iter()
        .find(|word| word.reply_to.is_some())
        .expect("it");
    for browser in [&mut student.browser, &mut tutor] {
        let deeper = say(
            browser,
            &entry,
            ("missing", &answer.id.to_string()),
            "Глубже",
        )
        .await;
        assert_eq!(deeper.status, 404, "a conversation has one level");
    }
}

#[tokio::test]
async fn a_conversation_opens_at_what_one_reads_oneself() {
    let school = School::demo().await;
    let options = [
        ("options.0.option", "technology"),
        ("options.0.why", "Люблю считать"),
        ("missing", "Только психологу"),
    ];
    let student = school
        .student("9Б")
        .wrote("profile_options", &options)
        .not_read_by("missing.class_tutor")
        .read_by("missing.psychologist")
        .shown()
        .await;
    let entry = school.entry(&student.login, "profile_options").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    for (browser, theirs, others) in [
        (&mut tutor, "options", "missing"),
        (&mut psychologist, "missing", "options"),
    ] {
        for (field, status) in [(others, 404), (theirs, 303)] {
            let answer = say(browser, &entry, (field, ""), "Слово").await;
            assert_eq!(answer.status, status, "{field}");
        }
    }
}

#[tokio::test]
async fn script_hears_that_a_word_is_too_long_and_only_then() {
    let school = School::demo().await;
    let (_, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    tutor.headers = vec![("accept", "application/json".to_owned())];
    for (length, fits) in [(1, true), (comments::MAX, true), (comments::MAX + 1, false)] {
        let word = "ж".repeat(length);
        let told = say(&mut tutor, &entry, ("missing", ""), &word).await;
        let told: serde_json::Value = serde_json::from_slice(&told.body).expect("an outcome");
        let problem = told["say"]["problem-word-missing"].as_str();
        assert_eq!(problem.map(str::is_empty), Some(fits), "{length}: {told}");
    }
    let kept = words(&school, &entry, TUTOR_9B).await;
    let mut sent: Vec<bool> = kept.iter().map(|word| word.sent_at.is_some()).collect();
    sent.sort_unstable();
    assert_eq!(sent, [false, true, true], "what is too long stays a draft");
}

/// Presses the undo beside a comment that was just sent.
async fn undo(browser: &mut Browser, entry: &str, id: &str) -> Answer {
    let fields = [
        ("comment[entry]", entry),
        ("comment[field]", "missing"),
        ("comment[id]", id),
        ("comment[then]", "undo"),
    ];
    browser.post("/api/v1/comment", &fields).await
}

#[tokio::test]
async fn a_comment_is_taken_back_by_its_author_before_anybody_else_saw_it() {
    let school = School::demo().await;
    let (mut student, entry) = place(&school).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let path = format!("/shown/{entry}");
    say(&mut tutor, &entry, ("missing", ""), "Не туда").await;
    assert!(!tutor.waiting().await.contains(&path));
    let sent = words(&school, &entry, TUTOR_9B)
        .await
        .remove(0)
        .id
        .to_string();
    // What was begun meanwhile at the same place goes on after it.
    let draft = [
        ("comment[entry]", entry.as_str()),
        ("comment[field]", "missing"),
        ("comment[body]", "Ещё мысль"),
    ];
    tutor.post("/api/v1/comment", &draft).await;
    for browser in [
        &mut student.browser,
        &mut school.signed_in(PSYCHOLOGIST).await,
    ] {
        assert_eq!(undo(browser, &entry, &sent).await.status, 404);
    }
    let page = tutor.open(&path).await;
    assert!(page.has(".note.mine .soon-gone"));
    assert_eq!(undo(&mut tutor, &entry, &sent).await.status, 303);
    let page = tutor.open(&path).await;
    assert!(!page.has(".note.mine"));
    let form = page.form("word-missing");
    assert_eq!(form.get("comment[body]"), Some("Не туда\r\n\r\nЕщё мысль"));
    assert!(tutor.waiting().await.contains(&path), "it waits again");
    school.deliver();
    assert!(!student.browser.open(PAGE).await.text().contains("Не туда"));
    tutor.submit(&form.set("comment[then]", "send")).await;
    school.deliver();
    assert!(!tutor.open(&path).await.has(".note.mine .soon-gone"));
    assert_eq!(undo(&mut tutor, &entry, &sent).await.status, 303);
    assert!(tutor.open(&path).await.has(".note.mine"), "it is too late");
    assert!(student.browser.open(PAGE).await.text().contains("Не туда"));
    assert!(!tutor.waiting().await.contains(&path));
}

#[tokio::test]
async fn read_is_not_said_over_a_comment_that_was_begun_and_not_sent() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let page = tutor.waiting().await.remove(0);
    let form = tutor.open(&page).await.form("word-page");
    tutor
        .submit(&form.set("comment[body]", "Какие именно?"))
        .await;
    let settle = tutor.open(&page).await.form("settle");
    let asked = tutor
        .submit(&settle.clone().set("settle[then]", "read"))
        .await;
    assert!(
        asked.words().contains("начат комментарий"),
        "{}",
        asked.words()
    );
    assert!(tutor.waiting().await.contains(&page));
    assert!(asked.has("button[value='read_unsent']"));
    tutor
        .submit(&settle.set("settle[then]", "read_unsent"))
        .await;
    assert!(!tutor.waiting().await.contains(&page));
    let form = tutor.open(&page).await.form("word-page");
    assert_eq!(form.get("comment[body]"), Some("Какие именно?"));
}

#[tokio::test]
async fn sending_nothing_says_so() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let page = tutor.waiting().await.remove(0);
    let form = tutor.open(&page).await.form("word-page");
    let told = tutor
        .submit(&form.set("comment[body]", " ").set("comment[then]", "send"))
        .await;
    assert!(told.words().contains("Отправлять пока нечего"));
    assert!(tutor.waiting().await.contains(&page));
}
