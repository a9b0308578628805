//! `/school/contacts`: office hours and telephone numbers, and what students read of them.

use tests::{School, someone::*};

#[tokio::test]
async fn the_school_says_where_and_when_adults_are_found_and_whom_to_call() {
    let school = School::demo().await;
    let mut deputy = school.signed_in(DEPUTY).await;
    let mut student = school.signed_in(NEWCOMER).await;
    let psychologist = school.person(PSYCHOLOGIST).await.to_string();
    let page = deputy.open("/school/contacts").await;
    let of = page
        .forms("/api/v1/school/hours")
        .into_iter()
        .find(|form| form.get("hours[person]") == Some(psychologist.as_str()))
        .expect("hours");
    let mut form = of
        .set("hours[room]", "кабинет 7")
        .set("hours[opens]", "00:00");
    for day in 0..7 {
        form = form.set(&format!("hours[days][{day}]"), &(day + 1).to_string());
    }
    let backwards = deputy
        .submit(&form.clone().set("hours[closes]", "00:00"))
        .await;
    assert!(backwards.words().contains("конец позже начала"));
    assert!(
        backwards.text().contains("кабинет 7"),
        "and what was typed is there"
    );
    deputy.submit(&form.set("hours[closes]", "23:59")).await;
    let said = student.open("/talk").await.words();
    assert!(said.contains("до 23:59, кабинет 7"), "{said}");
    let phones = deputy.open("/school/contacts").await.form("school-phones");
    let phones = phones
        .set("phones[0][number]", "+7 (3012) 11-22-33")
        .set("phones[0][name]", "Дежурный учитель");
    let wrong = phones.clone().set("phones[0][number]", "звоните");
    let refused = deputy.submit(&wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Телефоны не сохранены"));
    assert!(
        refused.text().contains("Дежурный учитель"),
        "the words come back"
    );
    deputy.submit(&phones).await;
    let help = school.browser().get("/help").await;
    assert_eq!(help.attributes(".phones a", "href")[0], "tel:+73012112233");
    for login in [TUTOR_9A, PSYCHOLOGIST, NEWCOMER] {
        let mut other = school.signed_in(login).await;
        assert_eq!(other.get("/school/contacts").await.status, 404, "{login}");
        for (path, field) in [
            ("/api/v1/school/absence", "absence[then]"),
            ("/api/v1/school/hours", "hours[person]"),
            ("/api/v1/school/phones", "phones[0][name]"),
        ] {
            let refused = other.post(path, &[(field, "end")]).await;
            assert_eq!(refused.status, 404, "{login} {path}");
        }
    }
}
