//! What is published to whom, what narrowing takes back, and who sees which field.
#![cfg(feature = "template")]

use super::*;
use crate::{audience::Reader, template};

const SECTION: &str = r#"
    key = "t"
    edition = 1
    ru = "Т"
    en = "T"
    grades = [9]
    [[section]]
    key = "s"
    number = "1"
    ru = "С"
    en = "S"
    row = "about_me"
    whole = false
    audience = ["class_tutor"]
    may_be = ["class_tutor", "psychologist", "subject_teacher"]
"#;

const FIELDS: &str = r#"
    [[section.page.field]]
    key = "open"
    type = "short_text"
    ru = "О"
    en = "O"
    [[section.page.field]]
    key = "mine"
    type = "short_text"
    ru = "М"
    en = "M"
    audience = []
    [[section.page.field]]
    key = "locked"
    type = "short_text"
    ru = "З"
    en = "L"
    locked = true
"#;

/// A page with these `keys` of its own and these `fields`.
fn page_of(keys: &str, fields: &str) -> Page {
    let page = r#"
        [[section.page]]
        key = "p"
        number = "1"
        ru = "П"
        en = "P"
    "#;
    let mut sections = template::parse(&format!("{SECTION}{page}{keys}\n{fields}"))
        .expect("a template")
        .sections;
    sections.remove(0).pages.remove(0)
}

fn page() -> Page {
    page_of("repeat = \"once\"", FIELDS)
}

/// A page that is addressed by its field `to`.
fn letter() -> Page {
    let to = r#"
        [[section.page.field]]
        key = "to"
        type = "choice"
        ru = "К"
        en = "T"
        options = [
            { key = "psychologist", ru = "п", en = "p" },
            { key = "class_tutor", ru = "к", en = "c" },
            { key = "unsure", ru = "н", en = "u" },
        ]
    "#;
    page_of(
        "repeat = \"card\"\naddressed_by = \"to\"",
        &format!("{to}{FIELDS}"),
    )
}

fn answers() -> Answers {
    ["open", "mine", "locked"]
        .map(|key| (key.to_owned(), Answer::Text(key.to_owned())))
        .into()
}

fn only(reader: Reader) -> Audience {
    [reader].into_iter().collect()
}

fn chosen(choices: &[(&str, &[Reader])]) -> Choices {
    let each = choices.iter().map(|(key, readers)| {
        let readers = readers.iter().copied().collect();
        ((*key).to_owned(), readers)
    });
    each.collect()
}

fn published(page: &Page, answers: &Answers, choices: &Choices) -> Shown {
    Shown::publish(page, SectionKind::AboutMe, None, answers, choices)
}

fn keys(shown: &Shown) -> Vec<&str> {
    shown.0.keys().map(String::as_str).collect()
}

#[test]
fn what_only_the_owner_reads_is_never_published() {
    let shown = published(&page(), &answers(), &Choices::new());
    assert_eq!(keys(&shown), ["locked", "open"]);
    assert_eq!(shown.0["open"].answer, Answer::Text("open".to_owned()));
    assert_eq!(shown.0["open"].audience, only(Reader::ClassTutor));
}

#[test]
fn what_was_not_answered_is_not_published() {
    let mut answers = answers();
    answers.remove("open");
    let shown = published(&page(), &answers, &Choices::new());
    assert_eq!(keys(&shown), ["locked"]);
}

#[test]
fn a_field_that_is_not_ready_is_not_published() {
    let file = "[[section.page.field]]\nkey = \"open\"\ntype = \"file\"\nru = \"Ф\"\nen = \"F\"\n";
    let page = page_of("repeat = \"once\"", file);
    let shown = published(&page, &answers(), &Choices::new());
    assert!(keys(&shown).is_empty());
    assert!(is_private(
        &page,
        SectionKind::AboutMe,
        None,
        &answers(),
        &Choices::new()
    ));
}

