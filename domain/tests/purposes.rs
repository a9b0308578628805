//! What pages and fields are for is said by the template, or, for what was published before it
//! could, by `templates/legacy.toml`.
#![cfg(feature = "template")]

use domain::template::{FieldPurpose, PagePurpose, lacking, parse, parse_published};

const GRADE_9: &str = include_str!("../../templates/grade-9.toml");
const PROFILE: &str = include_str!("../../templates/profile-10-11.toml");
const LEGACY: &str = include_str!("../../templates/legacy.toml");

/// The template as it was before it said purposes.
fn stripped(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("purpose = "));
    lines.map(|line| format!("{line}\n")).collect()
}

fn refusal(from: &str, to: &str) -> String {
    assert!(GRADE_9.contains(from), "{from}");
    let changed = GRADE_9.replacen(from, to, 1);
    parse(&changed).unwrap_err().to_string()
}

#[test]
fn both_diaries_lack_no_purpose() {
    for text in [GRADE_9, PROFILE] {
        let edition = parse(text).unwrap();
        assert_eq!(lacking(&edition), Vec::<String>::new(), "{}", edition.key);
    }
}

#[test]
fn a_purpose_that_does_not_exist_is_refused_with_its_line() {
    let said = refusal("purpose = \"talk\"", "purpose = \"chat\"");
    let line = GRADE_9
        .lines()
        .position(|line| line == "purpose = \"talk\"");
    let line = line.unwrap() + 1;
    assert_eq!(said, format!("line {line}: “chat” is no purpose of a page"));
    let said = refusal("purpose = \"goal_steps\"", "purpose = \"steps\"");
    assert!(
        said.ends_with(": “steps” is no purpose of a field"),
        "{said}"
    );
    let said = refusal("purpose = \"goal_steps\"", "purpose = \"goal\"");
    assert!(
        said.ends_with(": “goal” is no purpose of a field"),
        "{said}"
    );
}

#[test]
fn two_pages_of_an_edition_or_two_fields_of_a_page_have_no_purpose_in_common() {
    let said = refusal("purpose = \"event\"", "purpose = \"goal\"");
    assert!(
        said.ends_with("the purpose “goal” is there twice"),
        "{said}"
    );
    let said = refusal("purpose = \"week_next\"", "purpose = \"week_done\"");
    assert!(
        said.ends_with("the purpose “week_done” is there twice"),
        "{said}"
    );
}

#[test]
fn a_page_is_made_as_its_purpose_needs_it() {
    for (from, to, reason) in [
        (
            "repeat = \"week\"",
            "repeat = \"month\"",
            "“week”: a page for `week_review` repeats each `week`",
        ),
        (
            "repeat = \"free\"\npurpose = \"free_note\"\nnamed_by = \"title\"",
            "repeat = \"once\"\npurpose = \"free_note\"",
            "“free”: a page for `free_note` has cards",
        ),
        (
            "purpose = \"goal\"\nnamed_by = \"wish\"",
            "purpose = \"goal\"",
            "“goal”: a page for `goal` has cards and a field that names them",
        ),
        (
            "purpose = \"reminder\"",
            "purpose = \"letter_to_self\"",
            "the purpose “letter_to_self” is there twice",
        ),
        (
            "repeat = \"month\"",
            "repeat = \"month\"\npurpose = \"reminder\"",
            "the purpose “reminder” is there twice",
        ),
    ] {
        let said = refusal(from, to);
        assert!(said.ends_with(reason), "{said}");
    }
    let without = GRADE_9.replacen("purpose = \"letter_to_self\"\n", "", 1);
    let moved = without.replacen(
        "repeat = \"month\"",
        "repeat = \"month\"\npurpose = \"letter_to_self\"",
        1,
    );
    let said = parse(&moved).unwrap_err().reason;
    assert_eq!(
        said,
        "“month”: a page for `letter_to_self` has a field of the type `letter`"
    );
}

