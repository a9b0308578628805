//! What was typed lies over what is stored.

use domain::answer::Answer;

use super::*;
use crate::Why;

const TEMPLATE: &str = include_str!("../../../../templates/grade-9.toml");

fn over(stored: &[(&str, &str)], controls: &[(&str, &str)]) -> Option<Typing> {
    let edition = domain::template::parse(TEMPLATE).unwrap();
    let (_, page) = edition.page("acquaintance").unwrap();
    let stored = stored
        .iter()
        .map(|(key, text)| ((*key).to_owned(), Answer::Text((*text).to_owned())))
        .collect();
    let controls = controls
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let typed = Typed::new(String::new(), controls, Why::Failed);
    Typing::over(&stored, page, &typed)
}

fn print(text: &str) -> String {
    let answer = (!text.is_empty()).then(|| Answer::Text(text.to_owned()));
    Answer::fingerprint(answer.as_ref())
}

#[test]
fn what_was_typed_lies_over_what_is_stored_and_keeps_what_it_began_with() {
    let (empty, old) = (print(""), print("old"));
    let typing = over(
        &[("good_day", "newer"), ("proud", "newer")],
        &[
            ("draft[base][good_day]", &old),
            ("draft[base][proud]", &old),
            ("draft[base][handle_with_care]", &empty),
            ("draft[fields][good_day]", "typed"),
            ("draft[fields][proud]", "old"),
            ("draft[then]", "add.x"),
        ],
    );
    let Some(typing) = typing else {
        panic!("it fits the page");
    };
    assert_eq!(typing.draft["good_day"], Answer::Text("typed".to_owned()));
    assert_eq!(
        typing.draft["proud"],
        Answer::Text("newer".to_owned()),
        "nobody touched it on the form"
    );
    assert_eq!(typing.begun, [("good_day".to_owned(), old)].into());
    assert!(!typing.outdated.is_empty() && typing.page_changed);
    assert_eq!(typing.more(), "x");
}

#[test]
fn a_save_of_another_field_changed_the_page_and_not_what_was_typed() {
    let typing = over(
        &[("proud", "newer")],
        &[
            ("draft[base][good_day]", &print("")),
            ("draft[base][proud]", &print("")),
            ("draft[fields][good_day]", "typed"),
        ],
    );
    assert!(typing.is_some_and(|typing| typing.page_changed && typing.outdated.is_empty()));
}

#[test]
fn what_was_stored_all_the_same_is_not_unsaved() {
    let typing = over(
        &[("good_day", "typed")],
        &[
            ("draft[base][good_day]", &print("")),
            ("draft[fields][good_day]", "typed"),
        ],
    );
    assert!(typing.is_some_and(|typing| typing.begun.is_empty() && typing.outdated.is_empty()));
}

#[test]
fn readers_that_were_chosen_keep_what_the_form_began_with() {
    let chosen = over(
        &[],
        &[
            ("draft[audience][good_day]", "class_tutor"),
            ("draft[audience][proud]", "class_tutor"),
            ("draft[audience][proud.class_tutor]", "on"),
        ],
    );
    let Some(typing) = chosen else {
        panic!("it fits the page");
    };
    assert_eq!(typing.readers.keys().collect::<Vec<_>>(), ["good_day"]);
    assert_eq!(typing.readers["good_day"].0, "class_tutor");
    assert!(typing.readers["good_day"].1.is_only_owner());
}

#[test]
fn what_does_not_fit_the_page_is_not_laid_over_it() {
    assert!(over(&[], &[("draft[fields][nowhere]", "x")]).is_none());
}
