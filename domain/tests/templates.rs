//! The templates that come with the product are editions, and what is wrong with a template is
//! told with its line.
#![cfg(feature = "template")]

use domain::{
    answer::Answer,
    template::{FieldKind, parse},
};

const GRADE_9: &str = include_str!("../../templates/grade-9.toml");
const PROFILE: &str = include_str!("../../templates/profile-10-11.toml");

#[test]
fn both_diaries_are_editions() {
    for text in [GRADE_9, PROFILE] {
        let edition = parse(text).unwrap();
        assert!(edition.pages().count() > 5, "{}", edition.key);
    }
}

#[test]
fn pages_that_both_diaries_share_ask_the_same_fields() {
    let (nine, profile) = (parse(GRADE_9).unwrap(), parse(PROFILE).unwrap());
    let keys = |edition: &domain::template::Edition, key: &str| {
        edition.page(key).map(|(_, page)| {
            page.fields
                .iter()
                .map(|field| field.key.clone())
                .collect::<Vec<_>>()
        })
    };
    for shared in ["start", "week", "event", "encounter", "free"] {
        assert_eq!(keys(&nine, shared), keys(&profile, shared), "{shared}");
        assert!(keys(&nine, shared).is_some(), "{shared}");
    }
}

#[test]
fn each_study_week_has_its_question() {
    for text in [GRADE_9, PROFILE] {
        let edition = parse(text).unwrap();
        let (_, week) = edition.page("week").unwrap();
        let counts: Vec<usize> = week
            .fields
            .iter()
            .filter_map(|field| match &field.kind {
                FieldKind::Question(domain::field::Questions { questions, .. }) => {
                    Some(questions.len())
                }
                _ => None,
            })
            .collect();
        assert_eq!(counts, [34]);
    }
}

fn refusal(from: &str, to: &str) -> String {
    assert!(GRADE_9.contains(from), "{from}");
    parse(&GRADE_9.replacen(from, to, 1))
        .unwrap_err()
        .to_string()
}

#[test]
fn a_damaged_template_names_line_and_reason() {
    let line = GRADE_9
        .lines()
        .position(|line| line.starts_with("grades"))
        .unwrap()
        + 1;
    assert_eq!(
        refusal("grades = [9]", "grades = [9]\ngardes = [9]"),
        format!(
            "line {}: unknown field `gardes`, expected one of `key`, `edition`, `ru`, `en`, `grades`, `section`",
            line + 1
        )
    );
    assert!(refusal("type = \"grid\"", "type = \"gird\"").ends_with("no field type “gird”"));
    assert!(
        refusal("row = \"about_me\"", "row = \"about\"")
            .ends_with("no row “about” in the permission matrix")
    );
    assert!(
        refusal("key = \"acquaintance\"", "key = \"interests\"")
            .ends_with("the page “interests” is there twice")
    );
    assert!(refusal("repeat = \"week\"", "repeat = \"weak\"").ends_with("“weak” is no repeat"));
    assert!(
        refusal("from = \"values5\"", "from = \"value_story\"").contains("ranks “value_story”")
    );
}

#[test]
fn a_page_belongs_to_a_stage_of_its_sections_track_or_to_none() {
    for (wrong, name) in [("pasport", "pasport"), ("school", "school"), ("", "")] {
        let text = PROFILE.replacen("stage = \"passport\"", &format!("stage = \"{wrong}\""), 1);
        let line = text
            .lines()
            .position(|line| line == format!("stage = \"{wrong}\""));
        let refused = parse(&text).unwrap_err();
        assert_eq!(Some(refused.line), line.map(|line| line + 1));
        assert_eq!(
            refused.reason,
            format!("this section has no stage “{name}”")
        );
    }
    let without_a_track = refusal(
        "key = \"acquaintance\"",
        "key = \"acquaintance\"\nstage = \"idea\"",
    );
    assert!(without_a_track.ends_with("this section has no stage “idea”"));
}

#[test]
fn a_diary_of_two_grades_keeps_their_days_apart() {
    let profile = parse(include_str!("../../templates/profile-10-11.toml")).unwrap();
    let has = |key: &str, grade| profile.page(key).unwrap().1.has_dates_for(grade);
    assert!(has("iep", 10) && has("iep", 11));
    assert!(!has("route_decision", 10) && has("route_decision", 11));
    assert!(!has("ege_choice", 10) && has("ege_choice", 11));
    // Nobody has days on a page of another grade.
    assert!(has("year_10", 10) && !has("year_10", 11));
}

#[test]
fn a_page_says_which_of_its_fields_names_its_subject() {
    for (text, pages) in [
        (GRADE_9, vec!["oge_topics"]),
        (
            PROFILE,
            vec![
                "profile_subject",
                "profile_topics",
                "ege_topics",
                "ege_mocks",
            ],
        ),
    ] {
        let edition = parse(text).unwrap();
        let found = edition
            .pages()
            .filter(|(_, page)| page.subject_by.is_some());
        let found: Vec<&str> = found.map(|(_, page)| page.key.as_str()).collect();
        assert_eq!(found, pages);
    }
    let from = "named_by = \"subject\"";
    let named = PROFILE.replacen(from, &format!("{from}\nsubject_by = \"subject\""), 1);
    let edition = parse(&named).unwrap();
    let (_, page) = edition.page("profile_subject").unwrap();
    for (key, subject) in [
        (Some("physics"), Some("physics")),
        (Some("other"), None),
        (None, None),
    ] {
        let answer = key.map(|key| ("subject".to_owned(), Answer::Text(key.to_owned())));
        let found = page.subject(&answer.into_iter().collect());
        assert_eq!(found.as_ref().map(|found| found.code()), subject);
    }
    let wrong = named.replacen("subject_by = \"subject\"", "subject_by = \"nothing\"", 1);
    let error = parse(&wrong).unwrap_err().to_string();
    assert!(
        error.ends_with("no choice “nothing” on this page"),
        "{error}"
    );
}
