//! What a posted form is read as, and which page it belongs to.

use super::*;

fn typed(action: &str, controls: &[(&str, &str)]) -> Typed {
    let controls = controls
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Typed::new(action.to_owned(), controls, Why::Failed)
}

#[test]
fn a_password_is_never_handed_back() {
    let typed = typed(SIGN_IN, &[("login", "varya"), ("password", "secret")]);
    assert_eq!(typed.controls, [("login".to_owned(), "varya".to_owned())]);
}

#[test]
fn a_form_knows_its_page() {
    let save = typed(
        SAVE,
        &[("draft[page]", "week"), ("draft[occurrence]", "2026-w12")],
    );
    assert_eq!(save.page("", true), "/diary/week/2026-w12");
    let word = typed(COMMENT, &[("comment[entry]", "a b")]);
    assert_eq!(word.page("", false), "/shown/a%20b");
    assert_eq!(word.page("", true), "/entries/a%20b");
    let step = typed(MOVE, &[("move[page]", "iep")]);
    assert_eq!(step.page("/shown/x", true), "/diary/iep/once");
    assert_eq!(step.page("/diary/iep/card?x", true), "/diary/iep/card");
}

#[test]
fn words_are_what_a_person_typed() {
    assert!(!typed(CHECK_IN, &[("checkin[back]", "/"), ("checkin[note]", "")]).has_words());
    assert!(typed(CHECK_IN, &[("checkin[mood]", "3")]).has_words());
    assert!(!typed(MOVE, &[("move[step]", "next"), ("move[note]", "")]).has_words());
    assert!(typed(SAVE, &[("draft[fields][a.0.b]", "x")]).has_words());
}
