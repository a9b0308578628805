//! Fields and the types of their answers.

use super::FieldPurpose;
use crate::{
    access::Row,
    audience::{Audience, Reader},
    language::{Language, OwnedText},
};

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    pub key: String,
    pub kind: FieldKind,
    /// What the product does with it besides.
    pub purpose: Option<FieldPurpose>,
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
    /// An adult's word on the margin may say of each chosen option: supported, or to be discussed.
    pub stances: bool,
    /// How long the text is, is said beside it.
    pub counter: bool,
    /// Asked only when this is so.
    pub when: Option<Disagreement>,
}

/// That the numbers of a comparison lead elsewhere than a wish: [`crate::decision::disagree`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Disagreement {
    /// Where the comparison is.
    pub numbers: Place,
    /// The field of this page that names the wish: a choice or a short text.
    pub wish: String,
}

/// A field of any page of the edition, written `page.field`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    pub page: String,
    pub field: String,
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
        prefill: Option<Prefill>,
    },
    /// A number as typed, with halves and hundredths.
    Number(Range),
    Checklist {
        options: Vec<Choice>,
    },
    Date,
    Grid {
        rows: Vec<Choice>,
        options: Vec<Choice>,
    },
    Mood,
    Matrix(Matrix),
    Topics(Topics),
    Letter {
        dates: Vec<LetterDate>,
        max: usize,
    },
    /// Hours of a week for each option, as wished and as it was.
    TimeMap {
        options: Vec<Choice>,
    },
    /// Nothing is typed: drawn from other answers.
    Computed(Computed),
    /// Declared; shown once its module exists.
    Waiting(Waiting),
}

/// Whole ends of a number, both included, and its unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Range {
    pub from: i64,
    pub to: i64,
    pub unit: OwnedText,
}

/// What an empty table begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Prefill {
    /// The adults around the student and the helplines.
    Circle,
}

/// A weighted comparison; its arithmetic is [`crate::decision`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matrix {
    /// What may be compared; anything else can be typed.
    pub options: Vec<Choice>,
    pub criteria: Vec<Choice>,
    pub options_max: usize,
    /// How many criteria one may add.
    pub own_criteria: usize,
    /// The page whose cards are offered by name while an option is typed.
    pub suggest: Option<String>,
}

/// Topics of a subject with a level of readiness each.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Topics {
    /// The choice on the same page that names the subject.
    pub subject_by: String,
    pub subjects: Vec<Subject>,
    /// How many topics one may add.
    pub own: usize,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Subject {
    pub key: String,
    pub title: OwnedText,
    pub topics: Vec<Choice>,
}

/// A day on which a letter may be opened: of the academic year in that grade.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LetterDate {
    pub key: String,
    pub text: OwnedText,
    pub month: u32,
    pub day: u32,
    pub grade: u8,
}

/// What is computed from which answers; see [`crate::computed`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Computed {
    Difference {
        before: String,
        after: String,
    },
    Sum {
        table: String,
        column: String,
        limit: Option<Limit>,
    },
    Calibration {
        table: String,
    },
    Trend {
        table: String,
        target: String,
    },
    Reserve {
        mine: String,
        passing: String,
    },
    Freshness {
        date: String,
    },
    /// What was answered there first and last.
    ThenNow(Place),
    /// What a comparison of another page says.
    Comparison(Place),
    /// The diary's milestones by day.
    Timeline,
    Sleep,
}

/// A figure of the school's, kept as data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Limit {
    WeeklyLoad,
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

impl Choice {
    /// What the option of that key is called; its key, when an edition no longer has it.
    #[must_use]
    pub fn name<'a>(options: &'a [Self], key: &'a str, language: Language) -> &'a str {
        options
            .iter()
            .find(|option| option.key == key)
            .map_or(key, |option| option.text.of(language))
    }
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
    /// The page whose cards are offered by name while a short text is typed.
    pub suggest: Option<String>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ColumnKind {
    ShortText { max: usize },
    LongText { max: usize },
    Choice { options: Vec<Choice> },
    Scale(Scale),
    Number(Range),
    Date,
    Check,
}

impl Field {
    /// The options it offers to choose from; none, when its answer is no choice.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            FieldKind::Choice { options }
            | FieldKind::Choices { options, .. }
            | FieldKind::Checklist { options } => options,
            _ => &[],
        }
    }

    /// The pages whose cards are offered by name while something is typed here.
    pub fn suggests(&self) -> impl Iterator<Item = &str> {
        let (of_matrix, columns) = match &self.kind {
            FieldKind::Matrix(matrix) => (matrix.suggest.as_deref(), &[][..]),
            FieldKind::Table { columns, .. } => (None, columns.as_slice()),
            _ => (None, &[][..]),
        };
        let of_columns = columns
            .iter()
            .filter_map(|column| column.suggest.as_deref());
        of_matrix.into_iter().chain(of_columns)
    }

    /// Whether something can be answered here.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        !matches!(self.kind, FieldKind::Waiting(_) | FieldKind::Computed(_))
    }

    /// Whether something is drawn here.
    #[must_use]
    pub const fn is_drawn(&self) -> bool {
        !matches!(self.kind, FieldKind::Waiting(_))
    }

    /// Whom the student may choose in a section of that row: the template's word within the
    /// matrix's.
    #[must_use]
    pub fn choosable(&self, row: Row) -> Audience {
        let may_be = self.may_be.or(&self.audience);
        // Editions older than the role mean with a tutor whoever leads the work.
        let leads = [Reader::ProjectSupervisor].into_iter();
        let leads = leads.filter(|_| may_be.contains(Reader::Tutor)).collect();
        may_be.or(&leads).and(&row.readers())
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
