//! «Хочу поговорить» through the pages: a message to a named adult, and what becomes of it.

use domain::role::Role;
use store::memberships::{Assignment, Of};
use tests::{Answer, Browser, Form, School, someone::*};

const WORDS: &str = "Хочу поговорить про дом";

async fn send(student: &mut Browser, to: &str, urgency: &str) -> Answer {
    let form = student.open("/talk").await.form("talk-request");
    let form = form
        .set("talk[to]", to)
        .set("talk[urgency]", urgency)
        .set("talk[words]", WORDS);
    student.submit(&form).await
}

async fn answer(adult: &mut Browser, page: &str, then: &str, note: &str) -> Answer {
    let form = adult.open(page).await.form("request");
    adult
        .submit(&form.set("answer[then]", then).set("answer[note]", note))
        .await
}

/// The page of the request for whom it was sent to.
fn theirs(own: &Answer) -> String {
    own.path.replace("/talk/", "/requests/")
}

#[tokio::test]
async fn a_request_is_sent_seen_taken_and_answered_each_with_its_name() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    assert!(
        student
            .open("/talk")
            .await
            .words()
            .contains("ничего не отправлено")
    );
    let sent = send(&mut student, "any", "within_days").await;
    assert!(sent.path.starts_with("/talk/"), "{}", sent.path);
    assert!(sent.words().contains("Ответ обещан до"));
    let list = psychologist.open("/requests").await;
    let page = theirs(&sent);
    assert!(list.attributes(".queue a", "href").contains(&page));
    assert!(
        !list.text().contains(WORDS) && !list.text().contains("Новосёлов"),
        "no name, no words"
    );
    assert!(list.statements <= 6, "{}", list.statements);
    let opened = psychologist.open(&page).await;
    assert!(opened.words().contains(WORDS) && opened.words().contains("Новосёлов"));
    assert!(opened.statements <= 6, "{}", opened.statements);
    let own = student.open(&sent.path).await;
    assert!(own.words().contains("Открыто: Инна"), "{}", own.words());
    assert!(
        psychologist
            .open("/requests")
            .await
            .attributes(".queue a", "href")
            .contains(&page),
        "opening answers nothing"
    );
    answer(&mut psychologist, &page, "taken", "").await;
    assert!(
        student
            .open(&sent.path)
            .await
            .words()
            .contains("ответит: Инна")
    );
    let told = answer(&mut psychologist, &page, "answered", "").await;
    assert!(
        told.words().contains("нужны слова"),
        "an empty answer says so"
    );
    answer(
        &mut psychologist,
        &page,
        "answered",
        "Приходи в среду, кабинет 214",
    )
    .await;
    let own = student.open(&sent.path).await.words();
    assert!(own.contains("Ответ: Инна") && own.contains("кабинет 214"));
    assert!(
        !psychologist
            .open("/requests")
            .await
            .attributes(".queue a", "href")
            .contains(&page)
    );
}

#[tokio::test]
async fn today_says_that_there_is_something_new_and_not_what() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let sent = send(&mut student, "any", "within_days").await;
    let told = async |student: &mut Browser| student.open("/").await.texts(".told").concat();
    psychologist.open(&theirs(&sent)).await;
    assert!(
        !told(&mut student).await.contains("новое"),
        "it was only looked at"
    );
    for (then, note) in [("taken", ""), ("answered", "Приходи в среду")] {
        answer(&mut psychologist, &theirs(&sent), then, note).await;
        let today = student.open("/").await;
        assert!(
            today
                .texts(".told")
                .concat()
                .contains("Есть новое для тебя"),
            "{then}"
        );
        assert!(!today.words().contains("Инна") && !today.words().contains("среду"));
        assert!(today.statements <= 6, "{}", today.statements);
        assert!(student.open("/talk").await.words().contains("новое"));
        assert!(
            told(&mut student).await.contains("новое"),
            "a list is not yet the answer"
        );
        student.open(&sent.path).await;
        assert!(
            !told(&mut student).await.contains("новое"),
            "{then}: it was looked at"
        );
        assert!(
            !student
                .open("/talk")
                .await
                .texts(".list .chip")
                .concat()
                .contains("новое")
        );
    }
}