#[test]
fn a_student_widens_within_the_matrix_and_narrows_to_nobody() {
    let choices = chosen(&[
        ("mine", &[Reader::Psychologist, Reader::SubjectTeacher]),
        ("open", &[]),
        ("locked", &[]),
    ]);
    let shown = published(&page(), &answers(), &choices);
    assert_eq!(
        keys(&shown),
        ["locked", "mine"],
        "a locked field cannot be kept for oneself"
    );
    assert_eq!(
        shown.0["mine"].audience,
        only(Reader::Psychologist),
        "the matrix gives subject teachers nothing here"
    );
    let wider = chosen(&[("locked", &[Reader::Psychologist])]);
    let shown = published(&page(), &answers(), &wider);
    let both = only(Reader::ClassTutor).or(&only(Reader::Psychologist));
    assert_eq!(shown.0["locked"].audience, both, "it is only ever wider");
}

#[test]
fn whom_the_template_does_not_offer_nobody_chooses() {
    let choices = chosen(&[("open", &[Reader::DeputyHead, Reader::Guardian])]);
    let shown = published(&page(), &answers(), &choices);
    assert_eq!(keys(&shown), ["locked"]);
}

#[test]
fn parents_see_nothing_until_the_student_opens_it_to_them() {
    let open = FIELDS.replacen(
        "key = \"open\"",
        "key = \"open\"\n    audience = [\"class_tutor\", \"guardian\"]\n    may_be = [\"class_tutor\", \"guardian\"]",
        1,
    );
    let page = page_of("repeat = \"once\"", &open);
    let by_default = published(&page, &answers(), &Choices::new());
    assert_eq!(by_default.0["open"].audience, only(Reader::ClassTutor));
    let chosen = chosen(&[("open", &[Reader::Guardian])]);
    let opened = published(&page, &answers(), &chosen);
    assert_eq!(opened.0["open"].audience, only(Reader::Guardian));
}

#[test]
fn narrowing_takes_back_at_once_and_widening_waits() {
    let narrowed = |shown: &Shown, choices: &Choices| {
        let shown = shown.clone();
        shown.narrowed(&page(), SectionKind::AboutMe, None, choices)
    };
    let shown = published(&page(), &answers(), &Choices::new());
    assert_eq!(narrowed(&shown, &Choices::new()), shown);
    let nobody = narrowed(&shown, &chosen(&[("open", &[])]));
    assert_eq!(keys(&nobody), ["locked"]);
    assert_eq!(nobody.0["locked"], shown.0["locked"]);
    let wider = chosen(&[("open", &[Reader::ClassTutor, Reader::Psychologist])]);
    assert_eq!(narrowed(&shown, &wider), shown);
    let two = published(&page(), &answers(), &wider);
    assert_eq!(two.0["open"].audience.iter().count(), 2);
    let one = narrowed(&two, &chosen(&[("open", &[Reader::Psychologist])]));
    assert_eq!(one.0["open"].audience, only(Reader::Psychologist));
    assert_eq!(one.0["open"].answer, two.0["open"].answer);
}

#[test]
fn taking_back_leaves_what_cannot_be_kept_for_oneself_to_whom_it_is_always_open() {
    let wider = chosen(&[("locked", &[Reader::Psychologist])]);
    let shown = published(&page(), &answers(), &wider);
    let left = shown.taken_back(&page(), SectionKind::AboutMe, None);
    assert_eq!(keys(&left), ["locked"]);
    assert_eq!(left.0["locked"].audience, only(Reader::ClassTutor));
    let unlocked = page_of("repeat = \"once\"", &FIELDS.replace("locked = true", ""));
    let nothing = left.taken_back(&unlocked, SectionKind::AboutMe, None);
    assert!(nothing.0.is_empty());
}

#[test]
fn a_field_that_the_page_no_longer_has_stays_as_it_was_shown() {
    let mut shown = published(&page(), &answers(), &Choices::new());
    let gone = shown.0["open"].clone();
    shown.0.insert("gone".to_owned(), gone.clone());
    let narrowed = shown.narrowed(
        &page(),
        SectionKind::AboutMe,
        None,
        &chosen(&[("gone", &[])]),
    );
    assert_eq!(narrowed.0["gone"], gone);
}

