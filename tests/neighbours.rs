//! What a page takes from its neighbours, and from itself on other days.

use tests::{Browser, School, someone::*};

const NEWCOMER_10: &str = "prohor";
const COMPARISON: &str = "/diary/profile_comparison/once";
const CHECK: &str = "/diary/profile_check/once";
const ASKED: &str = "#asked-gut_vs:not([hidden])";

/// Compares the technology profile, which leads, with college.
async fn compare(student: &mut Browser) {
    let form = student.open(COMPARISON).await.form("page");
    let form = form
        .write("matrix.option.1", "технологический")
        .write("matrix.option.2", "колледж")
        .write("matrix.weight.interest", "5")
        .write("matrix.score.interest.1", "9")
        .write("matrix.score.interest.2", "4")
        .then("save");
    student.submit(&form).await;
}

/// What an autosave of that form would hear.
async fn heard(student: &mut Browser, form: &tests::Form) -> String {
    student
        .headers
        .push(("accept", "application/json".to_owned()));
    let answer = student.submit(form).await.text().to_owned();
    student.headers.pop();
    answer
}

#[tokio::test]
async fn why_is_asked_only_when_the_wish_is_not_what_the_numbers_say() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open(CHECK).await;
    assert!(page.has("#asked-gut_vs[hidden]"));
    compare(&mut student).await;
    let page = student.open(CHECK).await;
    assert!(page.texts("#numbers")[0].contains("Впереди «технологический»"));
    assert!(!page.has(ASKED));
    let form = page.form("page");
    let told = heard(&mut student, &form.clone().write("gut", "technology")).await;
    assert!(told.contains(r#""ask":[]"#), "{told}");
    let form = student.open(CHECK).await.form("page");
    let told = heard(&mut student, &form.write("gut", "college")).await;
    assert!(told.contains(r#""ask":["asked-gut_vs"]"#), "{told}");
    let page = student.open(CHECK).await;
    assert!(page.has(ASKED));
    // What was answered stays where it can be read and mended, whatever is wished now.
    let form = page
        .form("page")
        .write("gut_vs", "Мастерская рядом с домом")
        .write("gut", "technology")
        .then("save");
    student.submit(&form).await;
    assert!(student.open(CHECK).await.has(ASKED));
}

#[tokio::test]
async fn a_wish_in_own_words_is_held_against_the_same_page() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER_10).await;
    let address = "/diary/route_compare/once";
    let form = student.open(address).await.form("page");
    let form = form
        .write("matrix.option.1", "Химия, Верхнетальск")
        .write("matrix.option.2", "Ветеринария")
        .write("matrix.weight.interest", "4")
        .write("matrix.score.interest.1", "3")
        .write("matrix.score.interest.2", "8");
    let form = form.write("gut", "к ветеринария, как ни странно");
    student.submit(&form.clone().then("save")).await;
    let page = student.open(address).await;
    assert!(!page.has(ASKED));
    student
        .submit(&page.form("page").write("gut", "Химия").then("save"))
        .await;
    assert!(student.open(address).await.has(ASKED));
}

#[tokio::test]
async fn names_of_cards_are_offered_while_one_types() {
    const NAME: &str = r#"Лесное "<script>дело"#;
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER_10).await;
    let card = student.open("/diary/route_after/new").await.form("page");
    student
        .submit(&card.write("programme", NAME).then("save"))
        .await;
    for (address, list) in [
        ("/diary/ege_choice/once", "#names-targets-programmes option"),
        ("/diary/route_compare/once", "#options-matrix option"),
    ] {
        let page = student.open(address).await;
        assert_eq!(page.attributes(list, "value"), [NAME], "{address}");
        assert!(!page.text().contains("<script>дело"), "{address}");
    }
    let mut other = school.signed_in(STUDENT_10).await;
    let page = other.open("/diary/ege_choice/once").await;
    assert!(!page.text().contains("Лесное"));
}

#[tokio::test]
async fn readiness_shows_its_months_to_its_author_alone() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/oge_topics/new").await.form("page");
    let saved = student
        .submit(&form.write("subject", "physics").then("save"))
        .await;
    let address = saved.path.split('?').next().expect("an address").to_owned();
    let form = student.open(&address).await.form("page");
    let form = form
        .write("readiness.physics.motion", "1")
        .write("readiness.physics.energy", "3");
    student.submit(&form.then("save")).await;
    assert!(!student.open(&address).await.has(".months"));
    let later = school.later(chrono::Duration::days(20)).await;
    let mut student = later.signed_in(NEWCOMER).await;
    let form = student.open(&address).await.form("page");
    let form = form.write("readiness.physics.motion", "4");
    // Another device, with an older page, says otherwise: the student keeps what is here.
    let old = student.open(&address).await.form("page");
    student.submit(&form.then("save")).await;
    let old = old.write("readiness.physics.motion", "0").then("save");
    let page = student.submit(&old).await;
    assert!(page.has(".versions"));
    let kept = page.form("page").then("settle.readiness.stored");
    let page = student.submit(&kept).await;
    let months = page.texts(".months li");
    assert_eq!(
        months,
        [
            "ноябрь\u{a0}2026без подсказки 1 из 2: узнаю 1, без подсказки 1",
            "декабрь\u{a0}2026без подсказки 2 из 2: без подсказки 1, могу объяснить 1"
        ]
    );
    assert!(page.statements <= 6, "{}", page.statements);
    student.submit(&page.form("page").then("show")).await;
    let href = format!("/shown/{}", school.entry(NEWCOMER, "oge_topics").await);
    let opened = later.signed_in(TUTOR_9B).await.open(&href).await;
    assert!(opened.words().contains("могу объяснить"));
    assert!(!opened.words().contains("ноябрь"));
}