#[tokio::test]
async fn nobody_else_finds_a_request() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let tutor = school.person(TUTOR_9B).await.to_string();
    let sent = send(&mut student, &tutor, "today").await;
    assert_eq!(sent.status, 200);
    let page = theirs(&sent);
    for login in [PSYCHOLOGIST, TUTOR_9A, DEPUTY, ADMIN, STUDENT_9] {
        let mut other = school.signed_in(login).await;
        let nowhere = other
            .get("/requests/00000000-0000-0000-0000-000000000000")
            .await;
        let found = other.get(&page).await;
        assert_eq!(found.status, 404, "{login}");
        assert!(found.body == nowhere.body, "{login}: equal bytes");
        let id = page.rsplit('/').next().unwrap_or_default();
        let step = [("answer[id]", id), ("answer[then]", "taken")];
        assert_eq!(
            other.post("/api/v1/request/answer", &step).await.status,
            404,
            "{login}"
        );
        if login != STUDENT_9 {
            continue;
        }
        assert_eq!(
            other.get(&sent.path).await.status,
            404,
            "a student's is theirs alone"
        );
        let withdrawn = other
            .post("/api/v1/request/withdraw", &[("withdraw[id]", id)])
            .await;
        assert_eq!(withdrawn.status, 404, "nor taken back by others");
    }
    let mut tutor = school.signed_in(TUTOR_9B).await;
    assert!(tutor.open(&page).await.words().contains(WORDS));
    for path in ["/", "/diary", "/path", "/print", "/readings"] {
        assert!(!student.open(path).await.text().contains(WORDS), "{path}");
    }
}

#[tokio::test]
async fn a_request_for_help_now_is_on_every_page_of_who_may_take_it_until_somebody_does() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let is_told = async |adult: &mut Browser| {
        let mut told = Vec::new();
        for path in ["/requests", "/shown", "/settings"] {
            told.push(adult.open(path).await.has(".urgent:not([hidden])"));
        }
        // What an open page asks says the same.
        told.push(adult.get("/urgent").await.text() == "1");
        assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
        told[0]
    };
    // The demo has one of its own.
    for href in psychologist
        .open("/requests")
        .await
        .attributes(".queue a.talk", "href")
    {
        answer(&mut psychologist, &href, "taken", "").await;
    }
    assert!(!is_told(&mut psychologist).await);
    let sent = send(&mut student, "any", "at_once").await;
    assert!(is_told(&mut psychologist).await);
    assert!(!is_told(&mut tutor).await);
    let banner = psychologist.open("/shown").await.texts(".urgent").concat();
    assert!(
        !banner.contains("Новосёлов") && banner.contains("Нужна помощь"),
        "{banner}"
    );
    answer(&mut psychologist, &theirs(&sent), "taken", "").await;
    assert!(!is_told(&mut psychologist).await);
}

#[tokio::test]
async fn what_an_open_page_asks_by_itself_prolongs_no_session() {
    let school = School::demo().await;
    let mut watching = school.signed_in(PSYCHOLOGIST).await;
    let mut working = school.signed_in(PSYCHOLOGIST).await;
    let mut student = school.signed_in(NEWCOMER).await;
    assert_eq!(student.get("/urgent").await.status, 404, "not theirs");
    assert_eq!(school.browser().get("/urgent").await.status, 401);
    for _ in 0..4 {
        school.state.clock.pass(chrono::TimeDelta::minutes(9));
        watching.get("/urgent").await;
        assert_eq!(working.get("/requests").await.status, 200);
    }
    assert_eq!(working.get("/urgent").await.status, 200);
    assert_eq!(watching.get("/urgent").await.status, 401);
    assert!(
        watching
            .get("/requests")
            .await
            .location()
            .is_some_and(|to| to.starts_with("/sign-in"))
    );
}

#[tokio::test]
async fn what_is_not_answered_in_time_is_told_to_the_deputy_head_without_its_words() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let sent = send(&mut student, "any", "within_days").await;
    let id = sent.path.rsplit('/').next().unwrap_or_default().to_owned();
    let told = async |school: &School| {
        server::jobs::talk_requests::run(&school.state)
            .await
            .expect("a job");
        let page = school.signed_in(DEPUTY).await.open("/school").await;
        assert!(!page.text().contains(WORDS) && !page.text().contains("Новосёлов"));
        page.texts(".alerts code").contains(&id)
    };
    assert!(!told(&school).await, "the promised day is not over");
    let list = school.signed_in(PSYCHOLOGIST).await.open("/requests").await;
    assert!(!list.words().contains("сообщено"));
    let later = school.later(chrono::Duration::days(3)).await;
    assert!(told(&later).await);
    let mut student = later.signed_in(NEWCOMER).await;
    assert!(
        student
            .open(&sent.path)
            .await
            .words()
            .contains("Обещанный срок прошёл")
    );
}

