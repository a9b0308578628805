//! What was typed while the session ended: it comes back as a filled form that asks.

use chrono::Duration;
use demo::PASSWORD;
use tests::{Answer, Browser, Form, School, someone::*};

const PLACE: &str = "/diary/acquaintance/once";

async fn typed(school: &School) -> (Browser, Form) {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open(PLACE).await.form("page");
    let form = form.write("good_day", "Не потеряется").then("save");
    (student, form)
}

async fn enter(browser: &mut Browser, login: &str) -> String {
    let answer = browser
        .post("/sign-in", &[("login", login), ("password", PASSWORD)])
        .await;
    assert_eq!(answer.status, 303);
    answer.location().unwrap_or_default().to_owned()
}

/// A school an hour later, and a browser whose session has ended meanwhile.
async fn an_hour_later(school: &School, browser: &Browser) -> (School, Browser) {
    let later = school.later(Duration::hours(1)).await;
    let browser = browser.moved_to(later.router());
    (later, browser)
}

/// What stands first on a page, below its way back.
fn first_of_main(answer: &Answer) -> String {
    let first = answer
        .texts("main > :not(.crumb, .here, leptos-island)")
        .into_iter();
    first.take(1).collect()
}

/// What can be pressed on a page outside its frame.
fn pressed(answer: &Answer) -> Vec<String> {
    answer.texts("main button:not(.visually-hidden, .here button)")
}

fn is_kept(answer: &Answer) -> bool {
    answer.status == 303 && answer.location().unwrap_or_default().contains("?kept=")
}