#[test]
fn an_addressed_page_is_for_the_one_it_names_whatever_was_chosen() {
    let page = letter();
    for (to, reader) in [
        ("psychologist", Some(Reader::Psychologist)),
        ("class_tutor", Some(Reader::ClassTutor)),
        ("unsure", Some(Reader::Psychologist)),
        ("somebody", None),
        // The matrix gives deputy heads nothing here.
        ("deputy_head", None),
    ] {
        let mut answers = answers();
        answers.insert("to".to_owned(), Answer::Text(to.to_owned()));
        let wide = chosen(&[("open", &[Reader::ClassTutor, Reader::Psychologist])]);
        let shown = published(&page, &answers, &wide);
        let expected: Audience = reader.into_iter().collect();
        assert_eq!(shown.audience(), expected, "{to}");
        assert_eq!(
            keys(&shown).len(),
            if reader.is_some() { 4 } else { 0 },
            "{to}"
        );
        let again = shown
            .clone()
            .narrowed(&page, SectionKind::AboutMe, None, &wide);
        assert_eq!(again, shown, "{to}");
    }
    let unnamed = published(&page, &answers(), &Choices::new());
    assert!(keys(&unnamed).is_empty(), "nobody is named yet");
}

#[test]
fn a_page_is_private_while_nobody_else_would_see_anything() {
    let private = |page: &Page, choices: &Choices| {
        is_private(page, SectionKind::AboutMe, None, &answers(), choices)
    };
    assert!(!private(&page(), &Choices::new()));
    let open =
        "[[section.page.field]]\nkey = \"open\"\ntype = \"short_text\"\nru = \"О\"\nen = \"O\"\n";
    let page = page_of("repeat = \"once\"", open);
    assert!(private(&page, &chosen(&[("open", &[])])));
    assert!(!private(&page, &Choices::new()));
    let alone = page_of("repeat = \"once\"", &format!("{open}audience = []\n"));
    assert!(private(&alone, &Choices::new()));
    assert!(!private(&letter(), &Choices::new()), "it will be addressed");
}

#[test]
fn a_weeks_question_may_be_for_its_writer_alone() {
    let question = r#"
        [[section.page.field]]
        key = "open"
        type = "question"
        ru = "В"
        en = "Q"
        questions = [
            { ru = "а", en = "a" },
            { ru = "б", en = "b", only_me = true },
        ]
    "#;
    let page = page_of("repeat = \"week\"", question);
    for (week, shown) in [(Some(1), 1), (Some(2), 0), (Some(3), 1)] {
        let found = Shown::publish(
            &page,
            SectionKind::AboutMe,
            week,
            &answers(),
            &Choices::new(),
        );
        assert_eq!(found.0.len(), shown, "{week:?}");
        let private = is_private(
            &page,
            SectionKind::AboutMe,
            week,
            &answers(),
            &Choices::new(),
        );
        assert_eq!(private, shown == 0, "{week:?}");
    }
}

#[test]
fn the_readers_of_a_page_are_those_of_any_field() {
    let nobody = Shown::default();
    assert!(nobody.audience().is_only_owner());
    let choices = chosen(&[("mine", &[Reader::Psychologist])]);
    let shown = published(&page(), &answers(), &choices);
    let both = only(Reader::ClassTutor).or(&only(Reader::Psychologist));
    assert_eq!(shown.audience(), both);
}

#[test]
fn each_reader_sees_only_their_fields() {
    let choices = chosen(&[("mine", &[Reader::Psychologist])]);
    let shown = published(&page(), &answers(), &choices);
    let seen = |reader, row| {
        let seen = shown.seen_by(&only(reader), row);
        for (key, answer) in &seen {
            assert_eq!(answer, &Answer::Text(key.clone()));
        }
        seen.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(
        seen(Reader::ClassTutor, SectionKind::AboutMe),
        ["locked", "open"]
    );
    assert_eq!(seen(Reader::Psychologist, SectionKind::AboutMe), ["mine"]);
    assert!(seen(Reader::DeputyHead, SectionKind::AboutMe).is_empty());
    // A section that has another row by now shows no more than that row allows.
    assert!(seen(Reader::Psychologist, SectionKind::Iep).is_empty());
    assert!(seen(Reader::ClassTutor, SectionKind::PeopleLetter).is_empty());
}
