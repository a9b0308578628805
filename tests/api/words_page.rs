//! Words that no page of the product can draw stand on a page of their own.

use app::{Typed, Why};
use domain::preferences::Preferences;
use tests::School;

const SAVE: &str = "/api/v1/diary/save";
const COMMENT: &str = "/api/v1/comment";

fn kept(more: u64) -> Why {
    let at = chrono::DateTime::UNIX_EPOCH;
    let id = "8f".to_owned();
    Why::Kept { id, at, more }
}

fn page(school: &School, action: &str, controls: &[(&str, &str)], why: Why) -> String {
    let controls = controls
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let typed = Typed::new(action.to_owned(), controls, why);
    app::words_page(Preferences::default(), &school.state.site(), &typed)
}

#[tokio::test]
async fn what_was_settled_is_sent_again_by_a_form_of_its_own() {
    let school = School::demo().await;
    let controls = [
        ("comment[body]", "Поздняя мысль"),
        ("kept", "8f"),
        ("kept_again", "8f"),
    ];
    for (why, named) in [(Why::Settled, 0), (Why::Failed, 2)] {
        let page = page(&school, COMMENT, &controls, why);
        assert!(page.contains("Поздняя мысль"));
        assert_eq!(page.matches("8f").count(), named, "{page}");
    }
}

#[tokio::test]
async fn it_calls_each_text_as_its_page_does_and_asks_for_no_figures() {
    let school = School::demo().await;
    let controls = [
        ("draft[page]", "acquaintance"),
        ("draft[occurrence]", "once"),
        ("draft[fields][good_day]", "Не потеряется"),
        ("draft[fields][nonsense]", "Тоже нет"),
        ("draft[fields][figure]", "31415"),
        ("draft[fields][tick]", "on"),
    ];
    for why in [Why::Failed, Why::Refused, kept(0)] {
        let sends = why == Why::Failed;
        let page = page(&school, SAVE, &controls, why);
        for said in [
            "Хороший день для меня",
            "Не потеряется",
            ">Текст<",
            "Тоже нет",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(page.matches("<textarea").count(), 2, "{page}");
        assert_eq!(page.contains("action=\"/api/v1/diary/save\""), sends);
        // What goes with them unseen goes only where the form can be sent.
        assert_eq!(page.contains("31415"), sends, "{page}");
    }
}

#[tokio::test]
async fn it_says_how_many_more_wait_and_where_to_sign_in() {
    let school = School::demo().await;
    let controls = [("comment[body]", "Поздняя мысль")];
    for (why, more, enter) in [
        (kept(0), false, false),
        (kept(2), true, false),
        (Why::Ended, false, true),
    ] {
        let page = page(&school, COMMENT, &controls, why);
        assert_eq!(page.contains("После этого ждёт ещё 2."), more, "{page}");
        assert_eq!(page.contains("href=\"/sign-in\" target=\"_blank\""), enter);
    }
}
