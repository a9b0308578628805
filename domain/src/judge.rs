//! What is the matter with a draft, as codes. The draft is already stored: judging never loses a
//! word. Only «Показать» waits until nothing is the matter.

use std::collections::BTreeSet;

use crate::{
    answer::{Answer, Answers},
    date, decision,
    number::{self, Hundredths},
    template::{Choice, ColumnKind, Field, FieldKind, Page, Range, Scale},
};

/// One thing that is the matter, at the control with that path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// `did` or `rows.0.name`
    pub path: String,
    pub code: Code,
}

/// What is the matter. Lengths are in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Code {
    TooLong {
        max: usize,
        length: usize,
    },
    NotADate,
    OffScale {
        from: i64,
        to: i64,
    },
    /// No number, or outside these ends.
    OffRange {
        from: i64,
        to: i64,
    },
    NoSuchOption,
    TooMany {
        max: usize,
    },
    TooFew {
        min: usize,
    },
    Exactly {
        count: usize,
    },
    TooManyRows {
        max: usize,
    },
    /// Ranked, but not chosen in the field that is ranked.
    NotChosen,
    /// Two places for one option.
    RankedTwice,
}

/// All problems of a page, in the order of its fields.
#[must_use]
pub fn page(page: &Page, answers: &Answers) -> Vec<Problem> {
    page.fields
        .iter()
        .flat_map(|found| field(found, answers))
        .collect()
}

/// The problems of one field. Rankings look at the field they rank, hence all `answers`.
#[must_use]
pub fn field(field: &Field, answers: &Answers) -> Vec<Problem> {
    let Some(answer) = answers.get(&field.key) else {
        return Vec::new();
    };
    let at = |code: Option<Code>| {
        code.map(|code| Problem {
            path: field.key.clone(),
            code,
        })
        .into_iter()
        .collect()
    };
    match (&field.kind, answer) {
        (
            FieldKind::ShortText { max }
            | FieldKind::LongText { max }
            | FieldKind::Question { max, .. },
            Answer::Text(text),
        ) => at(length(text, *max)),
        (FieldKind::Choice { options }, Answer::Text(key)) => at(option(options, key)),
        (FieldKind::Scale(scale), Answer::Text(text)) => at(on_scale(scale.from, scale.to, text)),
        (FieldKind::Mood, Answer::Text(text)) => at(on_scale(1, 5, text)),
        (FieldKind::Date, Answer::Text(text)) => at(a_date(text)),
        (FieldKind::Number(range), Answer::Text(text)) => at(in_range(range, text)),
        (FieldKind::Matrix(_), Answer::Map(map)) => each(field, map, in_matrix),
        (FieldKind::Topics(_), Answer::Map(map)) => each(field, map, in_topics),
        (FieldKind::TimeMap { .. }, Answer::Map(map)) => {
            each(field, map, |_, text| in_bounds(0, HOURS, text))
        }
        (FieldKind::Letter { max, .. }, Answer::Map(map)) => {
            each(field, map, |path, text| match path {
                "text" => length(text, *max),
                "on" => a_date(text),
                _ => None,
            })
        }
        (FieldKind::Choices { options, min, max }, Answer::Set(keys)) => {
            at(unknown(options, keys).or_else(|| many(keys.len(), *min, *max)))
        }
        (FieldKind::Checklist { options }, Answer::Set(keys)) => at(unknown(options, keys)),
        (FieldKind::Grid { options, .. }, Answer::Map(map)) => map
            .iter()
            .filter_map(|(row, key)| {
                Some(Problem {
                    path: format!("{}.{row}", field.key),
                    code: option(options, key)?,
                })
            })
            .collect(),
        (FieldKind::Ranking { from, options, .. }, Answer::Map(places)) => {
            ranking(field, options, answers.get(from), places)
        }
        (
            FieldKind::Table {
                columns, rows_max, ..
            },
            Answer::Rows(rows),
        ) => {
            let mut problems: Vec<Problem> =
                at((rows.len() > *rows_max).then_some(Code::TooManyRows { max: *rows_max }));
            for row in rows {
                for column in columns {
                    let code = row
                        .get(&column.key)
                        .and_then(|text| cell(&column.kind, text));
                    problems.extend(code.map(|code| Problem {
                        path: format!("{}.{}.{}", field.key, row.id.as_str(), column.key),
                        code,
                    }));
                }
            }
            problems
        }
        // A field that changed its type keeps an old answer as it was typed.
        _ => Vec::new(),
    }
}