#[tokio::test]
async fn what_an_ended_session_sent_comes_back_as_a_filled_form_that_asks() {
    let school = School::demo().await;
    let (mut student, form) = typed(&school).await;
    student.headers.push((
        "referer",
        "http://127.0.0.1:3000/diary/acquaintance/once".to_owned(),
    ));
    let (_, mut student) = an_hour_later(&school, &student).await;
    let answer = student.post(&form.action, &form.controls).await;
    let door = answer.location().unwrap_or_default().to_owned();
    assert!(
        is_kept(&answer) && door.contains("next=/diary/acquaintance/once") && !door.contains("%D0"),
        "no text travels in an address: {door}"
    );
    assert!(student.open(&door).await.has("[role=status]"), "it is said");
    assert_eq!(enter(&mut student, NEWCOMER).await, "/kept");
    let page = student.open(PLACE).await;
    assert_eq!(page.form("page").written("good_day"), Some(""), "not saved");
    assert!(page.has("a[href='/kept']"), "every page leads to it");
    let asks = student.open("/kept").await;
    assert!(asks.statements <= 6, "{} statements", asks.statements);
    let said = asks.texts("#unsaved").concat();
    assert!(said.contains("не менялась"), "{said}");
    let field = "Страница «Знакомство»: Хороший день для меня";
    assert!(said.contains(field), "{said}");
    assert!(
        asks.has("#unsaved h1"),
        "the question is the page's heading"
    );
    assert!(
        first_of_main(&asks).contains("Сохранить написанное?"),
        "and stands first: {}",
        first_of_main(&asks)
    );
    assert_eq!(pressed(&asks), ["Да, сохранить", "Удалить"], "one pair");
    assert!(
        !asks.has("leptos-island [role=status]"),
        "nothing saves it by itself"
    );
    let back = asks.form("page");
    assert_eq!(back.written("good_day"), Some("Не потеряется"));
    assert_eq!(back.written("proud"), None, "only what was typed");
    let page = student.submit(&back.then("save")).await;
    assert_eq!(page.path, format!("{PLACE}?saved=1"));
    assert_eq!(page.form("page").written("good_day"), Some("Не потеряется"));
    assert!(!page.has("a[href='/kept']"), "nothing waits any longer");
    assert_eq!(student.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn what_comes_back_never_saves_over_newer_text() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    student.post(&form.action, &form.controls).await;
    let mut phone = later.browser();
    assert_eq!(enter(&mut phone, NEWCOMER).await, "/kept");
    let newer = phone.open(PLACE).await.form("page");
    let newer = newer.write("good_day", "С телефона").write("proud", "Тоже");
    phone.submit(&newer.then("save")).await;
    enter(&mut student, NEWCOMER).await;
    let asks = student.open("/kept").await;
    let said = asks.texts("#unsaved").concat();
    assert!(said.contains("сохранён другой текст"), "{said}");
    assert!(!said.contains("не менялась"), "{said}");
    assert!(
        asks.words().contains("С телефона"),
        "and it is there to read"
    );
    let back = asks.form("page");
    assert_eq!(back.written("good_day"), Some("Не потеряется"));
    assert_eq!(back.written("proud"), None, "nobody typed there");
    let page = student.submit(&back.then("save")).await;
    assert_eq!(page.form("page").written("good_day"), Some("С телефона"));
    assert_eq!(page.form("page").written("proud"), Some("Тоже"));
    assert!(page.words().contains("Не потеряется"), "both are kept");
}

#[tokio::test]
async fn what_asked_to_be_shown_or_sent_is_neither_before_its_person_says_so() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let word = tutor.open(&href).await.form("word-good_day");
    let word = word
        .set("comment[body]", "Поздняя мысль")
        .set("comment[then]", "send");
    let (student, form) = typed(&school).await;
    let form = form.then("show");
    let (later, mut student) = an_hour_later(&school, &student).await;
    let mut tutor = tutor.moved_to(later.router());
    assert!(is_kept(&student.post(&form.action, &form.controls).await));
    assert!(is_kept(&tutor.post(&word.action, &word.controls).await));
    assert_eq!(enter(&mut student, NEWCOMER).await, "/kept");
    assert_eq!(enter(&mut tutor, TUTOR_9B).await, "/kept");
    let seen = tutor.open(&href).await;
    assert!(!seen.words().contains("Не потеряется"), "not shown");
    assert!(!student.open(PLACE).await.words().contains("Поздняя мысль"));

    let asks = student.open("/kept").await;
    assert_eq!(asks.attributes("#unsaved button.main", "value"), ["save"]);
    let asks = tutor.open("/kept").await;
    assert!(asks.statements <= 6, "{} statements", asks.statements);
    let first = first_of_main(&asks);
    for told in [
        "Отправить комментарий?",
        "Степан Н.",
        "Знакомство",
        "Хороший день для меня",
    ] {
        assert!(first.contains(told), "{told}: {first}");
    }
    assert_eq!(pressed(&asks), ["Да, отправить", "Удалить"], "one pair");
    assert!(asks.words().contains("Снег"), "what the comment is about");
    let back = asks.form("word-good_day").set("comment[then]", "send");
    assert_eq!(back.get("comment[body]"), Some("Поздняя мысль"));
    tutor.submit(&back).await;
    later.deliver();
    assert!(student.open(PLACE).await.words().contains("Поздняя мысль"));
    assert_eq!(tutor.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn a_step_of_an_adult_that_comes_back_is_asked_about_once() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let form = student.open("/diary/iep/once").await.form("page");
    let form = form.write("goal_year", "Дойти до защиты");
    let page = student.submit(&form.then("show")).await;
    let step = page.forms("/api/v1/diary/track").remove(0);
    student.submit(&step.set("move[step]", "propose")).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let shown = format!("/shown/{}", school.entry("prohor", "iep").await);
    let step = tutor.open(&shown).await.forms("/api/v1/track").remove(0);
    let step = step.set("move[step]", "tutor_agrees");
    let step = step.set("move[note]", "Согласна");
    let (_, mut tutor) = an_hour_later(&school, &tutor).await;
    let answer = tutor.post(&step.action, &step.controls).await;
    assert!(is_kept(&answer));
    assert_eq!(enter(&mut tutor, TUTOR_10A).await, "/kept");
    let asks = tutor.open("/kept").await;
    let back = asks.form("track-step").set("move[step]", "tutor_agrees");
    assert_eq!(back.get("move[note]"), Some("Согласна"));
    let done = tutor.submit(&back).await;
    assert!(done.words().contains("Согласна"));
    assert!(!done.has("a[href='/kept']"), "nothing waits any longer");
}

#[tokio::test]
async fn check_ins_and_steps_come_back_too() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let checkin = student.open("/").await.form("checkin");
    let checkin = checkin
        .set("checkin[mood]", "2")
        .set("checkin[note]", "Поздно");
    let page = student.open("/diary/project_idea/once").await;
    let step = page.forms("/api/v1/diary/track").remove(0);
    let step = step
        .set("move[step]", "next")
        .set("move[note]", "Тема нашлась");
    let (_, mut student) = an_hour_later(&school, &student).await;
    for form in [&checkin, &step] {
        let answer = student.post(&form.action, &form.controls).await;
        assert!(is_kept(&answer));
        let door = student.open(answer.location().unwrap_or_default()).await;
        let said = door.texts("[role=status]").concat();
        let is_checkin = form.action == checkin.action;
        assert_eq!(said.contains("Отметка не потеряна"), is_checkin, "{said}");
        assert_eq!(
            said.contains("Написанное не потеряно"),
            !is_checkin,
            "{said}"
        );
    }
    assert_eq!(enter(&mut student, "prohor").await, "/kept");
    let mut seen = Vec::new();
    for _ in 0..2 {
        let asks = student.open("/kept").await;
        assert!(asks.statements <= 6, "{} statements", asks.statements);
        if asks.has("form#checkin") {
            let said = asks.texts("#unsaved").concat();
            assert!(said.contains("Сохранить отметку?"), "{said}");
            assert!(
                !said.contains("текст") && !said.contains("написан"),
                "{said}"
            );
            assert_eq!(pressed(&asks), ["Да, сохранить", "Удалить"]);
            let back = asks.form("checkin");
            assert_eq!(back.get("checkin[note]"), Some("Поздно"));
            student.submit(&back).await;
            seen.push("checkin");
        } else {
            let named = "Перейти к этапу «паспорт»";
            assert!(first_of_main(&asks).contains(named));
            assert_eq!(pressed(&asks), [named, "Удалить"]);
            let back = asks.form("track-step").set("move[step]", "next");
            assert_eq!(back.get("move[note]"), Some("Тема нашлась"));
            assert!(student.submit(&back).await.words().contains("Тема нашлась"));
            seen.push("step");
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, ["checkin", "step"]);
    let kept = student.open("/checkins").await.form("checkin");
    assert_eq!(kept.get("checkin[note]"), Some("Поздно"));
}

#[tokio::test]
async fn its_person_may_throw_it_away_and_nobody_else() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    student.post(&form.action, &form.controls).await;
    enter(&mut student, NEWCOMER).await;
    let asks = student.open("/kept").await;
    let discard = asks.forms("/kept/discard").remove(0);
    let mut other = later.signed_in(CLASSMATE).await;
    other.post(&discard.action, &discard.controls).await;
    other.post("/kept/discard", &[("id", "nonsense")]).await;
    assert_eq!(other.get("/kept").await.location(), Some("/"), "not theirs");
    assert!(student.open("/kept").await.has("#unsaved"), "it is there");
    let page = student.submit(&discard).await;
    assert_eq!(page.path, format!("{PLACE}?discarded=1"));
    assert_eq!(
        page.texts("[role=status]")[0],
        "Написанное после конца входа удалено."
    );
    let again = student.submit(&discard).await;
    assert!(again.words().contains("Удалять нечего"), "once");
    assert_eq!(student.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn what_somebody_else_had_posted_waits_for_its_writer_and_is_shown_to_nobody_else() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut browser) = an_hour_later(&school, &student).await;
    browser.post(&form.action, &form.controls).await;
    assert_eq!(enter(&mut browser, CLASSMATE).await, "/", "not asked");
    assert_eq!(browser.get("/kept").await.location(), Some("/"));
    for place in ["/", PLACE] {
        let page = browser.open(place).await;
        assert!(!page.text().contains("Не потеряется") && !page.has("a[href='/kept']"));
    }
    // From any device.
    let mut phone = later.browser();
    assert_eq!(enter(&mut phone, NEWCOMER).await, "/kept");
    let back = phone.open("/kept").await.form("page");
    assert_eq!(back.written("good_day"), Some("Не потеряется"));
}

