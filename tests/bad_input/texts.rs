//! Texts that are hard on programs.

use tests::{School, someone::*};

const HARD: &[(&str, &str)] = &[
    (
        "right to left",
        "\u{202e}справа налево\u{202c} עברית العربية",
    ),
    (
        "combining",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307} З\u{336}а\u{336}",
    ),
    (
        "zero width",
        "а\u{200b}б\u{200c}в\u{200d}г\u{2060}д\u{feff}",
    ),
    ("emoji", "👩‍👩‍👧‍👦🏳️‍🌈🇷🇺👍🏽"),
    ("spaces", "   по краям   "),
    ("tabs", "\tа\tб\t"),
    (
        "edges of Unicode",
        "\u{fffd}\u{ffff}\u{10ffff}\u{1}\u{7f}\u{85}\u{2028}\u{2029}",
    ),
    ("what looks like SQL", "'); DROP TABLE entry; --"),
    ("what looks like encoding", "%00 %20 + &amp; &#x27; \\u0000"),
    ("only zero width", "\u{200b}"),
];

#[tokio::test]
async fn a_hard_text_comes_back_as_it_was_typed() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    for (name, text) in HARD {
        let form = student
            .open("/diary/acquaintance/once")
            .await
            .form("page")
            .write("good_day", text)
            .write("handle_with_care", text);
        let page = student.submit(&form).await;
        assert_eq!(page.status, 200, "{name}");
        assert_eq!(
            page.form("page").written("good_day"),
            Some(*text),
            "{name} in a text area"
        );
        assert_eq!(
            page.form("page").written("handle_with_care"),
            Some(*text),
            "{name} in a line"
        );
    }
}

#[tokio::test]
async fn a_zero_and_a_lone_carriage_return_become_what_can_be_stored() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "а\0б\rв\nг\r\nд");
    let page = student.submit(&form).await;
    assert_eq!(
        page.form("page").written("good_day"),
        Some("аб\r\nв\r\nг\r\nд")
    );
}

#[tokio::test]
async fn a_zero_in_a_check_in_or_a_word_is_taken_out() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let mut student = school.signed_in(NEWCOMER).await;
        let form = student
            .open("/")
            .await
            .form("checkin")
            .set("checkin[mood]", "2")
            .set("checkin[note]", "а\0б");
        let kept = student.submit(&form).await;
        assert_eq!(kept.form("checkin").get("checkin[note]"), Some("аб"));
        let form = student
            .open("/diary/acquaintance/once")
            .await
            .form("page")
            .write("good_day", "а\0б")
            .then("show");
        student.submit(&form).await;
        let mut tutor = school.signed_in(TUTOR_9B).await;
        let href = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
        let form = tutor
            .open(&href)
            .await
            .form("word-page")
            .set("comment[body]", "в\0г")
            .set("comment[then]", "send");
        assert!(tutor.submit(&form).await.words().contains("вг"));
        for (login, password, next) in [
            ("a\0b", "x", "/"),
            ("nobody", "a\0b", "/"),
            ("nobody", "x", "/\0"),
        ] {
            let fields = [("login", login), ("password", password), ("next", next)];
            assert_eq!(school.browser().post("/sign-in", &fields).await.status, 400);
        }
    }
}

#[tokio::test]
async fn ten_thousand_letters_without_a_space_are_kept_and_drawn() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let long = "щ".repeat(10_000);
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", &long);
    let page = student.submit(&form).await;
    assert_eq!(page.form("page").written("good_day"), Some(long.as_str()));
    assert_eq!(
        student
            .open("/diary/acquaintance/once/history")
            .await
            .status,
        200
    );
    assert_eq!(student.open("/").await.status, 200);
}
