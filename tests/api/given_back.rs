//! A form that the server could not do comes back with what was typed, and its button does it once
//! the server can.

use tests::{Answer, Browser, Form, School, address, editions, filled, someone::*};

/// Posts a form to a server that cannot write.
async fn fails(school: &School, browser: &Browser, form: &Form) -> Answer {
    let broken = school.unwritable().await;
    let mut browser = browser.moved_to(broken.router());
    let answer = browser.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    let is_told = answer.has("#unsaved") || answer.has("#problem-sign-in");
    assert!(is_told, "it is said: {}", answer.text());
    assert_eq!(answer.location(), None);
    answer
}

/// The value of the button that tries again.
fn again(answer: &Answer) -> Vec<String> {
    answer.attributes("#unsaved button.main", "value")
}

#[tokio::test]
async fn every_page_of_every_diary_comes_back_as_it_was_typed_and_is_saved_by_its_button() {
    let school = School::demo().await;
    let [grade_9, profile] = editions();
    let mut drawn = 0;
    for (login, edition) in [(NEWCOMER, &grade_9), ("prohor", &profile)] {
        let mut student = school.signed_in(login).await;
        let broken = school.unwritable().await;
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
            let form = form.then("save");
            let mut failing = student.moved_to(broken.router());
            let answer = failing.post(&form.action, &form.controls).await;
            assert_eq!(answer.status, 503, "{path}");
            assert!(answer.has("#unsaved"), "{path}");
            let back = answer.form("page").then("save");
            for one in &values {
                let written = back.written(&one.path);
                assert_eq!(written, Some(one.value.as_str()), "{path} {}", one.path);
            }
            for (name, value) in &form.controls {
                if name.starts_with("draft[base]") || name.starts_with("draft[audience]") {
                    assert_eq!(back.get(name), Some(value.as_str()), "{path} {name}");
                }
            }
            let saved = student.submit(&back).await;
            assert_eq!(saved.status, 200, "{path}");
            assert!(!saved.has("#unsaved"), "{path}");
            let saved = saved.form("page");
            for one in &values {
                let written = saved.written(&one.path);
                assert_eq!(written, Some(one.value.as_str()), "{path} {}", one.path);
            }
            drawn += 1;
        }
    }
    assert!(drawn > 60, "{drawn} pages");
}

#[tokio::test]
async fn what_was_emptied_unticked_or_narrowed_comes_back_so() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let place = "/diary/acquaintance/once";
    let form = student.open(place).await.form("page");
    let form = form.write("good_day", "Снег").write("proud", "Лыжи");
    student.submit(&form.then("save")).await;
    let tick = "draft[audience][good_day.class_tutor]";
    let page = student.open(place).await.form("page");
    assert_eq!(page.get(tick), Some("on"));
    let form = page.without(tick).write("proud", "").then("show");
    let answer = fails(&school, &student, &form).await;
    assert_eq!(again(&answer), ["show"], "the button does what was asked");
    let back = answer.form("page");
    assert_eq!(back.written("proud"), Some(""));
    assert_eq!(back.get(tick), None);
    student.submit(&back.then("save")).await;
    let saved = student.open(place).await.form("page");
    assert_eq!((saved.get(tick), saved.written("proud")), (None, Some("")));
}

#[tokio::test]
async fn what_was_typed_never_takes_the_place_of_what_another_device_saved() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let place = "/diary/acquaintance/once";
    let form = student.open(place).await.form("page");
    let other = student.open(place).await.form("page");
    student
        .submit(&other.write("good_day", "С телефона").then("save"))
        .await;
    let form = form.write("good_day", "Из класса").then("save");
    let back = fails(&school, &student, &form).await.form("page");
    assert_eq!(back.written("good_day"), Some("Из класса"));
    let page = student.submit(&back.then("save")).await;
    assert_eq!(page.form("page").written("good_day"), Some("С телефона"));
    assert!(page.words().contains("Из класса"), "both are there");
}

#[tokio::test]
async fn a_row_that_was_asked_for_is_there_with_what_was_typed() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/want_can_need/once")
        .await
        .form("page")
        .write("want.0.item", "петь")
        .then("add.want");
    let answer = fails(&school, &student, &form).await;
    assert_eq!(again(&answer), ["add.want"]);
    let back = answer.form("page");
    assert_eq!(back.written("want.0.item"), Some("петь"));
    assert_eq!(back.written("want.2.item"), Some(""), "the row is there");
}