fn cell(kind: &ColumnKind, text: &str) -> Option<Code> {
    match kind {
        ColumnKind::ShortText { max } | ColumnKind::LongText { max } => length(text, *max),
        ColumnKind::Choice { options } => option(options, text),
        ColumnKind::Scale(Scale { from, to, .. }) => on_scale(*from, *to, text),
        ColumnKind::Number(range) => in_range(range, text),
        ColumnKind::Date => a_date(text),
        ColumnKind::Check => None,
    }
}

fn length(text: &str, max: usize) -> Option<Code> {
    let length = text.chars().count();
    (length > max).then_some(Code::TooLong { max, length })
}

fn on_scale(from: i64, to: i64, text: &str) -> Option<Code> {
    let inside = text
        .trim()
        .parse()
        .is_ok_and(|value: i64| (from..=to).contains(&value));
    (!inside).then_some(Code::OffScale { from, to })
}

/// Hours of a week.
const HOURS: i64 = 168;
const LEVEL_MAX: i64 = 4;

/// Problems of an answer that is a map of paths.
fn each(
    field: &Field,
    map: &std::collections::BTreeMap<String, String>,
    code: impl Fn(&str, &str) -> Option<Code>,
) -> Vec<Problem> {
    map.iter()
        .filter_map(|(path, text)| {
            Some(Problem {
                path: format!("{}.{path}", field.key),
                code: code(path, text)?,
            })
        })
        .collect()
}

fn in_matrix(path: &str, text: &str) -> Option<Code> {
    match path.split('.').next() {
        Some("option" | "own") => length(text, decision::NAME_MAX),
        Some("voice") => length(text, decision::VOICE_MAX),
        Some("weight") => on_scale(0, decision::WEIGHT_MAX, text),
        Some("score") => on_scale(0, decision::SCORE_MAX, text),
        _ => None,
    }
}

fn in_topics(path: &str, text: &str) -> Option<Code> {
    if path.starts_with("own.") {
        length(text, decision::NAME_MAX)
    } else {
        on_scale(0, LEVEL_MAX, text)
    }
}

fn in_range(range: &Range, text: &str) -> Option<Code> {
    in_bounds(range.from, range.to, text)
}

fn in_bounds(from: i64, to: i64, text: &str) -> Option<Code> {
    let inside = number::parse(text)
        .is_some_and(|found| (Hundredths::whole(from)..=Hundredths::whole(to)).contains(&found));
    (!inside).then_some(Code::OffRange { from, to })
}

fn a_date(text: &str) -> Option<Code> {
    date::parse(text).is_none().then_some(Code::NotADate)
}

fn option(options: &[Choice], key: &str) -> Option<Code> {
    (!options.iter().any(|option| option.key == key)).then_some(Code::NoSuchOption)
}

fn unknown(options: &[Choice], keys: &[String]) -> Option<Code> {
    keys.iter().find_map(|key| option(options, key))
}

fn many(count: usize, min: usize, max: usize) -> Option<Code> {
    if min == max && count != min {
        Some(Code::Exactly { count: min })
    } else if count > max {
        Some(Code::TooMany { max })
    } else if count < min {
        Some(Code::TooFew { min })
    } else {
        None
    }
}

