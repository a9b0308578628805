//! What a control needs besides its field.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    answer::{Answer, Answers, Cells, RowId},
    language::Language,
};

/// What a control needs besides its field.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub language: Language,
    pub answer: Option<&'a Answer>,
    /// Whether something is the matter with the answer.
    pub invalid: bool,
    /// Another empty row was asked for without script.
    pub one_more_row: bool,
    /// The whole page's draft: some controls look at their neighbours.
    pub draft: &'a Answers,
    /// What an empty table begins with.
    pub prefill: &'a [Cells],
    /// The id of the first row that is added.
    pub new_row: &'a RowId,
    /// Names that are offered while something is typed.
    pub suggestions: &'a Suggestions,
    /// Today and the days on which a letter may be opened, ready to read.
    pub letter: Option<&'a LetterDays>,
}

/// The names of a page's cards, by the page's key.
pub type Suggestions = BTreeMap<String, Vec<String>>;

/// What a letter needs to know of the calendar.
#[derive(Clone, Debug)]
pub struct LetterDays {
    pub today: NaiveDate,
    /// By the key of a letter's date.
    pub days: BTreeMap<String, NaiveDate>,
}

impl<'a> Context<'a> {
    /// The text of an answer that is one.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.answer.and_then(Answer::text).unwrap_or_default()
    }

    /// The text at a path of an answer that is a map.
    #[must_use]
    pub fn at(&self, path: &str) -> &'a str {
        match self.answer {
            Some(Answer::Map(map)) => map.get(path).map_or("", String::as_str),
            _ => "",
        }
    }
}