#[tokio::test]
async fn a_new_card_comes_back_and_is_saved() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/free/new").await;
    let key = page
        .form("page")
        .controls
        .iter()
        .find_map(|(name, _)| name.strip_prefix("draft[fields][").map(str::to_owned))
        .expect("a field");
    let key = key.trim_end_matches(']');
    let form = page.form("page").write(key, "Первая запись").then("save");
    let back = fails(&school, &student, &form).await.form("page");
    let saved = student.submit(&back.then("save")).await;
    assert_eq!(saved.form("page").written(key), Some("Первая запись"));
}

#[tokio::test]
async fn a_tutors_comment_comes_back_on_a_page_of_its_own_and_is_sent_from_there() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let text = "Куда?\r\n</textarea><script>alert(1)</script> «и когда»";
    let form = tutor
        .open(&href)
        .await
        .form("word-good_day")
        .set("comment[body]", text)
        .set("comment[then]", "send");
    let answer = fails(&school, &tutor, &form).await;
    let back = answer.forms("/api/v1/comment").remove(0);
    assert_eq!(back.get("comment[body]"), Some(text));
    assert!(!answer.has("script"), "{}", answer.text());
    let about = answer.texts("#about").concat();
    assert_eq!(
        about,
        "Степан Н. · Знакомство · поле «Хороший день для меня»"
    );
    assert_eq!(answer.texts("form label"), ["Комментарий"]);
    let said = answer.texts("#unsaved").concat();
    assert!(said.contains("Не отправлено"), "{said}");
    assert!(
        said.contains("текст есть только на этой странице"),
        "{said}"
    );
    let sent = tutor.submit(&back).await;
    assert!(sent.words().contains("</textarea><script>"));
    assert!(sent.words().contains("«и когда»"));
}

#[tokio::test]
async fn a_students_answer_comes_back_on_its_page_and_is_sent() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor.open(&href).await.form("word-good_day");
    let form = form
        .set("comment[body]", "Куда?")
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    school.deliver();
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await;
    let form = page.forms("/api/v1/comment").remove(0);
    let form = form
        .set("comment[body]", "На лыжах")
        .set("comment[then]", "send");
    let answer = fails(&school, &student, &form).await;
    assert!(
        answer.has("details[open] #unsaved"),
        "it is open where it stands"
    );
    assert!(
        !answer.words().contains("сохранён, но пока не отправлен"),
        "nothing is promised that is not so"
    );
    let back = answer.forms("/api/v1/comment").remove(0);
    assert_eq!(back.get("comment[body]"), Some("На лыжах"));
    let back = back.set("comment[then]", "send");
    assert!(student.submit(&back).await.words().contains("На лыжах"));
}

#[tokio::test]
async fn a_check_in_comes_back_with_all_it_said_and_is_kept() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for place in ["/", "/checkins"] {
        let typed = [
            ("checkin[mood]", "4"),
            ("checkin[energy]", "2"),
            ("checkin[tension]", "5"),
            ("checkin[sleep]", "7 с чем-то"),
            ("checkin[load]", "3"),
            ("checkin[tags][friends]", "on"),
            ("checkin[note]", "Только\r\nмоё <b>"),
            ("checkin[note_shown]", "on"),
        ];
        let form = student.open(place).await.form("checkin");
        let form = typed
            .iter()
            .fold(form, |form, (name, value)| form.set(name, value));
        // A sleep that is none is told before anything is written, and comes back all the same.
        let unfit = student.post(&form.action, &form.controls).await;
        assert_eq!(unfit.status, 422, "{place}");
        assert!(unfit.has("#problem-checkin:not([hidden])"));
        let form = unfit.form("checkin").set("checkin[sleep]", "7,5");
        let back = fails(&school, &student, &form).await.form("checkin");
        for (name, value) in typed {
            let value = if name == "checkin[sleep]" {
                "7,5"
            } else {
                value
            };
            assert_eq!(back.get(name), Some(value), "{place} {name}");
        }
        let kept = student.submit(&back).await.form("checkin");
        assert_eq!(kept.get("checkin[note]"), Some("Только\r\nмоё <b>"));
        assert_eq!(kept.get("checkin[sleep]"), Some("7,5"));
    }
}

