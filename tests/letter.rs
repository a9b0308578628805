//! A letter to oneself is closed for everybody until its author opens it.

use tests::{Browser, School, someone::*};

const TEXT: &str = "Помни, как пахнет мокрый снег у остановки";

async fn sealed(student: &mut Browser) -> String {
    let address = student.open("/diary/letter/new").await.path;
    let form = student
        .open(&address)
        .await
        .form("page")
        .write("letter.text", TEXT)
        .write("letter.until", "end_of_9")
        .then("seal.letter");
    let page = student.submit(&form).await;
    assert!(
        page.texts(".envelope").concat().contains("Запечатано"),
        "{:?}",
        page.texts(".told")
    );
    address
}

#[tokio::test]
async fn a_sealed_letter_is_on_no_page_until_its_author_opens_it() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let address = sealed(&mut student).await;
    for place in [
        &address,
        &format!("{address}/history"),
        &format!("{address}/print"),
        "/print",
        "/print?with_letters=1&with_mine=1",
        "/",
        "/path",
        "/see-as",
    ] {
        assert!(!student.open(place).await.text().contains(TEXT), "{place}");
    }
    assert!(
        student
            .open("/path")
            .await
            .words()
            .contains("письмо откроется 25")
    );
    let form = student
        .open(&address)
        .await
        .form("page")
        .then("open.letter");
    let opened = student.submit(&form).await;
    assert!(opened.words().contains(TEXT));
}

#[tokio::test]
async fn on_its_day_the_letter_is_offered_and_can_wait_another_month() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let address = sealed(&mut student).await;
    let june = school.later(chrono::Duration::days(215)).await;
    let mut student = june.signed_in(NEWCOMER).await;
    assert!(
        student
            .open("/")
            .await
            .words()
            .contains("Пришёл день открыть письмо себе")
    );
    let form = student
        .open(&address)
        .await
        .form("page")
        .then("later.letter");
    let later = student.submit(&form).await;
    assert!(
        later.texts(".envelope").concat().contains("июля 2027"),
        "{:?}",
        later.texts(".envelope")
    );
    assert!(
        !student
            .open("/")
            .await
            .words()
            .contains("Пришёл день открыть письмо себе")
    );
}

#[tokio::test]
async fn a_letter_without_words_or_without_a_day_is_not_sealed_and_nothing_is_lost() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let address = student.open("/diary/letter/new").await.path;
    let empty = student
        .open(&address)
        .await
        .form("page")
        .then("seal.letter");
    assert!(
        student
            .submit(&empty)
            .await
            .texts(".told")
            .concat()
            .contains("Письмо пока пустое")
    );
    let dayless = student
        .open(&address)
        .await
        .form("page")
        .write("letter.text", TEXT)
        .then("seal.letter");
    let page = student.submit(&dayless).await;
    assert!(page.texts(".told").concat().contains("Выбери день"));
    assert_eq!(page.form("page").written("letter.text"), Some(TEXT));
    let past = page
        .form("page")
        .write("letter.on", "1.9.2026")
        .then("seal.letter");
    assert!(
        student
            .submit(&past)
            .await
            .texts(".told")
            .concat()
            .contains("уже прошёл")
    );
}

#[tokio::test]
async fn a_letter_can_be_deleted_with_all_its_history() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let address = sealed(&mut student).await;
    let form = student.open(&address).await.form("page").then("remove");
    let list = student.submit(&form).await;
    assert_eq!(list.status, 200);
    assert!(!list.text().contains(&address));
    assert_eq!(
        student.open(&format!("{address}/history")).await.status,
        404
    );
    let dump = String::from_utf8_lossy(&school.dump()).into_owned();
    let paper = student.open("/print?with_letters=1&with_mine=1").await;
    assert!(!paper.text().contains(TEXT) && !dump.is_empty());
}
