//! What is the matter with an answer, as codes.

use std::collections::BTreeMap;

use super::ChoiceOption;
use crate::{
    date,
    number::{self, Hundredths},
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

impl Code {
    /// The problem at a path; `None`: there is none.
    pub(super) fn at(code: Option<Self>, path: &str) -> Vec<Problem> {
        let problem = code.map(|code| Problem {
            path: path.to_owned(),
            code,
        });
        problem.into_iter().collect()
    }
}

/// The problems of texts by path.
pub(super) fn each(
    key: &str,
    map: &BTreeMap<String, String>,
    code: impl Fn(&str, &str) -> Option<Code>,
) -> Vec<Problem> {
    map.iter()
        .flat_map(|(path, text)| Code::at(code(path, text), &format!("{key}.{path}")))
        .collect()
}

pub(super) fn too_long(text: &str, max: usize) -> Option<Code> {
    let length = text.chars().count();
    (length > max).then_some(Code::TooLong { max, length })
}

/// A whole number from `from` to `to`.
pub(super) fn off_scale(from: i64, to: i64, text: &str) -> Option<Code> {
    let value = text.trim().parse();
    let inside = value.is_ok_and(|value: i64| (from..=to).contains(&value));
    (!inside).then_some(Code::OffScale { from, to })
}

/// A number with hundredths from `from` to `to`.
pub(super) fn off_range(from: i64, to: i64, text: &str) -> Option<Code> {
    let bounds = Hundredths::whole(from)..=Hundredths::whole(to);
    let inside = number::parse(text).is_some_and(|found| bounds.contains(&found));
    (!inside).then_some(Code::OffRange { from, to })
}

pub(super) fn no_date(text: &str) -> Option<Code> {
    date::parse(text).is_none().then_some(Code::NotADate)
}

pub(super) fn no_option(options: &[ChoiceOption], key: &str) -> Option<Code> {
    (!options.iter().any(|option| option.key == key)).then_some(Code::NoSuchOption)
}

/// The first of these that cannot be chosen.
pub(super) fn no_options(options: &[ChoiceOption], keys: &[String]) -> Option<Code> {
    keys.iter().find_map(|key| no_option(options, key))
}

pub(super) fn wrong_count(count: usize, min: usize, max: usize) -> Option<Code> {
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