#[tokio::test]
async fn a_step_comes_back_with_its_comment_and_is_done() {
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let page = student.open("/diary/project_idea/once").await;
    let form = page.forms("/api/v1/diary/track").remove(0);
    let form = form
        .set("move[step]", "next")
        .set("move[note]", "Тема нашлась");
    let answer = fails(&school, &student, &form).await;
    assert_eq!(again(&answer), ["next"]);
    let back = answer.forms("/api/v1/diary/track").remove(0);
    assert_eq!(back.get("move[note]"), Some("Тема нашлась"));
    let done = student.submit(&back.set("move[step]", "next")).await;
    assert!(done.words().contains("Тема нашлась"));

    let form = student.open("/diary/iep/once").await.form("page");
    student
        .submit(&form.write("goal_year", "Дойти").then("show"))
        .await;
    let form = student.open("/diary/iep/once").await;
    let form = form.forms("/api/v1/diary/track").remove(0);
    student.submit(&form.set("move[step]", "propose")).await;
    let href = format!("/shown/{}", school.entry("prohor", "iep").await);
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let form = tutor.open(&href).await.forms("/api/v1/track").remove(0);
    let form = form
        .set("move[step]", "give_back")
        .set("move[note]", "Добавь часы");
    let answer = fails(&school, &tutor, &form).await;
    let back = answer.forms("/api/v1/track").remove(0);
    assert_eq!(back.get("move[note]"), Some("Добавь часы"));
    let about = answer.texts("#about").concat();
    for told in ["Прохор", "Шаг: Вернуть с замечанием"] {
        assert!(about.contains(told), "{told}: {about}");
    }
    assert_eq!(
        answer.texts("button.main"),
        ["Ещё раз: Вернуть с замечанием"],
        "the button names what it does"
    );
    assert!(tutor.submit(&back).await.words().contains("Добавь часы"));
}

#[tokio::test]
async fn a_form_that_is_one_button_comes_back_with_that_button() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    let history = student.open("/diary/values/once/history").await;
    let restore = history.forms("/api/v1/diary/restore").remove(0);
    let answer = fails(&school, &student, &restore).await;
    assert_eq!(answer.texts("h1"), history.texts("h1"), "on its own page");
    let back = answer.forms("/api/v1/diary/restore").remove(0);
    assert_eq!(back.controls, restore.controls);
    assert_eq!(student.submit(&back).await.status, 200);

    let settings = student.open("/settings").await.forms("/look").remove(0);
    let preferences = settings.set("language", "en").set("cover", "plum");
    let answer = fails(&school, &student, &preferences).await;
    let chosen = answer.forms("/look").remove(1);
    assert_eq!(
        (chosen.get("language"), chosen.get("cover")),
        (Some("en"), Some("plum"))
    );
    let back = answer.forms("/look").remove(0);
    assert!(
        student
            .submit(&back)
            .await
            .has("html[lang=en][data-cover=plum]")
    );

    let out = student.open("/").await.forms("/sign-out").remove(0);
    let answer = fails(&school, &student, &out).await;
    let back = answer.forms("/sign-out").remove(0);
    assert!(student.submit(&back).await.path.starts_with("/sign-in?out"));
}

#[tokio::test]
async fn a_sign_in_that_could_not_be_written_keeps_the_login_and_never_the_password() {
    let school = School::demo().await;
    let stranger = school.browser();
    let form = school.browser().open("/sign-in?next=/settings").await;
    let form = form.forms("/sign-in").remove(0);
    let password = demo::PASSWORD;
    let form = form
        .set("login", "novichok")
        .set("password", password)
        .set("own_device", "on");
    let answer = fails(&school, &stranger, &form).await;
    let back = answer.forms("/sign-in").remove(0);
    assert_eq!(back.get("login"), Some("novichok"));
    assert_eq!(back.get("own_device"), Some("on"));
    assert_eq!(back.get("next"), Some("/settings"));
    assert_eq!(back.get("password"), Some(""));
    let back = back.set("password", password);
    assert_eq!(school.browser().submit(&back).await.path, "/settings");
}