#[tokio::test]
async fn a_save_of_another_field_in_between_is_told() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    // Before it was sent, and after.
    let mut phone = later.signed_in(NEWCOMER).await;
    let other = phone.open(PLACE).await.form("page").write("proud", "Лыжи");
    phone.submit(&other.then("save")).await;
    student.post(&form.action, &form.controls).await;
    enter(&mut student, NEWCOMER).await;
    let said = student.open("/kept").await.texts("#unsaved").concat();
    assert!(
        said.contains("страницу сохраняли") && !said.contains("не менялась"),
        "{said}"
    );
}

#[tokio::test]
async fn a_save_of_readers_alone_in_between_is_told() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    let phone = later.signed_in(NEWCOMER).await;
    student.post(&form.action, &form.controls).await;
    let then = school.later(Duration::minutes(61)).await;
    let mut phone = phone.moved_to(then.router());
    let readers = phone.open(PLACE).await.form("page");
    let readers = readers.without("draft[audience][proud.class_tutor]");
    phone.submit(&readers.then("save")).await;
    enter(&mut student, NEWCOMER).await;
    let said = student.open("/kept").await.texts("#unsaved").concat();
    assert!(
        said.contains("страницу сохраняли") && !said.contains("не менялась"),
        "{said}"
    );
}

