//! Answers that do not fit their fields: kept as typed, told, not shown.

use domain::template::{FieldKind, Page};
use tests::{Answer, Browser, School, address, editions, someone::*};

async fn show(student: &mut Browser, page: &Page, values: &[(String, String)]) -> Answer {
    let address = address(student, page).await;
    let form = student.open(&address).await.form("page").emptied();
    let form = values
        .iter()
        .fold(form, |form, (path, value)| form.write(path, value))
        .then("show");
    student.submit(&form).await
}

/// Tries to show such an answer: it is told at its field, and kept.
async fn is_told_and_not_shown(field: &str, page: &Page, values: &[(String, String)]) -> Answer {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let told = show(&mut student, page, values).await;
    assert_eq!(told.status, 200);
    assert!(told.path.contains("checked=1"), "{}", told.path);
    let problems = told.texts(&format!("#{field} .problem:not([hidden])"));
    assert!(
        !problems.concat().is_empty(),
        "{field} is told: {:?}",
        told.texts(".problem")
    );
    assert!(!told.has(".told.leaf"));
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let student = school.person(NEWCOMER).await;
    assert!(
        !tutor
            .open(&format!("/shown?student={student}"))
            .await
            .has("ul.queue"),
        "nothing was shown"
    );
    told
}

fn page(key: &str) -> Page {
    let [edition, _] = editions();
    edition.page(key).expect("a page").1.clone()
}

fn with(wanted: impl Fn(&FieldKind) -> bool) -> (Page, String) {
    let [edition, _] = editions();
    let fields = edition
        .pages()
        .flat_map(|(_, page)| page.fields.iter().map(move |field| (page, field)));
    let (page, field) = fields
        .into_iter()
        .find(|(_, field)| wanted(&field.kind))
        .expect("such a field");
    (page.clone(), field.key.clone())
}

#[tokio::test]
async fn a_text_that_is_too_long_is_kept_told_and_not_shown() {
    let long = "ё".repeat(2_001);
    let told = is_told_and_not_shown(
        "good_day",
        &page("acquaintance"),
        &[("good_day".to_owned(), long.clone())],
    )
    .await;
    assert_eq!(told.form("page").written("good_day"), Some(long.as_str()));
}

#[tokio::test]
async fn a_date_that_does_not_exist_is_kept_as_typed() {
    let (page, field) = with(|kind| matches!(kind, FieldKind::Date(_)));
    for date in ["31.02.2026", "завтра", "00.00.0000", "29.02.2027"] {
        let told = is_told_and_not_shown(&field, &page, &[(field.clone(), date.to_owned())]).await;
        assert_eq!(told.form("page").written(&field), Some(date));
    }
}

#[tokio::test]
async fn a_value_outside_the_scale_is_told() {
    let (page, field) = with(|kind| matches!(kind, FieldKind::Scale(_)));
    for value in ["11", "-1", "пять", "5.5", "999999999999999999999"] {
        is_told_and_not_shown(&field, &page, &[(field.clone(), value.to_owned())]).await;
    }
}

#[tokio::test]
async fn an_option_that_is_none_is_told() {
    is_told_and_not_shown(
        "remind",
        &page("start"),
        &[("remind".to_owned(), "никогда".to_owned())],
    )
    .await;
}

#[tokio::test]
async fn too_many_rows_are_kept_and_told() {
    let rows: Vec<(String, String)> = (0..9)
        .map(|row| (format!("strengths.{row}.strength"), format!("Умение {row}")))
        .collect();
    let told = is_told_and_not_shown("strengths", &page("strengths"), &rows).await;
    for (path, value) in &rows {
        assert_eq!(told.form("page").written(path), Some(value.as_str()));
    }
}

#[tokio::test]
async fn a_row_of_any_id_is_a_row() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/strengths/once")
        .await
        .form("page")
        .emptied()
        .write("strengths.zz4000000000.strength", "Далеко");
    let saved = student.submit(&form).await;
    assert_eq!(
        saved.form("page").written("strengths.0.strength"),
        Some("Далеко")
    );
}

