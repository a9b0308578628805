//! A track that a section belongs to.

use crate::field::ChoiceOption;

/// What moves from stage to stage, or between people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Track {
    /// Индивидуальный проект: [`crate::track::project`].
    Project,
    /// Исследование: its stages are the template's.
    Research { stages: Vec<ChoiceOption> },
    /// ИОП with its agreement: [`crate::track::iep`].
    Iep,
}