#[tokio::test]
async fn several_are_asked_about_one_after_the_other_the_newest_first() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    for text in ["Первый", "Второй", "Третий"] {
        let form = form.clone().write("good_day", text);
        student.post(&form.action, &form.controls).await;
    }
    enter(&mut student, NEWCOMER).await;
    let asks = student.open("/kept").await;
    assert_eq!(asks.form("page").written("good_day"), Some("Третий"));
    assert!(asks.words().contains("ждёт ещё 2"), "{}", asks.words());
    let asks = student.submit(&asks.forms("/kept/discard").remove(0)).await;
    assert!(asks.words().contains("удалено"), "it is told on the next");
    assert_eq!(asks.form("page").written("good_day"), Some("Второй"));
    assert!(asks.words().contains("ждёт ещё 1"));
    let page = student.submit(&asks.form("page").then("save")).await;
    assert_eq!(page.form("page").written("good_day"), Some("Второй"));
    assert!(
        page.words().contains("несохранённое: 1"),
        "{}",
        page.words()
    );
    assert!(page.has("a[href='/kept']"), "the next is offered");
    let asks = student.open("/kept").await;
    assert_eq!(asks.form("page").written("good_day"), Some("Первый"));
    assert!(!asks.words().contains("ждёт ещё"));
    let page = student.submit(&asks.forms("/kept/discard").remove(0)).await;
    assert_eq!(page.path, format!("{PLACE}?discarded=1"));
}