fn ranking(
    field: &Field,
    options: &[Choice],
    source: Option<&Answer>,
    places: &std::collections::BTreeMap<String, String>,
) -> Vec<Problem> {
    let chosen: &[String] = match source {
        Some(Answer::Set(keys)) => keys,
        _ => &[],
    };
    let mut ranked = BTreeSet::new();
    let mut problems = Vec::new();
    for (place, key) in places {
        let code = option(options, key)
            .or_else(|| (!chosen.contains(key)).then_some(Code::NotChosen))
            .or_else(|| (!ranked.insert(key)).then_some(Code::RankedTwice));
        problems.extend(code.map(|code| Problem {
            path: format!("{}.{place}", field.key),
            code,
        }));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{audience::Audience, language::OwnedText};

    fn options(keys: &[&str]) -> Vec<Choice> {
        keys.iter()
            .map(|key| Choice {
                key: (*key).to_owned(),
                text: OwnedText::default(),
            })
            .collect()
    }

    fn with(kind: FieldKind, answer: Answer) -> Vec<Code> {
        let found = Field {
            key: "f".into(),
            kind,
            purpose: None,
            label: OwnedText::default(),
            hint: OwnedText::default(),
            audience: Audience::only_owner(),
            may_be: Audience::only_owner(),
            locked: false,
            core: true,
            stances: false,
            counter: false,
            when: None,
        };
        let answers = Answers::from([
            ("f".to_owned(), answer),
            (
                "chosen".to_owned(),
                Answer::Set(vec!["a".into(), "b".into()]),
            ),
        ]);
        field(&found, &answers)
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    }

    fn text(text: &str) -> Answer {
        Answer::Text(text.to_owned())
    }

    #[test]
    fn lengths_are_counted_in_characters_not_bytes() {
        assert_eq!(with(FieldKind::ShortText { max: 3 }, text("ёжи")), []);
        assert_eq!(
            with(FieldKind::ShortText { max: 3 }, text("ёжик")),
            [Code::TooLong { max: 3, length: 4 }]
        );
    }

    #[test]
    fn a_date_that_does_not_exist_is_told() {
        assert_eq!(with(FieldKind::Date, text("31.02.2026")), [Code::NotADate]);
        assert_eq!(with(FieldKind::Date, text("28.02.2026")), []);
    }

    #[test]
    fn a_value_outside_the_scale_is_told() {
        let scale = || {
            FieldKind::Scale(Scale {
                from: 0,
                to: 10,
                anchors: Vec::new(),
            })
        };
        for value in ["11", "-1", "пять", "5.5"] {
            assert_eq!(
                with(scale(), text(value)),
                [Code::OffScale { from: 0, to: 10 }],
                "{value}"
            );
        }
        assert_eq!(with(scale(), text("10")), []);
    }

    #[test]
    fn exactly_two_means_two_or_none() {
        let two = || FieldKind::Choices {
            options: options(&["a", "b", "c"]),
            min: 2,
            max: 2,
        };
        assert_eq!(
            with(two(), Answer::Set(vec!["a".into()])),
            [Code::Exactly { count: 2 }]
        );
        assert_eq!(with(two(), Answer::Set(vec!["a".into(), "c".into()])), []);
    }

    #[test]
    fn only_what_was_chosen_can_be_ranked_and_only_once() {
        let kind = || FieldKind::Ranking {
            from: "chosen".into(),
            options: options(&["a", "b", "c"]),
            top: 3,
        };
        let places = |keys: &[&str]| {
            Answer::Map(
                keys.iter()
                    .enumerate()
                    .map(|(index, key)| ((index + 1).to_string(), (*key).to_owned()))
                    .collect(),
            )
        };
        assert_eq!(with(kind(), places(&["b", "a"])), []);
        assert_eq!(with(kind(), places(&["a", "c"])), [Code::NotChosen]);
        assert_eq!(with(kind(), places(&["a", "a"])), [Code::RankedTwice]);
        assert_eq!(with(kind(), places(&["z"])), [Code::NoSuchOption]);
    }

    #[test]
    fn too_many_rows_are_told_and_kept() {
        let row = |name: &str| crate::answer::Cells::from([("name".to_owned(), name.to_owned())]);
        let column = crate::template::Column {
            key: "name".into(),
            kind: ColumnKind::ShortText { max: 2 },
            label: OwnedText::default(),
            hint: OwnedText::default(),
            suggest: None,
        };
        let kind = FieldKind::Table {
            columns: vec![column],
            rows_min: 0,
            rows_max: 1,
            prefill: None,
        };
        assert_eq!(
            with(kind, Answer::table([row("a"), row("bcd")])),
            [
                Code::TooManyRows { max: 1 },
                Code::TooLong { max: 2, length: 3 }
            ]
        );
    }
}
