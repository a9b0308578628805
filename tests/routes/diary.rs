//! Writing and showing one's own pages with plain form posts.

use tests::{School, someone::*};

const PAGE: &str = "/diary/acquaintance/once";

#[tokio::test]
async fn a_student_writes_a_page_and_finds_it_again() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = student.open(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let form = page
        .form("page")
        .write("good_day", "Снег,\r\nи никуда не надо.")
        .set("draft[then]", "save");
    let page = student.submit(&form).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.form("page").written("good_day"),
        Some("Снег,\r\nи никуда не надо.")
    );
}

#[tokio::test]
async fn a_page_is_written_on_occasions_that_have_come_and_on_no_other() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    // It is 24 November 2026, in study week 12.
    for (path, status) in [
        ("/diary/acquaintance/once", 200),
        ("/diary/acquaintance/2026-05-01", 200),
        ("/diary/acquaintance/2026-04-01", 404),
        ("/diary/acquaintance/2026-05-02", 404),
        ("/diary/acquaintance/2027-01-01", 404),
        ("/diary/acquaintance/2026-w12", 404),
        ("/diary/month/2026-11", 200),
        ("/diary/month/2026-12", 404),
        ("/diary/week/2026-w12", 200),
        ("/diary/week/2026-w13", 404),
        ("/diary/week/2025-w30", 200),
        ("/diary/week/2027-w05", 404),
    ] {
        assert_eq!(student.get(path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_page_that_an_earlier_program_drew_is_saved_under_the_names_it_knows() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student.open(PAGE).await.form("page");
    let client_id = form.get("draft[client_id]").expect("an id").to_owned();
    let form = form
        .without("draft[client_id]")
        .set("draft[writer]", &client_id);
    let overtaken = form
        .clone()
        .write("good_day", "Утро")
        .set("draft[turn]", "1");
    let form = form
        .write("good_day", "Утро и вечер")
        .set("draft[turn]", "2");
    student.submit(&form.then("save")).await;
    let page = student.submit(&overtaken.then("save")).await;
    assert_eq!(page.form("page").written("good_day"), Some("Утро и вечер"));
    assert!(!page.has("button[value^='settle.']"), "it is one page");
}

#[tokio::test]
async fn a_choice_of_readers_that_nobody_touched_takes_nothing_back() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let tutor = "draft[audience][good_day.class_tutor]";
    let older = student.open(PAGE).await.form("page");
    assert_eq!(older.get(tutor), Some("on"));
    let form = older.clone().without(tutor).write("good_day", "Для себя");
    student.submit(&form.then("save")).await;
    let form = older.write("handle_with_care", "Из другого окна");
    student.submit(&form.then("save")).await;
    let now = student.open(PAGE).await.form("page");
    assert_eq!(now.get(tutor), None, "it is still for oneself");
    assert_eq!(now.written("handle_with_care"), Some("Из другого окна"));
}

#[tokio::test]
async fn a_row_is_taken_out_by_a_button_without_script() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let page = "/diary/profile_options/once";
    let form = student.open(page).await.form("page");
    let form = form
        .write("options.0.why", "Первая")
        .write("options.1.why", "Вторая")
        .then("save");
    let form = student.submit(&form).await.form("page");
    let left = student.submit(&form.then("drop.options.0")).await;
    assert_eq!(left.form("page").written("options.0.why"), Some("Вторая"));
}

#[tokio::test]
async fn script_hears_of_its_own_fields_and_of_a_conflict() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let older = student.open(PAGE).await.form("page");
    // Each open page names itself, and does not disagree with itself.
    let form = student.open(PAGE).await.form("page");
    let form = form.write("good_day", "С первого устройства");
    student.submit(&form.then("save")).await;
    let alone = older.clone().without("draft[base][good_day]");
    student.headers = vec![("accept", "application/json".to_owned())];
    let form = older.write("good_day", "Со второго").then("save");
    let told = student.post(&form.action, &form.controls).await;
    let told: serde_json::Value = serde_json::from_slice(&told.body).expect("an outcome");
    assert_eq!(told["conflict"], true);
    assert!(told["set"].get("draft[base][good_day]").is_none(), "{told}");
    assert!(told["set"].get("draft[base][handle_with_care]").is_some());
    let form = alone.without("draft[fields][good_day]");
    let told = student.post(&form.action, &form.controls).await;
    let told: serde_json::Value = serde_json::from_slice(&told.body).expect("an outcome");
    assert_eq!(told["conflict"], false);
    assert!(told["set"].get("draft[base][good_day]").is_none(), "{told}");
}

