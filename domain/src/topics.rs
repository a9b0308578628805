//! Readiness by topic, in words that a student can answer honestly.

use std::collections::BTreeMap;

use crate::{language::Text, template::Topics, text};

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
pub type Readiness<'a> = (&'a str, Result<&'a crate::template::Choice, &'a str>, usize);

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
