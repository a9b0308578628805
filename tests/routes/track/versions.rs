//! A version that waits for a decision is read as what changed since the one in force; the parents sign
//! a sheet, and the day is noted; after one decision comes the next.

use super::press;
use tests::{Answer, Browser, School, someone::*};

const STUDENT: &str = "prohor";
const IEP: &str = "/diary/iep/once";
const OWN: &str = "/api/v1/diary/track";
const ADULTS: &str = "/api/v1/track";

/// Writes and shows the programme, sends it and returns where adults read it.
async fn sent(school: &School, student: &mut Browser, texts: &[(&str, &str)]) -> String {
    let form = student.open(IEP).await.form("page");
    let form = form.write_all(texts.iter().copied());
    student.submit(&form.then("show")).await;
    press(student, IEP, OWN, "propose", "").await;
    format!("/shown/{}", school.entry(STUDENT, "iep").await)
}

/// All that is said of what changed.
fn changed(page: &Answer) -> String {
    page.texts("#changes").concat()
}

#[tokio::test]
async fn a_second_version_is_read_as_what_changed_since_the_one_in_force() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let (mut tutor, mut deputy) = (
        school.signed_in(TUTOR_10A).await,
        school.signed_in(DEPUTY).await,
    );
    let first = [
        ("goal_year", "Дойти до защиты"),
        ("components.0.what", "Физика"),
        ("components.0.hours", "5"),
        ("components.1.what", "Робототехника"),
        ("components.1.hours", "3"),
    ];
    let page = sent(&school, &mut student, &first).await;
    let opened = tutor.open(&page).await;
    assert_eq!(changed(&opened), "", "the first version changes nothing");
    press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    press(&mut tutor, &page, ADULTS, "parent_acknowledges", "").await;
    press(&mut deputy, &page, ADULTS, "deputy_agrees", "").await;
    school.deliver();
    assert_eq!(changed(&tutor.open(&page).await), "", "it is in force");
    press(&mut student, IEP, OWN, "correct", "").await;
    let second = [
        ("components.0.hours", "7"),
        ("components.1.what", "Бассейн"),
    ];
    sent(&school, &mut student, &second).await;
    for adult in [&mut tutor, &mut deputy] {
        let opened = adult.open(&page).await;
        let said = changed(&opened);
        for part in [
            "версия 2 вместо версии 1",
            "5",
            "7",
            "Робототехника",
            "Бассейн",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("Дойти до защиты"), "{said}");
        let same = opened.texts("#changes > p").concat();
        assert!(same.contains("К чему иду"), "{same}");
        assert!(opened.statements <= 6, "{}", opened.statements);
    }
    let own = student.open(IEP).await;
    assert_eq!(changed(&own), "", "its author knows");
}