/// A table of three rows has no place for a fourth.
#[tokio::test]
async fn two_versions_of_a_table_with_fixed_rows_leave_no_row_out_of_reach() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let [first, second] = [
        student.open(PAGE).await.form("page"),
        student.open(PAGE).await.form("page"),
    ];
    for (form, words) in [(first, ["да", "нет"]), (second, ["так", "иначе"])] {
        let form = form
            .write("three_words.0.word", words[0])
            .write("three_words.1.word", words[1]);
        student.submit(&form.then("save")).await;
    }
    let page = student.open(PAGE).await;
    let choices = page.attributes("#three_words button[value^='settle.']", "value");
    let is_both = |value: &&String| value.contains(".both.");
    assert_eq!(choices.len(), 2, "one or the other: {choices:?}");
    assert_eq!(choices.iter().find(is_both), None);
    // A page of before offers it still.
    let both = choices[0].replace(".stored.", ".both.");
    let page = student.submit(&page.form("page").then(&both)).await;
    let form = page.form("page");
    let removes = page.attributes("#three_words [data-remove]", "value");
    assert!(
        !removes.is_empty(),
        "what has no place can be seen and removed"
    );
    assert_eq!(form.written("three_words.3.word"), Some("так"));
    let mut form = form;
    for value in removes {
        form = student
            .submit(&form.set("draft[then]", &value))
            .await
            .form("page");
    }
    let shown = student.submit(&form.then("show")).await;
    assert!(
        shown.text().contains("Страница показана."),
        "{}",
        shown.path
    );
}

#[tokio::test]
async fn many_openings_of_one_reader_in_a_week_are_one_row_that_unfolds() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    for number in 9..=12 {
        let page = format!("/diary/week/2026-w{number:02}");
        let form = student.open(&page).await.form("page");
        let field = (form.controls.iter())
            .find_map(|(name, _)| name.strip_prefix("draft[fields][")?.strip_suffix(']'))
            .expect("a field")
            .to_owned();
        student
            .submit(&form.write(&field, "Неделя как неделя").then("show"))
            .await;
    }
    let mine = school.person(NEWCOMER).await;
    let list = tutor.open(&format!("/shown?student={mine}")).await;
    let pages = list.attributes(".queue a", "href");
    for (opened, page) in (1..).zip(pages.iter().take(4)) {
        tutor.get(page).await;
        let ledger = student.open("/readings").await;
        assert_eq!(ledger.texts("tbody [data-line]").len(), opened);
        let unfolds = ledger.texts("tbody summary");
        match opened {
            4 => assert_eq!(unfolds, ["4\u{a0}открытия за неделю"]),
            _ => assert!(unfolds.is_empty(), "{unfolds:?}"),
        }
        assert!(ledger.statements <= 6);
    }
}

#[tokio::test]
async fn a_page_without_islands_fetches_nothing_for_them() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    for (path, loads) in [
        ("/", true),
        ("/diary/acquaintance/once", true),
        ("/print", false),
        ("/see-as", false),
        ("/diary/acquaintance/once/as", false),
        ("/diary/acquaintance/once/print", false),
    ] {
        let page = student.open(path).await;
        assert_eq!(
            page.has("leptos-island"),
            loads && page.has("leptos-island"),
            "{path}"
        );
        assert_eq!(page.has("link[rel=modulepreload]"), loads, "{path}");
    }
}

#[tokio::test]
async fn paper_leaves_out_letters_and_what_only_its_owner_sees_until_they_are_ticked() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (page, field, words) in [
        (PAGE, "good_day", "Снежная улица"),
        (PAGE, "handle_with_care", "Только моё"),
        ("/diary/letter/new", "letter.text", "Письмо весне"),
    ] {
        let form = student.open(page).await.form("page");
        student.submit(&form.write(field, words).then("save")).await;
    }
    for (query, mine, letters) in [
        ("", false, false),
        ("?with_mine=1", true, false),
        ("?with_letters=1", false, true),
        ("?with_letters=1&with_mine=1", true, true),
    ] {
        let paper = student
            .open(&format!("/print{query}"))
            .await
            .text()
            .to_owned();
        assert!(paper.contains("Снежная улица"), "{query}");
        assert_eq!(paper.contains("Только моё"), mine, "{query}");
        assert_eq!(paper.contains("Письмо весне"), letters, "{query}");
    }
    // A page of its own is printed as it is: that is what was asked for.
    let page = student.open(&format!("{PAGE}/print")).await;
    assert!(page.text().contains("Только моё"));
}