#[tokio::test]
async fn words_survive_a_database_that_cannot_even_be_read() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await;
    let form = page
        .form("page")
        .write("good_day", "Не потеряется\r\n<i>")
        .write("proud", "short")
        .then("show");
    let away = school.later(chrono::Duration::zero()).await;
    away.state.db.close().await;
    let mut browser = student.moved_to(away.router());
    let answer = browser.post(&form.action, &form.controls).await;
    assert_eq!(answer.status, 503);
    let texts = answer.texts("textarea");
    assert!(texts.contains(&"short".to_owned()), "{texts:?}");
    let back = answer.forms("/api/v1/diary/save").remove(0);
    assert_eq!(back.controls, form.controls, "all of it is sent again");
    assert_eq!(answer.texts("#about").concat(), "Страница «Знакомство»");
    assert!(student.submit(&back).await.has(".told.leaf"), "and shown");
}

#[tokio::test]
async fn script_hears_that_the_server_cannot_save_and_keeps_its_text_itself() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let form = form.write("good_day", "Снег");
    student.headers = vec![("accept", "application/json".to_owned())];
    let broken = school.unwritable().await;
    let mut student = student.moved_to(broken.router());
    let answer = student.post(&form.action, &form.controls).await;
    assert!(answer.status >= 500, "{}", answer.status);
    assert_eq!(answer.body.len(), 0);
}

#[tokio::test]
async fn a_comment_on_a_page_that_was_taken_back_is_given_back_and_nothing_else_is_told() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor.open(&href).await.form("word-good_day");
    let form = form
        .set("comment[body]", "Длинная мысль")
        .set("comment[then]", "send");
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open("/diary/acquaintance/once").await.form("page");
    let taken = page.without("draft[audience][good_day.class_tutor]");
    student.submit(&taken.then("save")).await;
    let refused = tutor.post(&form.action, &form.controls).await;
    assert_eq!(refused.status, 404);
    assert!(
        refused
            .texts("textarea")
            .contains(&"Длинная мысль".to_owned())
    );
    let words = refused.words();
    assert!(
        !words.contains("не потеряно") && words.contains("не сохранено"),
        "{words}"
    );
    let nowhere = form.set("comment[entry]", "00000000-0000-7000-8000-000000000000");
    let same = tutor.post(&nowhere.action, &nowhere.controls).await;
    assert_eq!(
        same.steady(),
        refused.steady(),
        "what is not there is the same"
    );
}

#[tokio::test]
async fn reading_goes_on_while_nothing_can_be_written() {
    let school = School::demo().await;
    let href = crate::no_script::margin::shown(&school, "Снег").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = tutor.open(&href).await.form("word-good_day");
    let form = form
        .set("comment[body]", "Куда?")
        .set("comment[then]", "send");
    tutor.submit(&form).await;
    let student = school.signed_in(NEWCOMER).await;
    // Late enough that the session's use would be noted.
    let later = school.later(chrono::Duration::minutes(5)).await;
    let broken = later.unwritable().await;
    let mut student = student.moved_to(broken.router());
    for place in ["/", "/diary", "/diary/acquaintance/once", "/settings"] {
        let page = student.get(place).await;
        assert_eq!(page.status, 200, "{place}");
    }
    let page = student.get("/diary/acquaintance/once").await;
    assert!(
        page.has(".note.new"),
        "it stays new until that can be noted"
    );
}

#[tokio::test]
async fn a_check_in_that_failed_is_unfolded_only_where_something_inside_was_filled_in() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/").await.form("checkin");
    let mood = form.set("checkin[mood]", "4");
    let answer = fails(&school, &student, &mood).await;
    assert!(answer.has("#checkin details") && !answer.has("#checkin details[open]"));
    for (name, value) in [
        ("checkin[sleep]", "8"),
        ("checkin[energy]", "3"),
        ("checkin[tags][friends]", "on"),
        ("checkin[note]", "Снег"),
        ("checkin[note_shown]", "on"),
    ] {
        let form = mood.clone().set(name, value);
        let answer = fails(&school, &student, &form).await;
        assert!(answer.has("#checkin details[open]"), "{name}");
    }
    let said = fails(&school, &student, &mood).await.words();
    assert!(said.contains("Отметка ещё не сохранена"), "{said}");
}

