//! A diary is data: an edition of a template says which sections, pages and fields it has, what
//! they ask and who may read the answers.
//!
//! Keys are permanent: an answer is found by its page key and field key for as long as anybody
//! keeps a diary. The format of the files is told in `templates/README.md`.

use crate::{
    access::Row,
    answer::{Answer, Answers},
    audience::Audience,
    language::OwnedText,
};

#[cfg(feature = "template")]
mod check;
#[cfg(feature = "template")]
mod parse;
#[cfg(feature = "template")]
mod raw;

#[cfg(feature = "template")]
pub use parse::{TemplateError, parse};

/// A published state of a template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edition {
    /// `grade-9`
    pub key: String,
    pub number: u32,
    pub title: OwnedText,
    /// Grade levels that keep it, 9 to 11.
    pub grades: Vec<u8>,
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Section {
    pub key: String,
    pub number: String,
    pub title: OwnedText,
    /// Its row of the permission matrix.
    pub row: Row,
    /// Whether it has a natural whole: only then a ring is drawn.
    pub whole: bool,
    pub pages: Vec<Page>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Page {
    pub key: String,
    pub number: String,
    pub title: OwnedText,
    pub intro: OwnedText,
    pub repeat: Repeat,
    /// The field whose text names a card.
    pub named_by: Option<String>,
    /// How many cards make a natural whole.
    pub goal: Option<u32>,
    /// Month and day by which a page is due, in the current academic year.
    pub due: Option<(u32, u32)>,
    /// Months in which the page is looked at again.
    pub revisit: Vec<u32>,
    pub fields: Vec<Field>,
}

/// How often a page is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repeat {
    Once,
    Week,
    Month,
    Term,
    /// Any number of named cards.
    Card,
    /// Any number of free notes.
    Free,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    pub key: String,
    pub kind: FieldKind,
    pub label: OwnedText,
    pub hint: OwnedText,
    /// Who sees it once shown, unless the student chose otherwise.
    pub audience: Audience,
    /// Whom the student may choose.
    pub may_be: Audience,
    /// ● cannot be kept for oneself for ever.
    pub locked: bool,
    /// Otherwise it unfolds by «добавить».
    pub core: bool,
}

/// What an answer may be. Lengths are in characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FieldKind {
    ShortText {
        max: usize,
    },
    LongText {
        max: usize,
    },
    /// A long answer to the question of the study week.
    Question {
        questions: Vec<Question>,
        max: usize,
    },
    Choice {
        options: Vec<Choice>,
    },
    /// `exactly n` is `min == max`; an empty answer is always allowed.
    Choices {
        options: Vec<Choice>,
        min: usize,
        max: usize,
    },
    /// Puts what was chosen in the field `from` into order.
    Ranking {
        from: String,
        options: Vec<Choice>,
        top: usize,
    },
    Scale(Scale),
    Table {
        columns: Vec<Column>,
        rows_min: usize,
        rows_max: usize,
    },
    Checklist {
        options: Vec<Choice>,
    },
    Date,
    Grid {
        rows: Vec<Choice>,
        options: Vec<Choice>,
    },
    Mood,
    /// Declared; shown once its module exists.
    Waiting(Waiting),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Waiting {
    File,
    OutsideWord,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    pub text: OwnedText,
    /// Asks about sleep, strength or difficulty: nobody but the owner sees the answer.
    pub only_me: bool,
}

/// An option, a row of a grid, an item of a checklist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    pub key: String,
    pub text: OwnedText,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scale {
    pub from: i64,
    pub to: i64,
    /// Words at some of its points, lowest first.
    pub anchors: Vec<(i64, OwnedText)>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    pub key: String,
    pub kind: ColumnKind,
    pub label: OwnedText,
    pub hint: OwnedText,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ColumnKind {
    ShortText { max: usize },
    LongText { max: usize },
    Choice { options: Vec<Choice> },
    Scale(Scale),
    Date,
    Check,
}

impl Edition {
    /// A page by its key, with the section it is in.
    #[must_use]
    pub fn page(&self, key: &str) -> Option<(&Section, &Page)> {
        self.pages().find(|(_, page)| page.key == key)
    }

    #[must_use]
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// All pages in the order of the contents.
    pub fn pages(&self) -> impl Iterator<Item = (&Section, &Page)> {
        self.sections
            .iter()
            .flat_map(|section| section.pages.iter().map(move |page| (section, page)))
    }
}

impl Page {
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What a card is called: the text of its naming field, if there is any.
    #[must_use]
    pub fn name_of<'a>(&self, answers: &'a Answers) -> Option<&'a str> {
        match answers.get(self.named_by.as_ref()?) {
            Some(Answer::Text(text)) => text.lines().map(str::trim).find(|line| !line.is_empty()),
            _ => None,
        }
    }
}

impl Field {
    /// Whether the product can show it already.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        !matches!(self.kind, FieldKind::Waiting(_))
    }

    /// Whom the student may choose in a section of that row: the template's word within the
    /// matrix's.
    #[must_use]
    pub fn choosable(&self, row: Row) -> Audience {
        self.may_be.or(&self.audience).and(&row.readers())
    }

    /// Who sees the field by default in study week `week`.
    #[must_use]
    pub fn default_audience(&self, row: Row, week: Option<u32>) -> Audience {
        match self.question(week) {
            Some(question) if question.only_me => Audience::only_owner(),
            _ => self.audience.and(&row.readers()),
        }
    }

    /// The question of that study week; weeks past the last question begin again.
    #[must_use]
    pub fn question(&self, week: Option<u32>) -> Option<&Question> {
        let FieldKind::Question { questions, .. } = &self.kind else {
            return None;
        };
        let index = usize::try_from(week.unwrap_or(1).saturating_sub(1)).ok()?;
        questions.get(index % questions.len().max(1))
    }
}
