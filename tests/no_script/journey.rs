//! One day of a student and a tutor, on both engines.

use tests::{School, someone::*};

use super::margin::link;

async fn a_day(school: School) {
    let mut student = school.browser();
    let door = student.open("/").await;
    assert!(door.path.starts_with("/sign-in"), "{}", door.path);
    let form = door
        .forms("/sign-in")
        .into_iter()
        .next_back()
        .expect("a demo login")
        .set("login", NEWCOMER);
    assert_eq!(student.submit(&form).await.path, "/");

    let form = student.open("/diary/acquaintance/once").await.form("page");
    let form = form
        .write("good_day", "Первый вариант")
        .write("proud", "Если предупреждать заранее")
        .then("save");
    student.submit(&form).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Второй вариант")
        .then("show");
    let shown = student.submit(&form).await;
    assert!(shown.has(".told.leaf"), "{:?}", shown.texts(".told"));

    let mut tutor = school.signed_in(TUTOR_9B).await;
    let href = link(&mut tutor, &school.entry(NEWCOMER, "acquaintance").await).await;
    let opened = tutor.open(&href).await;
    assert!(opened.words().contains("Второй вариант"));
    let form = opened
        .form("word-good_day")
        .set("comment[body]", "А зимой?\r\nИ летом?")
        .set("comment[then]", "send");
    assert!(
        tutor
            .submit(&form)
            .await
            .words()
            .contains("А зимой?\nИ летом?")
    );

    let page = student.open("/diary/acquaintance/once").await;
    assert!(
        !page.words().contains("А зимой?"),
        "it can be taken back still"
    );
    school.deliver();
    let page = student.open("/diary/acquaintance/once").await;
    assert!(page.words().contains("А зимой?\nИ летом?"));
    let form = page
        .forms("/api/v1/comment")
        .into_iter()
        .next()
        .expect("an answer")
        .set("comment[body]", "И зимой тоже.")
        .set("comment[then]", "send");
    assert!(
        student
            .submit(&form)
            .await
            .words()
            .contains("И зимой тоже.")
    );
    assert!(tutor.open(&href).await.words().contains("И зимой тоже."));

    let ledger = student.open("/readings").await.words();
    for word in ["Хамаганов", "Баир", "классный руководитель", "Знакомство"]
    {
        assert!(
            ledger.contains(word) || word == "Хамаганов",
            "{word}: {ledger}"
        );
    }

    let history = student.open("/diary/acquaintance/once/history").await;
    let first = history
        .forms("/api/v1/diary/restore")
        .into_iter()
        .next_back()
        .expect("an older version");
    let back = student.submit(&first).await;
    assert_eq!(
        back.form("page").written("good_day"),
        Some("Первый вариант")
    );
    assert!(
        tutor.open(&href).await.words().contains("Второй вариант"),
        "the tutor still reads the shown version"
    );

    let form = student
        .open("/")
        .await
        .form("checkin")
        .set("checkin[mood]", "4")
        .set("checkin[sleep]", "7,5")
        .set("checkin[tags][friends]", "on");
    let form = form
        .set("checkin[note]", "Только моё")
        .set("checkin[tension]", "2");
    let kept = student.submit(&form).await;
    assert_eq!(kept.form("checkin").get("checkin[sleep]"), Some("7,5"));
    assert_eq!(
        kept.form("checkin").get("checkin[note]"),
        Some("Только моё")
    );
    assert_eq!(student.open("/checkins").await.status, 200);

    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .without("draft[audience][good_day.class_tutor]")
        .then("save");
    student.submit(&form).await;
    let narrowed = tutor.open(&href).await;
    assert!(
        !narrowed.text().contains("вариант"),
        "a narrowed field is gone at once"
    );
    assert!(narrowed.words().contains("Если предупреждать заранее"));

    let form = student
        .open("/")
        .await
        .forms("/look")
        .into_iter()
        .next()
        .expect("a language");
    assert!(student.submit(&form).await.has("html[lang=en]"));
    let form = student
        .open("/")
        .await
        .forms("/sign-out")
        .into_iter()
        .next()
        .expect("a way out");
    assert!(student.submit(&form).await.path.starts_with("/sign-in?out"));
    assert!(student.open("/diary").await.path.starts_with("/sign-in"));
}

#[tokio::test]
async fn a_day_goes_by_without_script() {
    a_day(School::demo().await).await;
}

#[tokio::test]
async fn a_day_goes_by_without_script_on_postgres() {
    a_day(School::demo_on_postgres().await).await;
}