#[tokio::test]
async fn what_is_saved_already_needs_no_answer() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    let mut phone = later.signed_in(NEWCOMER).await;
    student.post(&form.action, &form.controls).await;
    let same = phone.open(PLACE).await.form("page");
    phone
        .submit(&same.write("good_day", "Не потеряется").then("save"))
        .await;
    enter(&mut student, NEWCOMER).await;
    let asks = student.open("/kept").await;
    assert!(asks.texts("h1").contains(&"Это уже сохранено".to_owned()));
    assert_eq!(pressed(&asks), ["Хорошо"]);
    let page = student.submit(&asks.forms("/kept/discard").remove(0)).await;
    assert_eq!(page.path, PLACE);
    assert!(!page.words().contains("удалено"));
}

/// Saving and discarding at one moment: the save is done and nothing is said to be deleted, or it is
/// deleted and whoever saved has the words on the page.
async fn both_at_once(school: School) {
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open(PLACE).await.form("page").then("save");
    let (later, mut student) = an_hour_later(&school, &student).await;
    for round in ["good_day", "proud", "handle_with_care"] {
        let text = format!("Текст для {round}");
        let form = form.clone().write(round, &text);
        assert!(is_kept(&student.post(&form.action, &form.controls).await));
        let mut one = later.browser();
        assert_eq!(enter(&mut one, NEWCOMER).await, "/kept");
        let mut other = one.clone();
        let asks = one.open("/kept").await;
        let save = asks.form("page").then("save");
        let discard = asks.forms("/kept/discard").remove(0);
        let (save, discard) = tokio::join!(
            one.post(&save.action, &save.controls),
            other.post(&discard.action, &discard.controls)
        );
        let told = discard.location().unwrap_or_default().to_owned();
        let page = one.open(PLACE).await;
        let stored = page.form("page").written(round) == Some(text.as_str());
        if save.status == 303 {
            assert!(stored, "{round}");
            assert!(told.contains("settled=1"), "{round}: {told}");
        } else {
            assert_eq!(save.status, 409, "{round}");
            assert!(!stored, "{round}");
            assert!(told.contains("discarded=1"), "{round}: {told}");
            let back = save.form("page");
            assert_eq!(back.written(round), Some(text.as_str()));
            assert!(save.texts("#unsaved").concat().contains("в другом окне"));
            assert_eq!(back.get("kept"), None, "it is a form of its own now");
            let page = one.submit(&back.then("save")).await;
            assert_eq!(page.form("page").written(round), Some(text.as_str()));
        }
        assert_eq!(one.get("/kept").await.location(), Some("/"), "{round}");
    }
}

#[tokio::test]
async fn of_saving_and_discarding_at_once_one_happens() {
    both_at_once(School::demo().await).await;
}

#[tokio::test]
async fn of_saving_and_discarding_at_once_one_happens_on_postgres() {
    both_at_once(School::demo_on_postgres().await).await;
}

#[tokio::test]
async fn what_was_discarded_is_not_saved_behind_that_and_its_words_come_back() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let word = tutor.open(&href).await.form("word-good_day");
    let word = word
        .set("comment[body]", "Поздняя мысль")
        .set("comment[then]", "send");
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    let mut tutor = tutor.moved_to(later.router());
    student.post(&form.action, &form.controls).await;
    tutor.post(&word.action, &word.controls).await;
    enter(&mut student, NEWCOMER).await;
    enter(&mut tutor, TUTOR_9B).await;

    let asks = student.open("/kept").await;
    let save = asks.form("page").then("save");
    student.submit(&asks.forms("/kept/discard").remove(0)).await;
    let answer = student.post(&save.action, &save.controls).await;
    assert_eq!((answer.status, answer.location()), (409, None));
    assert_eq!(
        answer.form("page").written("good_day"),
        Some("Не потеряется")
    );
    let page = student.open(PLACE).await.form("page");
    assert_eq!(page.written("good_day"), Some("Снег"), "nothing was saved");

    // A second press of the same button sends nothing twice.
    let asks = tutor.open("/kept").await;
    let send = asks.form("word-good_day").set("comment[then]", "send");
    assert_eq!(tutor.post(&send.action, &send.controls).await.status, 303);
    let again = tutor.post(&send.action, &send.controls).await;
    assert_eq!(again.status, 409);
    assert!(again.has("#unsaved"), "it says so on the page");
    let page = tutor.open(&href).await;
    assert_eq!(page.texts(".note.mine .said"), ["Поздняя мысль"]);
}

