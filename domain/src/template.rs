//! A diary is data: an edition of a template says which sections, pages and fields it has, what
//! they ask and who may read the answers.
//!
//! Keys are permanent: an answer is found by its page key and field key for as long as anybody
//! keeps a diary. The format of the files is told in `templates/README.md`.

use crate::{
    access::Row,
    answer::{Answer, Answers},
    audience::Audience,
    language::{Language, OwnedText},
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
    /// The section moves from stage to stage.
    pub track: Option<Track>,
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
    /// Grades for which `due` and `revisit` are meant; none named: all that have the page.
    pub dates_for: Vec<u8>,
    /// Grades that have the page; none named: all of the diary.
    pub grades: Vec<u8>,
    /// Month and day from which the contents offer it.
    pub opens: Option<(u32, u32)>,
    pub active: Option<Active>,
    pub timeline: Option<Milestone>,
    pub area: Option<Area>,
    /// Its stage on the section's track.
    pub stage: Option<String>,
    /// Whether it says whom one can talk to at once.
    pub helplines: bool,
    /// The choice that names the only reader of the shown page.
    pub addressed_by: Option<String>,
    pub fields: Vec<Field>,
}

/// What moves from stage to stage, or between people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Track {
    /// Индивидуальный проект: [`crate::track::project`].
    Project,
    /// Исследование: its stages are the template's.
    Research { stages: Vec<Choice> },
    /// ИОП with its agreement: [`crate::track::iep`].
    Iep,
}

/// Cards of which only some are worked on at a time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Active {
    /// The field whose answer closes a card.
    pub until: String,
    pub max: usize,
}

/// That a page's entries stand on «Путь».
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Milestone {
    pub kind: MilestoneKind,
    /// The date field that gives the day.
    pub dated_by: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MilestoneKind {
    Decision,
    Trial,
    Goal,
    Letter,
    Event,
    Project,
    Session,
    Achievement,
    Exam,
}

/// The areas in which the programme hopes to see a change.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Area {
    /// Emotional satisfaction: for the student alone.
    Feelings,
    Views,
    Behaviour,
}

/// How often a page is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repeat {
    Once,
    Week,
    Month,
    Term,
    HalfYear,
    /// Any number of named cards.
    Card,
    /// Any number of named cards in each half-year.
    HalfYearCard,
    /// Any number of free notes.
    Free,
}

impl Repeat {
    /// Whether entries are begun by hand, any number of them.
    #[must_use]
    pub const fn has_cards(self) -> bool {
        matches!(self, Self::Card | Self::HalfYearCard | Self::Free)
    }
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

    /// What a card is called: the text of its naming field or the words of its naming choice.
    #[must_use]
    pub fn name_of(&self, answers: &Answers, language: Language) -> Option<String> {
        let named_by = self.named_by.as_ref()?;
        let Some(Answer::Text(text)) = answers.get(named_by) else {
            return None;
        };
        if let Some(FieldKind::Choice { options }) = self.field(named_by).map(|field| &field.kind) {
            let option = options.iter().find(|option| option.key == *text)?;
            return Some(option.text.of(language).to_owned());
        }
        let first = text.lines().map(str::trim).find(|line| !line.is_empty());
        first.map(str::to_owned)
    }

    /// The words of a choice in each language, or the text as typed; none without an answer.
    #[must_use]
    pub fn words_of<'a>(&'a self, field: &str, answers: &'a Answers) -> Vec<&'a str> {
        let Some(text) = answers.get(field).and_then(Answer::text) else {
            return Vec::new();
        };
        let options = self.field(field).map_or(&[][..], Field::options);
        match options.iter().find(|option| option.key == text) {
            Some(option) => vec![&option.text.ru, &option.text.en],
            None => vec![text],
        }
    }

    /// Whether a student of that grade keeps the page.
    #[must_use]
    pub fn is_for(&self, grade: u8) -> bool {
        self.grades.is_empty() || self.grades.contains(&grade)
    }

    /// Whether its days, `due` and `revisit`, are meant for that grade.
    #[must_use]
    pub fn has_dates_for(&self, grade: u8) -> bool {
        self.is_for(grade) && (self.dates_for.is_empty() || self.dates_for.contains(&grade))
    }
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