#[tokio::test]
async fn who_can_no_longer_be_asked_gets_nothing_and_the_words_come_back() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let stranger = school.person(TUTOR_9A).await.to_string();
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let before = tutor.open("/requests").await.attributes(".queue a", "href");
    let refused = send(&mut student, &stranger, "within_days").await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(WORDS), "the words are given back");
    let said = refused.texts("[role=alert]").concat();
    assert!(said.contains("Не отправлено"), "{said}");
    let after = tutor.open("/requests").await.attributes(".queue a", "href");
    assert_eq!(before, after, "nothing was sent");
    let long = "ж".repeat(domain::talk_request::MAX + 1);
    let form = student
        .open("/talk")
        .await
        .form("talk-request")
        .set("talk[words]", &long);
    assert_eq!(student.submit(&form).await.status, 400);
}

#[tokio::test]
async fn a_request_is_taken_back_and_then_answered_by_nobody() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let sent = send(&mut student, "any", "within_days").await;
    let page = theirs(&sent);
    let form = psychologist.open(&page).await.form("request");
    let withdraw = sent.forms("/api/v1/request/withdraw").remove(0);
    let own = student.submit(&withdraw).await;
    assert!(own.words().contains("забрана") && own.forms("/api/v1/request/withdraw").is_empty());
    let read = psychologist.open(&page).await;
    assert!(!read.text().contains(WORDS) && read.words().contains("слова её больше не видны"));
    school
        .new_person("second", &[Assignment::new(Role::Psychologist, Of::School)])
        .await;
    let mut second = school.signed_in("second").await;
    assert_eq!(
        second.get(&page).await.status,
        404,
        "nobody opens it who had not before"
    );
    let late = psychologist
        .submit(&form.clone().set("answer[then]", "taken"))
        .await;
    assert!(late.words().contains("Шаг не сделан"), "{}", late.words());
    let words = form
        .set("answer[then]", "answered")
        .set("answer[note]", "Жду тебя");
    let refused = psychologist.submit(&words).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("Жду тебя"),
        "the words are given back"
    );
    assert!(refused.text().contains("Шаг не сделан"), "and why");
}

#[tokio::test]
async fn numbers_are_on_a_page_that_everybody_finds() {
    let school = School::demo().await;
    let mut stranger = school.browser();
    let door = stranger.open("/sign-in").await;
    assert!(
        door.attributes(".foot a", "href")
            .contains(&"/help".to_owned())
    );
    assert_eq!(stranger.open("/help").await.status, 200);
    let mut student = school.signed_in(NEWCOMER).await;
    let today = student.open("/").await;
    let links = today.attributes("#checkin a", "href");
    assert!(
        links.contains(&"/talk".to_owned()) && links.contains(&"/help".to_owned()),
        "{links:?}"
    );
}

async fn keep(student: &mut Browser, words: &str) -> Answer {
    let form = student.open("/talk").await.form("talk-request");
    let form = form
        .set("talk[to]", "any")
        .set("talk[urgency]", "today")
        .set("talk[words]", words);
    let action = "/api/v1/request/unsent".to_owned();
    student.submit(&Form { action, ..form }).await
}

#[tokio::test]
async fn what_was_left_unsent_is_offered_again_to_its_student_alone_and_names_nothing() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    assert!(!student.open("/").await.words().contains("Не отправлено"));
    let kept = keep(&mut student, WORDS).await;
    assert_eq!(kept.status, 200, "{}", kept.words());
    let today = student.open("/").await;
    assert!(today.words().contains("Не отправлено."));
    for path in ["/", "/diary", "/path", "/print", "/readings", "/see-as"] {
        let page = student.open(path).await;
        assert!(!page.text().contains(WORDS), "{path}");
        assert!(page.statements <= 6, "{path}: {}", page.statements);
    }
    let page = student.open("/talk").await;
    assert!(page.statements <= 6, "{}", page.statements);
    assert!(page.words().contains("Не отправлено: это осталось с"));
    let form = page.form("talk-request");
    assert_eq!(form.get("talk[words]"), Some(WORDS));
    assert_eq!(form.get("talk[urgency]"), Some("today"));
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    assert!(
        !psychologist
            .open("/requests")
            .await
            .words()
            .contains("Новосёлов")
    );
    let sent = student.submit(&form).await;
    assert!(sent.path.starts_with("/talk/"), "{}", sent.path);
    assert!(!student.open("/").await.words().contains("Не отправлено"));
    keep(&mut student, "другое").await;
    let page = student.open("/talk").await;
    let discard = page.forms("/api/v1/request/unsent").remove(0);
    student.submit(&discard.set("talk[then]", "discard")).await;
    assert!(!student.open("/").await.words().contains("Не отправлено"));
    assert_eq!(
        student
            .open("/talk")
            .await
            .form("talk-request")
            .get("talk[words]"),
        Some("")
    );
}