#[tokio::test]
async fn a_save_that_failed_leaves_the_question_and_is_done_by_the_next() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (later, mut student) = an_hour_later(&school, &student).await;
    student.post(&form.action, &form.controls).await;
    enter(&mut student, NEWCOMER).await;
    let save = student.open("/kept").await.form("page").then("save");
    let broken = later.unwritable().await;
    let mut failing = student.moved_to(broken.router());
    let answer = failing.post(&save.action, &save.controls).await;
    assert_eq!(answer.status, 503);
    assert!(
        student.open("/kept").await.has("#unsaved"),
        "it still waits"
    );
    let back = answer.form("page").then("save");
    assert_eq!(back.written("good_day"), Some("Не потеряется"));
    let page = student.submit(&back).await;
    assert_eq!(page.form("page").written("good_day"), Some("Не потеряется"));
    assert_eq!(student.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn a_check_in_that_has_to_be_mended_first_leaves_the_question() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let checkin = student.open("/").await.form("checkin");
    let checkin = checkin
        .set("checkin[mood]", "2")
        .set("checkin[sleep]", "плохо");
    let (_, mut student) = an_hour_later(&school, &student).await;
    student.post(&checkin.action, &checkin.controls).await;
    enter(&mut student, NEWCOMER).await;
    let back = student.open("/kept").await.form("checkin");
    let unfit = student.post(&back.action, &back.controls).await;
    assert_eq!(unfit.status, 422);
    assert!(
        student.open("/kept").await.has("#unsaved"),
        "nothing is lost"
    );
    let back = unfit.form("checkin").set("checkin[sleep]", "6");
    student.submit(&back).await;
    assert_eq!(student.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn a_step_that_is_not_possible_any_more_says_so_and_its_note_can_be_copied() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let page = student.open("/diary/project_idea/once").await;
    let step = page.forms("/api/v1/diary/track").remove(0);
    let step = step
        .set("move[step]", "next")
        .set("move[note]", "Тема нашлась");
    let (later, mut student) = an_hour_later(&school, &student).await;
    let mut phone = later.signed_in("prohor").await;
    student.post(&step.action, &step.controls).await;
    let page = phone.open("/diary/project_idea/once").await;
    let pause = page.forms("/api/v1/diary/track").remove(0);
    phone.submit(&pause.set("move[step]", "pause")).await;
    enter(&mut student, "prohor").await;
    let asks = student.open("/kept").await;
    let said = asks.texts("#unsaved").concat();
    assert!(said.contains("Этот шаг сейчас невозможен"), "{said}");
    assert!(said.contains("Пауза"), "what was done instead: {said}");
    assert_eq!(asks.texts(".track > .said"), ["Тема нашлась"]);
    assert_eq!(pressed(&asks), ["Удалить"]);
}

#[tokio::test]
async fn a_device_that_is_known_keeps_nothing_without_a_session() {
    let school = School::demo().await;
    let (mut student, form) = typed(&school).await;
    student.forget("sid");
    assert!(student.cookie("device").is_some());
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.forms("/api/v1/diary/save").remove(0).controls,
        form.controls,
        "the words go back to who sent them, to be sent again"
    );
    assert_eq!(enter(&mut student, NEWCOMER).await, "/", "nothing waits");
    let page = student.submit(&form).await;
    assert_eq!(page.form("page").written("good_day"), Some("Не потеряется"));
}

