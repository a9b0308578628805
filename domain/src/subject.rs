//! A school subject, by the permanent key that templates give it.

/// `maths`, `physics`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Subject(String);

/// Exams of two levels are about one subject, which one teacher teaches.
const LEVELS: [&str; 2] = ["_profile", "_base"];

impl Subject {
    /// `None`: the key names no single subject, like `other`.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let key = key.trim();
        let key = LEVELS
            .into_iter()
            .find_map(|level| key.strip_suffix(level))
            .unwrap_or(key);
        let is_one = !key.is_empty() && key != "other" && !key.starts_with("other_");
        is_one.then(|| Self(key.to_owned()))
    }

    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_an_exam_are_one_subject_and_what_is_other_is_none() {
        for (key, subject) in [
            ("physics", Some("physics")),
            ("maths", Some("maths")),
            ("maths_profile", Some("maths")),
            ("maths_base", Some("maths")),
            ("other", None),
            ("other_language", None),
            ("", None),
            ("_base", None),
        ] {
            let found = Subject::parse(key);
            assert_eq!(found.as_ref().map(Subject::code), subject, "{key}");
        }
    }
}