#[test]
fn a_field_is_on_the_page_of_its_purpose_and_of_a_type_that_fits() {
    let said = refusal("purpose = \"week_review\"\n", "");
    assert!(
        said.ends_with("“done”: a field for `week_done` belongs to a page for `week_review`"),
        "{said}"
    );
    let said = refusal(
        "key = \"measure\"\ntype = \"short_text\"",
        "key = \"measure\"\ntype = \"short_text\"\npurpose = \"reminder_day\"",
    );
    assert!(
        said.ends_with("“measure”: a field for `reminder_day` belongs to a page for `reminder`"),
        "{said}"
    );
    let without = GRADE_9.replacen("purpose = \"goal_steps\"\n", "", 1);
    let moved = without.replacen(
        "key = \"measure\"\ntype = \"short_text\"",
        "key = \"measure\"\ntype = \"short_text\"\npurpose = \"goal_steps\"",
        1,
    );
    assert_eq!(
        parse(&moved).unwrap_err().reason,
        "“measure”: a field for `goal_steps` is a table that begins with a `short_text` and has a `check`"
    );
}

#[test]
fn an_edition_published_before_there_were_purposes_gets_those_of_its_keys() {
    for text in [GRADE_9, PROFILE] {
        let old = stripped(text);
        assert!(old != text && !old.contains("purpose = "));
        let bare = parse(&old).unwrap();
        for purpose in PagePurpose::ALL {
            assert_eq!(bare.page_for(purpose), None, "{purpose:?}");
        }
        // The same edition as the template of today, so with each purpose at the same place.
        assert!(parse_published(&old) == parse(text), "{}", bare.key);
        assert!(parse_published(text) == parse(text), "{}", bare.key);
    }
}

#[test]
fn an_edition_that_says_one_purpose_itself_gets_nothing() {
    let old = stripped(GRADE_9);
    let says = old.replacen(
        "repeat = \"free\"",
        "repeat = \"free\"\npurpose = \"free_note\"",
        1,
    );
    let edition = parse_published(&says).unwrap();
    assert!(Ok(edition.clone()) == parse(&says));
    assert!(edition.page_for(PagePurpose::Note).is_some());
    assert_eq!(edition.page_for(PagePurpose::Week), None);
}

#[test]
fn an_edition_of_another_template_gets_nothing() {
    let other = stripped(GRADE_9).replacen("key = \"grade-9\"", "key = \"of-others\"", 1);
    assert!(parse_published(&other) == parse(&other));
}

#[test]
fn a_page_that_does_not_fit_its_legacy_purpose_gets_none_and_the_edition_is_read() {
    let old = stripped(GRADE_9).replacen("repeat = \"week\"", "repeat = \"month\"", 1);
    let edition = parse_published(&old).unwrap();
    assert_eq!(edition.page_for(PagePurpose::Week), None);
    let (_, week) = edition.page("week").unwrap();
    assert_eq!(week.field_for(FieldPurpose::WeekDone), None);
    assert!(edition.page_for(PagePurpose::Goal).is_some());
}

#[test]
fn every_line_of_the_legacy_is_a_page_with_a_purpose_today() {
    let legacy: toml::Table = toml::from_str(LEGACY).unwrap();
    for text in [GRADE_9, PROFILE] {
        let edition = parse(text).unwrap();
        for (key, said) in legacy[&edition.key].as_table().unwrap() {
            let (_, page) = edition.page(key).expect(key);
            let code = page.purpose.map(PagePurpose::code);
            assert_eq!(said["purpose"].as_str(), code, "{key}");
            let fields = said.get("fields").and_then(toml::Value::as_table);
            for (key, said) in fields.into_iter().flatten() {
                let code = page.field(key).and_then(|field| field.purpose);
                assert_eq!(said.as_str(), code.map(FieldPurpose::code), "{key}");
            }
        }
    }
}

#[test]
fn what_a_template_does_without_is_told_in_words() {
    let small = GRADE_9.replacen("purpose = \"talk\"\n", "", 1);
    let small = small.replacen("purpose = \"goal_steps\"\n", "", 1);
    assert_eq!(
        lacking(&parse(&small).unwrap()),
        [
            "no page has the purpose `talk`: what was written as a request to talk before is a page like any other",
            "no field of “goal” has the purpose `goal_steps`: goals stand on «Сегодня» without their next steps",
        ]
    );
    // What is said of a page that is not there needs no word about its fields.
    let bare = parse(&stripped(GRADE_9)).unwrap();
    assert_eq!(lacking(&bare).len(), PagePurpose::ALL.len());
}