/// The same, taken apart.
async fn told(student: &mut Browser, form: &tests::Form) -> serde_json::Value {
    serde_json::from_str(&heard(student, form).await).expect("an outcome")
}

#[tokio::test]
async fn a_page_is_loaded_again_only_when_the_choice_its_topics_hang_on_has_changed() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open("/diary/oge_topics/new").await.form("page");
    let saved = student
        .submit(&form.write("subject", "physics").then("save"))
        .await;
    let address = saved.path.split('?').next().expect("an address").to_owned();
    let form = student.open(&address).await.form("page");
    let topic = form.clone().write("readiness.physics.motion", "1");
    assert_eq!(told(&mut student, &topic).await["reload"], false);
    let other = student.open(&address).await.form("page");
    let other = other.write("subject", "maths");
    assert_eq!(told(&mut student, &other).await["reload"], true);
}

#[tokio::test]
async fn an_autosave_leaves_alone_what_only_the_page_knows() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    compare(&mut student).await;
    let page = student.open(CHECK).await;
    assert!(page.texts("#computed-numbers")[0].contains("Впереди"));
    let form = page.form("page").write("would_turn", "Другой экзамен");
    let outcome = told(&mut student, &form).await;
    let said = outcome["say"].as_object().expect("sentences");
    assert!(!said.contains_key("computed-numbers"), "{outcome}");

    // Five short nights, and then the page that speaks of them.
    for day in 0..5 {
        let later = school.later(chrono::Duration::days(day)).await;
        let mut student = later.signed_in(NEWCOMER_10).await;
        let form = student.open("/checkins").await.form("checkin");
        let form = form.set("checkin[mood]", "3").set("checkin[sleep]", "5");
        student.submit(&form).await;
    }
    let later = school.later(chrono::Duration::days(4)).await;
    let mut student = later.signed_in(NEWCOMER_10).await;
    let page = student.open("/diary/load/2026-w12").await;
    assert!(!page.texts("#computed-sleep")[0].is_empty());
    let form = page.form("page").write("from_what", "Контрольные");
    let outcome = told(&mut student, &form).await;
    let said = outcome["say"].as_object().expect("sentences");
    assert!(!said.contains_key("computed-sleep"), "{outcome}");
}

#[tokio::test]
async fn a_text_for_a_competition_says_how_long_it_is() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER_10).await;
    let form = student
        .open("/diary/research_results/once")
        .await
        .form("page");
    let told = heard(&mut student, &form.write("abstract", "Лёд тает с краёв.")).await;
    assert!(
        told.contains("17\u{a0}знаков с пробелами, 4\u{a0}слова"),
        "{told}"
    );
}

#[tokio::test]
async fn a_subject_has_a_card_for_each_half_year() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER_10).await;
    let form = student
        .open("/diary/profile_subject/new")
        .await
        .form("page");
    student
        .submit(&form.write("subject", "physics").then("show"))
        .await;
    // Whoever reads of it knows which page of which half-year it is.
    let called = "Предмет за полугодие: физика, 1-е полугодие 2026/27";
    let href = format!(
        "/shown/{}",
        school.entry(NEWCOMER_10, "profile_subject").await
    );
    let mut tutor = school.signed_in(TUTOR_10A).await;
    assert_eq!(tutor.open(&href).await.texts("h1"), [called]);
    // A list names a card to those who have opened it.
    let list = tutor.open("/shown").await;
    let line = list.texts(&format!("a[href='{href}']"));
    assert!(line[0].contains(called), "{line:?}");
    let access_log = student.open("/readings").await.texts("tbody a");
    assert_eq!(access_log, [called]);
    let spring = school.later(chrono::Duration::days(70)).await;
    let mut student = spring.signed_in(NEWCOMER_10).await;
    let form = student
        .open("/diary/profile_subject/new")
        .await
        .form("page");
    let saved = student
        .submit(&form.write("subject", "physics").then("save"))
        .await;
    assert!(saved.path.contains("/2026-h2-"), "{}", saved.path);
    assert_eq!(saved.texts("h1"), ["физика, 2-е полугодие 2026/27"]);
    let list = student.open("/diary/profile_subject").await;
    assert_eq!(
        list.texts("main ul.contents > li > .row > b"),
        ["2-е полугодие 2026/27", "1-е полугодие 2026/27"]
    );
    assert_eq!(
        list.texts("main ul.contents ul a .hand"),
        ["физика", "физика"]
    );
    // The first half-year can be added to; one that has not come, or is none, cannot.
    let more = list.attributes("main ul.contents > li > .row > a", "href");
    assert_eq!(more, ["/diary/profile_subject/new?of=2026-h1"]);
    let card = student.open(&more[0]).await;
    assert!(card.path.contains("/2026-h1-"), "{}", card.path);
    for address in [
        "/diary/profile_subject/new?of=2027-h1",
        "/diary/profile_subject/2027-h1-0192f0c1-2b3c-7def-8abc-0123456789ab",
        "/diary/profile_subject/0192f0c1-2b3c-7def-8abc-0123456789ab",
        "/diary/profile_subject/2026-h1",
    ] {
        assert_eq!(student.get(address).await.status, 404, "{address}");
    }
}