#[tokio::test]
async fn a_sheet_holds_what_parents_may_see_and_the_day_they_signed_is_noted() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let (mut tutor, mut deputy) = (
        school.signed_in(TUTOR_10A).await,
        school.signed_in(DEPUTY).await,
    );
    let form = student.open(IEP).await.form("page");
    let parents = ("draft[audience][goal_year.guardian]", "on");
    let form = form
        .set(parents.0, parents.1)
        .write("goal_year", "Дойти до защиты")
        .write("support.0.who", "Куратор");
    student.submit(&form.then("show")).await;
    press(&mut student, IEP, OWN, "propose", "").await;
    let page = format!("/shown/{}", school.entry(STUDENT, "iep").await);
    let before = tutor.open(&page).await;
    assert!(
        before.attributes(".track a", "href").is_empty(),
        "not agreed yet"
    );
    let agreed = press(&mut tutor, &page, ADULTS, "tutor_agrees", "").await;
    let href = agreed.attributes(".track a", "href").remove(0);
    assert_eq!(href, format!("{page}/print"));
    let sheet = tutor.open(&href).await;
    let said = sheet.words();
    for part in ["Дойти до защиты", "Версия 1", "Согласовано:", "подпись"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("Куратор"), "not shown to parents: {said}");
    assert!(sheet.statements <= 6, "{}", sheet.statements);
    for login in [PSYCHOLOGIST, ADMIN, STUDENT, STUDENT_9, TUTOR_9A] {
        let status = school.signed_in(login).await.get(&href).await.status;
        assert_eq!(status, 404, "{login}");
    }
    let form = tutor.open(&page).await.forms(ADULTS).remove(0);
    let form = form
        .set("move[step]", "parent_acknowledges")
        .set("move[note]", "Принесла мама");
    assert_eq!(
        form.get("move[signed_on]"),
        Some(""),
        "nobody says it by the way"
    );
    let today = "2026-11-24";
    for wrong in ["", "2199-01-01", "2020-01-01", "когда-то"] {
        let refused = tutor
            .submit(&form.clone().set("move[signed_on]", wrong))
            .await;
        let told = refused.texts(".track .problem").concat();
        assert!(told.contains("укажите день"), "{wrong}: {told}");
        assert!(refused.text().contains("Принесла мама"), "its note is kept");
        let back = refused.forms(ADULTS).remove(0);
        let typed = if wrong.starts_with('2') { wrong } else { "" };
        assert_eq!(back.get("move[signed_on]"), Some(typed), "and its day");
    }
    let done = tutor.submit(&form.set("move[signed_on]", today)).await;
    let history = done.texts(".track details").concat();
    assert!(history.contains("Подписано"), "{history}");
    let deputys = deputy.open(&page).await.texts(".track details").concat();
    assert!(deputys.contains("Подписано"), "{deputys}");
}

#[tokio::test]
async fn a_page_that_is_no_programme_has_no_sheet() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT).await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let form = student.open("/diary/project_idea/once").await.form("page");
    let form = form.write("why_this", "Вода рядом");
    student.submit(&form.then("show")).await;
    let idea = school.entry(STUDENT, "project_idea").await;
    let none = tutor.get(&format!("/shown/{idea}/print")).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn after_one_decision_comes_the_next() {
    let school = School::demo().await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    let list = tutor.open("/decisions").await;
    let waits = list.attributes(".queue a", "href");
    assert!(waits.len() > 2, "{waits:?}");
    let next = |page: &Answer| page.attributes(".after a", "href").remove(0);
    let opened = tutor.open(&waits[0]).await;
    assert_eq!(opened.attributes(".crumb a", "href")[0], "/decisions");
    let second = tutor.open(&next(&opened)).await;
    assert_eq!(second.path, waits[1]);
    let last = waits.last().expect("one");
    let end = tutor.open(last).await;
    let end = tutor.open(&next(&end)).await;
    assert_eq!(end.path, "/decisions", "there is none after the last");
    // Once it is decided, its way leads to the one that followed it.
    let stage = list
        .attributes(".queue a", "href")
        .into_iter()
        .zip(list.texts(".queue a > span.small:first-of-type"))
        .find(|(_, what)| what.contains("согласовать") || what.contains("Проект"))
        .map(|(page, _)| page)
        .expect("one of a track");
    let form = tutor.open(&stage).await.forms(ADULTS).remove(0);
    let place = waits
        .iter()
        .position(|page| *page == stage)
        .expect("it waits");
    assert_eq!(
        form.get("move[from]"),
        Some(format!("decisions-{place}").as_str())
    );
    let step = tutor
        .open(&stage)
        .await
        .attributes(".track form .button", "value")
        .remove(0);
    let done = tutor.submit(&form.set("move[step]", &step)).await;
    assert_eq!(
        done.attributes(".told a.button", "href").remove(0),
        next(&done)
    );
    let after = tutor.open(&next(&done)).await;
    let id = |page: &str| page.split('?').next().unwrap_or_default().to_owned();
    assert_eq!(
        id(&after.path),
        id(&waits[place + 1]),
        "not what was skipped before it"
    );
}