#[tokio::test]
async fn an_adult_who_is_away_is_said_to_be_and_who_has_the_request_instead() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let tutor = school.person(TUTOR_9B).await.to_string();
    let sent = send(&mut student, &tutor, "today").await;
    assert!(!sent.words().contains("отсутствует"));
    let mut deputy = school.signed_in(DEPUTY).await;
    let page = deputy.open("/school/contacts").await;
    assert!(page.statements <= 6, "{}", page.statements);
    let form = page.forms("/api/v1/school/absence").remove(0);
    let wrong = form
        .clone()
        .set("absence[absent]", &tutor)
        .set("absence[until]", "2020-01-01");
    let refused = deputy.submit(&wrong).await;
    assert!(refused.words().contains("последний день раньше первого"));
    assert_eq!(
        refused.forms("/api/v1/school/absence")[0].get("absence[absent]"),
        Some(tutor.as_str()),
        "what was chosen stays"
    );
    let noted = deputy.submit(&form.set("absence[absent]", &tutor)).await;
    assert!(
        noted.words().contains("никто не замещает"),
        "{}",
        noted.words()
    );
    for path in ["/talk", sent.path.as_str()] {
        let said = student.open(path).await.words();
        assert!(
            said.contains("отсутствует") && said.contains("увидят психологи"),
            "{path}: {said}"
        );
    }
    let page = student.open("/talk").await;
    assert_eq!(
        page.texts(".named .later"),
        [
            "Отправить психологам",
            "Отправить: Инна Валентиновна",
            "Отправить: Гаяне Левоновна",
            "Отправить психологам"
        ]
    );
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let list = psychologist.open("/requests").await;
    assert!(list.attributes(".queue a", "href").contains(&theirs(&sent)));
}

#[tokio::test]
async fn a_meeting_has_a_day_a_time_and_a_place() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let sent = send(&mut student, "any", "today").await;
    let page = theirs(&sent);
    let tomorrow = school.state.clock.now().date_naive() + chrono::Days::new(2);
    let day = tomorrow.to_string();
    let form = psychologist
        .open(&page)
        .await
        .form("request")
        .set("answer[then]", "meeting")
        .set("answer[note]", "Захвати тетрадь");
    for (day, time, place) in [
        ("", "14:00", "кабинет 207"),
        (day.as_str(), "", "кабинет 207"),
        (day.as_str(), "14:00", " "),
        ("2020-01-01", "14:00", "кабинет 207"),
        ("", "", ""),
    ] {
        let form = form
            .clone()
            .set("answer[day]", day)
            .set("answer[time]", time)
            .set("answer[place]", place);
        let refused = psychologist.submit(&form).await;
        assert_eq!(refused.status, 422, "{day} {time} {place}");
        assert!(refused.words().contains("Встреча не назначена"));
        assert!(
            !refused.words().contains("серверу не удалось"),
            "that would not be true"
        );
        assert!(refused.text().contains("Захвати тетрадь"), "the words stay");
        assert_eq!(refused.form("request").get("answer[time]"), Some(time));
    }
    let form = form
        .set("answer[day]", &day)
        .set("answer[time]", "14:00")
        .set("answer[place]", "кабинет 207");
    psychologist.submit(&form).await;
    let own = student.open(&sent.path).await;
    assert!(own.words().contains("Приглашение на встречу: Инна"));
    for said in ["14:00, кабинет 207", "Захвати тетрадь"] {
        assert!(own.text().contains(said), "{said}");
    }
    let list = student.open("/talk").await;
    assert!(list.words().contains("назначена встреча"));
}