#[tokio::test]
async fn a_post_of_nobody_known_is_not_kept() {
    let school = School::demo().await;
    let (_, form) = typed(&school).await;
    for token in [None, Some("invented")] {
        let mut stranger = school.browser();
        if let Some(token) = token {
            stranger.set_cookie("sid", token);
        }
        let answer = stranger.post(&form.action, &form.controls).await;
        assert_eq!((answer.status, answer.location()), (401, None));
    }
    let answer = school
        .browser()
        .post("/api/v1/checkin", &[("checkin[back]", "/")])
        .await;
    assert_eq!(answer.location(), Some("/sign-in?next=/"), "nothing typed");
}

#[tokio::test]
async fn nothing_is_kept_after_signing_out_nor_after_an_account_is_shut() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let before = student.clone();
    let mut out = student.clone();
    out.post("/sign-out", &[("", "")]).await;
    let (later, mut left) = an_hour_later(&school, &before).await;
    let answer = left.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 401, "the session was left, it did not end");
    let mut student = later.signed_in(NEWCOMER).await;
    assert_eq!(student.get("/kept").await.location(), Some("/"));

    let (_, mut ended) = an_hour_later(&later, &student).await;
    assert!(is_kept(&ended.post(&form.action, &form.controls).await));
    let person = school.person(NEWCOMER).await;
    let done: Result<(), store::StoreError> = store::write!(school.state.db, tx => store::people::disable(tx, &tests::operator::people(), person).await);
    done.expect("disabled");
    assert_eq!(ended.post(&form.action, &form.controls).await.status, 401);
    let mut conn = school.state.db.read().await.expect("a connection");
    let waits = store::kept_posts::newest(&mut conn, person, later.state.clock.now()).await;
    assert_eq!(waits.expect("kept posts"), None);
}

#[tokio::test]
async fn the_same_post_is_kept_once_and_not_too_many() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    for _ in 0..3 {
        assert!(is_kept(&student.post(&form.action, &form.controls).await));
    }
    for number in 1..=4 {
        let other = form.clone().write("good_day", &format!("Текст {number}"));
        assert!(is_kept(&student.post(&other.action, &other.controls).await));
    }
    let sixth = form.clone().write("good_day", "Шестой");
    let answer = student.post(&sixth.action, &sixth.controls).await;
    assert_eq!(answer.status, 401);
    assert!(
        answer.texts("textarea").contains(&"Шестой".to_owned()),
        "it goes back to who sent it"
    );
    enter(&mut student, NEWCOMER).await;
    for number in 0..5 {
        let asks = student.open("/kept").await;
        assert!(asks.has("#unsaved"), "{number}");
        let discard = asks.forms("/kept/discard").remove(0);
        student.post(&discard.action, &discard.controls).await;
    }
    assert_eq!(student.get("/kept").await.location(), Some("/"));
}

#[tokio::test]
async fn a_megabyte_is_kept_for_one_person_and_no_more() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    let long = "x".repeat(600_000);
    let first = form.clone().write("good_day", &long);
    let second = form.write("good_day", &format!("{long}y"));
    assert!(is_kept(&student.post(&first.action, &first.controls).await));
    let answer = student.post(&second.action, &second.controls).await;
    assert_eq!(answer.status, 401, "it goes back to who sent it");
}

#[tokio::test]
async fn script_hears_that_the_session_has_ended_and_keeps_its_text_itself() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    student
        .headers
        .push(("accept", "application/json".to_owned()));
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(
        (answer.status, answer.location(), answer.body.len()),
        (401, None, 0)
    );
}

#[tokio::test]
async fn what_cannot_be_kept_because_nothing_can_be_written_goes_back() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let later = school.later(Duration::hours(1)).await;
    let broken = later.unwritable().await;
    let mut student = student.moved_to(broken.router());
    let answer = student.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 503);
    let back = answer.forms("/api/v1/diary/save").remove(0);
    assert_eq!(back.controls, form.controls);
}

