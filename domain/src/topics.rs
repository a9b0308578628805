//! Readiness by topic, in words that a student can answer honestly.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{
    field::{ChoiceOption, Topics},
    language::Text,
    text,
};

text! {
    UNKNOWN: "не знаю" / "do not know it";
    RECOGNISE: "узнаю" / "recognise it";
    WITH_HELP: "с подсказкой" / "with a hint";
    ALONE: "без подсказки" / "without a hint";
    EXPLAIN: "могу объяснить" / "can explain it";
}

/// The words for levels 0 to 4.
pub const LEVELS: [Text; 5] = [UNKNOWN, RECOGNISE, WITH_HELP, ALONE, EXPLAIN];

/// A topic that has a level: the subject's key, the topic (`Err`: as the student named it), and the
/// level from 0 to 4.
pub type Readiness<'a> = (&'a str, Result<&'a ChoiceOption, &'a str>, usize);

/// From this level on a topic is done without help.
pub const ALONE_LEVEL: usize = 3;

/// How many topics of a subject stood at each level at the end of a month.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Month {
    pub year: i32,
    /// From 1.
    pub month: u32,
    pub counts: [usize; LEVELS.len()],
}

impl Month {
    /// How many topics have a level; never 0.
    #[must_use]
    pub fn all(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of them go without help.
    #[must_use]
    pub fn alone(&self) -> usize {
        self.counts.iter().skip(ALONE_LEVEL).sum()
    }
}

/// The last state of each month in which the topics of `subject` were looked at, the earliest month
/// first. `states` are the days on which the answer was as it is beside them, in any order; of
/// several on one day the later one in the list is the later one.
#[must_use]
pub fn by_month(
    kind: &Topics,
    subject: &str,
    states: &[(NaiveDate, &BTreeMap<String, String>)],
) -> Vec<Month> {
    let mut states = states.to_vec();
    states.sort_by_key(|(day, _)| *day);
    let mut last = BTreeMap::new();
    for (day, map) in states {
        let mut counts = [0; LEVELS.len()];
        for (_, _, level) in levels(kind, map)
            .into_iter()
            .filter(|(of, ..)| *of == subject)
        {
            if let Some(count) = counts.get_mut(level) {
                *count += 1;
            }
        }
        last.insert((day.year(), day.month()), counts);
    }
    last.into_iter()
        .filter(|(_, counts)| counts.iter().any(|count| *count > 0))
        .map(|((year, month), counts)| Month {
            year,
            month,
            counts,
        })
        .collect()
}

/// All topics that have a level, in the template's order, those added by hand last.
#[must_use]
pub fn levels<'a>(kind: &'a Topics, map: &'a BTreeMap<String, String>) -> Vec<Readiness<'a>> {
    let level = |path: String| {
        let level: usize = map.get(&path)?.trim().parse().ok()?;
        (level < LEVELS.len()).then_some(level)
    };
    let mut found = Vec::new();
    for subject in &kind.subjects {
        for topic in &subject.topics {
            if let Some(level) = level(format!("{}.{}", subject.key, topic.key)) {
                found.push((subject.key.as_str(), Ok(topic), level));
            }
        }
        for number in 1..=kind.own {
            let name = map
                .get(&format!("own.{}.{number}", subject.key))
                .map(|name| name.trim());
            let level = level(format!("level.{}.{number}", subject.key));
            if let (Some(name), Some(level)) = (name.filter(|name| !name.is_empty()), level) {
                found.push((subject.key.as_str(), Err(name), level));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{field::Subject, language::OwnedText};

    fn kind() -> Topics {
        let choice = |key: &str| ChoiceOption {
            key: key.to_owned(),
            text: OwnedText::default(),
        };
        let subject = |key: &str| Subject {
            key: key.to_owned(),
            title: OwnedText::default(),
            topics: vec![choice("motion"), choice("light")],
        };
        Topics {
            subject_by: "subject".to_owned(),
            subjects: vec![subject("physics"), subject("russian")],
            own: 2,
        }
    }

    fn state(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
        cells
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_month_is_its_last_state_and_counts_one_subject_only() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let early = state(&[("physics.motion", "1")]);
        let late = state(&[
            ("physics.motion", "3"),
            ("physics.light", "4"),
            ("own.physics.1", "оптика"),
            ("level.physics.1", "0"),
            ("russian.light", "2"),
        ]);
        let other = state(&[("russian.light", "2")]);
        let states = [
            (day(10, 30), &late),
            (day(10, 2), &early),
            (day(11, 3), &other),
            (day(9, 30), &early),
        ];
        let found = by_month(&kind(), "physics", &states);
        let month = |month, counts| Month {
            year: 2026,
            month,
            counts,
        };
        assert_eq!(
            found,
            [month(9, [0, 1, 0, 0, 0]), month(10, [1, 0, 0, 1, 1])]
        );
        assert_eq!((found[1].alone(), found[1].all()), (2, 3));
    }
}