#[tokio::test]
async fn too_many_writes_at_once_give_the_form_back_with_the_time_to_wait() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await.from("203.0.113.5");
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let form = form.write("good_day", "Не потеряется").then("save");
    let answer = until_too_often(&mut student, &form).await;
    assert_eq!(answer.status, 429);
    let wait = answer.headers["retry-after"].to_str().expect("seconds");
    let wait: u64 = wait.parse().expect("seconds");
    let said = answer.texts("#unsaved").concat();
    assert!(said.contains(&format!("{wait}\u{a0}секунд")), "{said}");
    assert!(said.contains("слишком много"), "{said}");
    assert_eq!(
        answer.form("page").written("good_day"),
        Some("Не потеряется")
    );
    let checkin = student.open("/").await.form("checkin");
    let checkin = checkin.set("checkin[mood]", "4");
    let answer = until_too_often(&mut student, &checkin).await;
    assert_eq!(answer.form("checkin").get("checkin[mood]"), Some("4"));
}

/// What is answered once nothing is left to write with.
async fn until_too_often(browser: &mut Browser, form: &Form) -> Answer {
    for _ in 0..50 {
        for _ in 0..40 {
            browser.post("/nowhere", &[("", "")]).await;
        }
        let answer = browser.post(&form.action, &form.controls).await;
        if answer.status == 429 {
            return answer;
        }
    }
    panic!("there is no bound");
}

#[tokio::test]
async fn a_request_to_talk_that_could_not_be_written_comes_back_and_is_sent_once() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let person = school.person(PSYCHOLOGIST).await.to_string();
    let form = student.open("/talk").await.form("talk-request");
    let form = form
        .set("talk[to]", &person)
        .set("talk[urgency]", "at_once")
        .set("talk[words]", "Мне плохо");
    let answer = fails(&school, &student, &form).await;
    let told = answer.texts("#unsaved").concat();
    assert!(told.contains("Не отправлено"), "{told}");
    let back = answer.form("talk-request");
    for (control, value) in [
        ("talk[to]", person.as_str()),
        ("talk[urgency]", "at_once"),
        ("talk[words]", "Мне плохо"),
    ] {
        assert_eq!(back.get(control), Some(value), "{control}");
    }
    // Pressed twice, it is one request.
    let sent = student.submit(&back).await;
    student.submit(&back).await;
    assert!(sent.path.starts_with("/talk/"), "{}", sent.path);
    let own = student
        .open("/talk")
        .await
        .attributes("a[href^='/talk/']", "href");
    assert_eq!(own, [sent.path]);
}

#[tokio::test]
async fn what_an_adult_does_with_a_request_comes_back_with_its_words() {
    let school = School::demo().await;
    let mut adult = school.signed_in(PSYCHOLOGIST).await;
    let page = adult
        .open("/requests")
        .await
        .attributes(".queue a.unread", "href")
        .remove(0);
    let form = adult.open(&page).await.form("request");
    let form = form
        .set("answer[then]", "answered")
        .set("answer[note]", "Приходи в среду");
    let answer = fails(&school, &adult, &form).await;
    assert!(answer.text().contains("Приходи в среду"));
    let sent = adult.submit(&form).await;
    assert!(
        sent.words().contains("Приходи в среду"),
        "the next write works"
    );
}

#[tokio::test]
async fn what_is_only_marked_can_be_marked_again_as_soon_as_the_disk_works() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let waiting = tutor.waiting().await;
    let form = tutor.open(&waiting[0]).await.form("settle");
    for then in ["read", "postpone", "again", "undo"] {
        let form = form.clone().set("settle[then]", then);
        let broken = school.unwritable().await;
        let mut failing = tutor.moved_to(broken.router());
        assert_eq!(
            failing.post(&form.action, &form.controls).await.status,
            503,
            "{then}"
        );
    }
    assert_eq!(tutor.waiting().await, waiting);
    tutor.submit(&form.set("settle[then]", "read")).await;
    assert_eq!(tutor.waiting().await, waiting[1..]);
}