#[tokio::test]
async fn a_kept_post_waits_for_a_day() {
    for (hours, waits) in [(24, "/kept"), (26, "/")] {
        let school = School::demo().await;
        let (student, form) = typed(&school).await;
        let (_, mut student) = an_hour_later(&school, &student).await;
        student.post(&form.action, &form.controls).await;
        let then = school.later(Duration::hours(hours)).await;
        let mut student = student.moved_to(then.router());
        assert_eq!(enter(&mut student, NEWCOMER).await, waits, "{hours} hours");
    }
}

#[tokio::test]
async fn a_session_that_ended_more_than_a_day_ago_keeps_nothing() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    student.get("/").await;
    for (hours, status) in [(24, 303), (26, 401)] {
        let then = school.later(Duration::hours(hours)).await;
        let mut student = student.moved_to(then.router());
        let answer = student.post(&form.action, &form.controls).await;
        assert_eq!(answer.status, status, "{hours} hours");
    }
}

#[tokio::test]
async fn words_for_a_page_that_is_gone_come_back_to_be_copied() {
    let school = School::demo().await;
    let (student, form) = typed(&school).await;
    let (_, mut student) = an_hour_later(&school, &student).await;
    let form = form.set("draft[page]", "nonsense");
    student.post(&form.action, &form.controls).await;
    assert_eq!(enter(&mut student, NEWCOMER).await, "/kept");
    let asks = student.open("/kept").await;
    assert!(asks.texts("textarea").contains(&"Не потеряется".to_owned()));
    let discard = asks.forms("/kept/discard").remove(0);
    assert_eq!(student.submit(&discard).await.path, "/?discarded=1");
}

#[tokio::test]
async fn a_comment_that_comes_back_keeps_what_was_begun_there_since() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let word = tutor.open(&href).await.form("word-good_day");
    let late = word
        .clone()
        .set("comment[body]", "Поздняя мысль")
        .set("comment[then]", "send");
    let (later, mut tutor) = an_hour_later(&school, &tutor).await;
    assert!(is_kept(&tutor.post(&late.action, &late.controls).await));
    let mut home = later.browser();
    enter(&mut home, TUTOR_9B).await;
    let begun = home.open(&href).await.form("word-good_day");
    let begun = begun
        .set("comment[body]", "Начатое дома")
        .set("comment[then]", "draft");
    home.submit(&begun).await;
    enter(&mut tutor, TUTOR_9B).await;
    let asks = tutor.open("/kept").await;
    let said = asks.texts("#unsaved").concat();
    assert!(said.contains("начат другой комментарий"), "{said}");
    let back = asks.form("word-good_day");
    let both = back.get("comment[body]").unwrap_or_default();
    assert_eq!(both.replace("\r\n", "\n"), "Начатое дома\n\nПоздняя мысль");
    let page = tutor.submit(&back.set("comment[then]", "send")).await;
    let words = page.words();
    assert!(words.contains("Начатое дома") && words.contains("Поздняя мысль"));
}

#[tokio::test]
async fn a_check_in_that_comes_back_stands_beside_one_made_since() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/").await.form("checkin");
    student.submit(&form.set("checkin[mood]", "3")).await;
    let amend = student.open("/").await.form("checkin");
    let amend = amend.set("checkin[note]", "С компьютера");
    let (later, mut student) = an_hour_later(&school, &student).await;
    assert!(is_kept(&student.post(&amend.action, &amend.controls).await));
    let mut phone = later.browser();
    enter(&mut phone, NEWCOMER).await;
    let said = phone.open("/").await.form("checkin");
    phone.submit(&said.set("checkin[note]", "С телефона")).await;
    enter(&mut student, NEWCOMER).await;
    let back = student.open("/kept").await.form("checkin");
    assert_eq!(back.get("checkin[amends]"), Some(""));
    student.submit(&back).await;
    let notes = student.open("/checkins").await.words();
    assert!(
        notes.contains("С компьютера") && notes.contains("С телефона"),
        "{notes}"
    );
}
