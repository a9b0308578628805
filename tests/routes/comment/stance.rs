//! An adult says of each exam a student chose: supported, or to be discussed.

use tests::{Browser, Pupil, School, someone::*};

const CHOICE: &str = "/diary/oge_subjects/once";

/// A student who chose physics and biology and showed it; the tutor, and where that is shown.
async fn chosen(school: &School) -> (Pupil, Browser, String) {
    let choice = [
        ("oge_choice.physics", "on"),
        ("oge_choice.biology", "on"),
        ("discuss_with", "С физиком"),
    ];
    let student = school
        .student("9Б")
        .wrote("oge_subjects", &choice)
        .shown()
        .await;
    let entry = school.entry(&student.login, "oge_subjects").await;
    let tutor = school.signed_in(TUTOR_9B).await;
    (student, tutor, format!("/shown/{entry}"))
}

#[tokio::test]
async fn a_tutor_supports_one_exam_and_wants_to_talk_about_another() {
    let school = School::demo().await;
    let (mut student, mut tutor, href) = chosen(&school).await;
    let page = tutor.open(&href).await;
    let legends = page.texts("#oge_choice ~ aside fieldset legend");
    assert_eq!(legends, ["физика", "биология"]);
    let form = page
        .form("word-oge_choice")
        .set("comment[stances][physics]", "support")
        .set("comment[stances][biology]", "discuss")
        .set("comment[then]", "send");
    let sent = tutor.submit(&form).await;
    let both = ["биологиядавай обсудим", "физикаподдерживаю"];
    assert_eq!(sent.texts(".note .stances li"), both);
    school.deliver();
    // The student finds it at the field, among new words, and on paper.
    let today = student.browser.open("/").await;
    assert_eq!(today.texts(".note .stances li"), both);
    let page = student.browser.open(CHOICE).await;
    assert_eq!(page.texts(".note.new .stances li"), both);
    let paper = student.browser.open(&format!("{CHOICE}/print")).await;
    assert_eq!(paper.texts(".note .stances li"), both);
    // And answers as to any word.
    let answer = page
        .forms("/api/v1/comment")
        .remove(0)
        .set("comment[body]", "Во вторник?")
        .set("comment[then]", "send");
    student.browser.submit(&answer).await;
    assert!(tutor.open(&href).await.words().contains("Во вторник?"));
}

#[tokio::test]
async fn a_stance_can_be_taken_back_until_it_is_sent() {
    let school = School::demo().await;
    let (mut student, mut tutor, href) = chosen(&school).await;
    let form = tutor.open(&href).await.form("word-oge_choice");
    let kept = tutor
        .submit(&form.clone().set("comment[stances][physics]", "discuss"))
        .await;
    let checked = kept.attributes("[name='comment[stances][physics]'][checked]", "value");
    assert_eq!(checked, ["discuss"]);
    assert!(!student.browser.open(CHOICE).await.has(".stances"));
    let nothing = form
        .set("comment[stances][physics]", "")
        .set("comment[then]", "send");
    let gone = tutor.submit(&nothing).await;
    let checked = gone.attributes("[name='comment[stances][physics]'][checked]", "value");
    assert_eq!(checked, [""]);
    assert!(!student.browser.open(CHOICE).await.has(".note"));
}

#[tokio::test]
async fn a_stance_is_on_what_the_template_asks_for_and_in_its_words() {
    let school = School::demo().await;
    let (_, mut tutor, href) = chosen(&school).await;
    let page = tutor.open(&href).await;
    for (form, control, value) in [
        ("word-oge_choice", "comment[stances][physics]", "against"),
        ("word-oge_choice", "comment[stances][alchemy]", "support"),
        ("word-discuss_with", "comment[stances][physics]", "support"),
        ("word-page", "comment[stances][physics]", "support"),
    ] {
        let form = page
            .form(form)
            .set(control, value)
            .set("comment[body]", "Слово")
            .set("comment[then]", "send");
        let refused = tutor.submit(&form).await;
        assert_eq!(refused.status, 400, "{control}={value}");
    }
    assert!(!tutor.open(&href).await.has(".note"));
}

#[tokio::test]
async fn an_answer_takes_no_stance_nor_does_a_word_on_another_choice() {
    let school = School::demo().await;
    let (mut student, mut tutor, href) = chosen(&school).await;
    let form = tutor.open(&href).await.form("word-oge_choice");
    let said = form
        .set("comment[stances][physics]", "support")
        .set("comment[then]", "send");
    tutor.submit(&said).await;
    school.deliver();
    for (browser, path) in [(&mut student.browser, CHOICE), (&mut tutor, href.as_str())] {
        let forms = browser.open(path).await.forms("/api/v1/comment");
        let mut answers = forms.into_iter().filter(|form| {
            let to = form.get("comment[reply_to]").unwrap_or_default();
            !to.is_empty()
        });
        let answer = answers.next().expect("a way to answer");
        let answer = answer
            .set("comment[stances][physics]", "support")
            .set("comment[body]", "И это")
            .set("comment[then]", "send");
        assert_eq!(browser.submit(&answer).await.status, 400, "{path}");
    }
    let form = student
        .browser
        .open("/diary/values/once")
        .await
        .form("page")
        .write("values5.freedom", "on")
        .set("draft[audience][values5.class_tutor]", "on");
    student.browser.submit(&form.then("show")).await;
    let href = format!("/shown/{}", school.entry(&student.login, "values").await);
    let form = tutor.open(&href).await.form("word-values5");
    let form = form
        .set("comment[stances][freedom]", "support")
        .set("comment[then]", "send");
    assert_eq!(tutor.submit(&form).await.status, 400, "nobody asked for it");
}
