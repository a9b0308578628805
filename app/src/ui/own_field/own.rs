//! What a field on the owner's page is drawn from.

use domain::{
    access::SectionKind,
    answer::{Answer, Answers, Cells, RowId},
    audience::Audience,
    field::Problem,
    language::Language,
    merge::Conflict,
    template::Field,
};

use super::mark::Mark;
use crate::ui::{
    field::{LetterDays, Suggestions},
    readers::Circle,
};

/// What a field on the owner's page needs.
pub struct OwnField<'a> {
    pub field: &'a Field,
    pub row: SectionKind,
    pub week: Option<u32>,
    pub language: Language,
    pub circle: &'a Circle,
    pub answer: Option<&'a Answer>,
    /// Who sees it now.
    pub audience: &'a Audience,
    pub mark: Mark,
    /// The page is seen by the one it names: there is nothing to choose at its fields.
    pub addressed: bool,
    pub problems: &'a [Problem],
    /// The other device's text and when it came, ready to read.
    pub conflict: Option<(&'a Conflict, String)>,
    pub one_more_row: bool,
    /// The whole draft: some controls look at their neighbours.
    pub draft: &'a Answers,
    /// What an empty table begins with.
    pub prefill: &'a [Cells],
    /// The id of the first row that is added.
    pub new_row: &'a RowId,
    /// Names that are offered while something is typed.
    pub suggestions: &'a Suggestions,
    /// What a letter needs to know of the calendar.
    pub letter: Option<&'a LetterDays>,
    /// What the field says of its numbers; an autosave keeps it true.
    pub said: Option<String>,
    /// What the form began with, for what was typed and is not saved yet.
    pub begun: Option<&'a str>,
    /// The readers that the form began with, for a choice that is not saved yet.
    pub begun_readers: Option<&'a str>,
}
