//! Who may read a field once it is shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{language::Text, text};

/// The capacity in which somebody other than the owner reads a diary.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    ClassTutor,
    Tutor,
    Psychologist,
    SubjectTeacher,
    DeputyHead,
    Guardian,
    ProjectSupervisor,
}

impl Reader {
    pub const ALL: [Self; 7] = [
        Self::ClassTutor,
        Self::Tutor,
        Self::Psychologist,
        Self::SubjectTeacher,
        Self::DeputyHead,
        Self::Guardian,
        Self::ProjectSupervisor,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClassTutor => "class_tutor",
            Self::Tutor => "tutor",
            Self::Psychologist => "psychologist",
            Self::SubjectTeacher => "subject_teacher",
            Self::DeputyHead => "deputy_head",
            Self::Guardian => "guardian",
            Self::ProjectSupervisor => "project_supervisor",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.code() == code)
    }

    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::ClassTutor => CLASS_TUTOR,
            Self::Tutor => TUTOR,
            Self::Psychologist => PSYCHOLOGIST,
            Self::SubjectTeacher => SUBJECT_TEACHER,
            Self::DeputyHead => DEPUTY_HEAD,
            Self::Guardian => GUARDIAN,
            Self::ProjectSupervisor => PROJECT_SUPERVISOR,
        }
    }

    /// The reader's bit in [`Audience::bits`]; permanent, because it is stored.
    const fn bit(self) -> i64 {
        match self {
            Self::ClassTutor => 1,
            Self::Tutor => 2,
            Self::Psychologist => 4,
            Self::SubjectTeacher => 8,
            Self::DeputyHead => 16,
            Self::Guardian => 32,
            Self::ProjectSupervisor => 64,
        }
    }
}

text! {
    CLASS_TUTOR: "классный руководитель" / "class tutor";
    TUTOR: "тьютор" / "tutor";
    PSYCHOLOGIST: "психолог" / "psychologist";
    SUBJECT_TEACHER: "учитель предмета" / "subject teacher";
    DEPUTY_HEAD: "заместитель директора" / "deputy head";
    GUARDIAN: "родители" / "parents";
    PROJECT_SUPERVISOR: "руководитель проекта" / "project supervisor";
}

/// A set of readers. Empty: only the owner.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Audience(BTreeSet<Reader>);

impl Audience {
    /// Nobody but the owner.
    #[must_use]
    pub const fn only_owner() -> Self {
        Self(BTreeSet::new())
    }

    #[must_use]
    pub fn is_only_owner(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn contains(&self, reader: Reader) -> bool {
        self.0.contains(&reader)
    }

    pub fn iter(&self) -> impl Iterator<Item = Reader> + '_ {
        self.0.iter().copied()
    }

    /// Those who are in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.intersection(&other.0).copied().collect())
    }

    /// Those who are in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).copied().collect())
    }

    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.0.is_disjoint(&other.0)
    }

    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }

    /// The set as a number, so that a database can ask whether two audiences meet.
    #[must_use]
    pub fn bits(&self) -> i64 {
        self.iter().map(Reader::bit).sum()
    }

    /// The set of which [`Audience::bits`] made that number; other bits say nothing.
    #[must_use]
    pub fn from_bits(bits: i64) -> Self {
        Reader::ALL
            .into_iter()
            .filter(|reader| bits & reader.bit() != 0)
            .collect()
    }
}

impl FromIterator<Reader> for Audience {
    fn from_iter<I: IntoIterator<Item = Reader>>(readers: I) -> Self {
        Self(readers.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_meet_exactly_when_audiences_do() {
        let all: Vec<Audience> = (0..128_u32)
            .map(|mask| {
                Reader::ALL
                    .into_iter()
                    .enumerate()
                    .filter(|(index, _)| mask & (1 << index) != 0)
                    .map(|(_, reader)| reader)
                    .collect()
            })
            .collect();
        for one in &all {
            assert_eq!(&Audience::from_bits(one.bits() | 1 << 40), one);
            for other in &all {
                assert_eq!(one.meets(other), one.bits() & other.bits() != 0);
            }
        }
    }
}
