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
mod tests;