#[tokio::test]
async fn a_field_an_option_or_a_column_that_the_page_does_not_have_is_unprocessable() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (page, path) in [
        ("acquaintance", "nonsense"),
        ("acquaintance", "good_day.more"),
        ("acquaintance", "three_words.0.nonsense"),
        ("acquaintance", "three_words.X.word"),
        ("acquaintance", "three_words.-1.word"),
        ("acquaintance", "three_words.aaaaaaaaaaaaaaaaa.word"),
        ("acquaintance", "three_words"),
        ("start", "rules_ack.nonsense"),
        ("start", "rules_ack"),
        ("interests", "interest_grid.nonsense"),
        ("strengths", "ask_three"),
    ] {
        let form = student
            .open(&format!("/diary/{page}/once"))
            .await
            .form("page")
            .write(path, "x");
        let refused = student.post(&form.action, &form.controls).await;
        assert_eq!(refused.status, 422, "{page} {path}");
    }
    for audience in [
        "good_day.nobody",
        "good_day.class_tutor.more",
        "nonsense",
        "nonsense.class_tutor",
    ] {
        let form = student
            .open("/diary/acquaintance/once")
            .await
            .form("page")
            .set(&format!("draft[audience][{audience}]"), "on");
        let refused = student.post(&form.action, &form.controls).await;
        assert!(
            [400, 422].contains(&refused.status),
            "{audience}: {}",
            refused.status
        );
    }
}

#[tokio::test]
async fn nobody_widens_a_field_beyond_what_the_template_allows() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/start/once")
        .await
        .form("page")
        .write("remind", "never")
        .write("call_me", "Стёпа");
    let form = ["class_tutor", "psychologist", "deputy_head", "guardian"]
        .iter()
        .fold(form, |form, reader| {
            form.set(&format!("draft[audience][remind.{reader}]"), "on")
        });
    student.submit(&form.then("show")).await;
    let entry = school.entry(NEWCOMER, "start").await;
    let opened = school
        .signed_in(TUTOR_9B)
        .await
        .open(&format!("/shown/{entry}"))
        .await;
    assert!(
        opened.words().contains("Стёпа") && !opened.words().contains("не напоминать"),
        "{}",
        opened.words()
    );
    assert_eq!(
        school
            .signed_in(DEPUTY)
            .await
            .get(&format!("/shown/{entry}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn two_devices_that_disagree_lose_nothing() {
    let school = School::demo().await;
    let mut phone = school.signed_in(NEWCOMER).await;
    let mut school_pc = school.signed_in(NEWCOMER).await;
    let address = "/diary/acquaintance/once";
    let (one, other) = (
        phone.open(address).await.form("page"),
        school_pc.open(address).await.form("page"),
    );
    phone.submit(&one.write("good_day", "Дома")).await;
    let both = school_pc
        .submit(
            &other
                .write("good_day", "В школе")
                .write("proud", "Другое поле"),
        )
        .await;
    let versions = both.texts(".versions").concat();
    assert!(
        versions.contains("Дома") && versions.contains("В школе"),
        "{versions}"
    );
    assert_eq!(both.form("page").written("proud"), Some("Другое поле"));
    let refused = school_pc.submit(&both.form("page").then("show")).await;
    assert!(
        !refused.has(".told.leaf"),
        "a page in conflict is not shown"
    );
    // Whoever chose between other texts is asked once more.
    let third = phone.open(address).await.form("page");
    phone.submit(&third.write("good_day", "Дома, дальше")).await;
    let choice = |page: &tests::Answer| {
        let buttons = page.attributes("button[name=\"draft[then]\"]", "value");
        let mut both = buttons
            .into_iter()
            .filter(|value| value.starts_with("settle.good_day.both."));
        both.next().expect("a button that keeps both")
    };
    let stale = refused.form("page").then(&choice(&refused));
    let refused = school_pc.submit(&stale).await;
    let says_late = |page: &tests::Answer| page.texts(".told").concat().contains("Выбор не сделан");
    assert!(says_late(&refused), "a choice that was not made is told");
    let versions = refused.texts(".versions").concat();
    assert!(
        versions.contains("Дома, дальше") && versions.contains("В школе"),
        "{versions}"
    );
    let settled = school_pc
        .submit(&refused.form("page").then(&choice(&refused)))
        .await;
    // Another window that settled it before takes nothing from what is typed in this one.
    let late = refused.form("page").write("proud", "После решения");
    let late = phone.submit(&late.then(&choice(&refused))).await;
    assert_eq!(late.status, 200);
    assert!(says_late(&late) && !says_late(&settled));
    assert_eq!(late.form("page").written("proud"), Some("После решения"));
    let text = settled
        .form("page")
        .written("good_day")
        .unwrap_or_default()
        .to_owned();
    assert!(
        text.contains("Дома, дальше") && text.contains("В школе") && !settled.has(".versions"),
        "{text}"
    );
}
