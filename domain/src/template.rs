//! A diary is data: an edition of a template says which sections, pages and fields it has, what
//! they ask and who may read the answers.
//!
//! Keys are permanent: an answer is found by its page key and field key for as long as anybody
//! keeps a diary. The format of the files is told in `templates/README.md`.

use crate::{
    access::SectionKind,
    answer::{Answer, Answers},
    language::{Language, OwnedText},
    subject,
};

#[cfg(feature = "template")]
mod check;
#[cfg(feature = "template")]
pub(crate) mod fault;
mod field;
#[cfg(feature = "template")]
mod legacy;
#[cfg(feature = "template")]
mod parse;
mod purpose;
#[cfg(feature = "template")]
pub(crate) mod raw;
#[cfg(feature = "template")]
mod succession;

#[cfg(feature = "template")]
pub use check::lacking;
#[cfg(feature = "template")]
pub use legacy::parse_published;
#[cfg(feature = "template")]
pub use parse::{TemplateError, parse};
#[cfg(feature = "template")]
pub use succession::not_after;

pub use crate::field::{ChoiceOption, FieldKind};
pub use field::{Disagreement, Field};
pub use purpose::{FieldPurpose, PagePurpose, step_columns};

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
    pub row: SectionKind,
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
    /// What the product does with it besides.
    pub purpose: Option<PagePurpose>,
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
    /// The choice that names the subject the page is about.
    pub subject_by: Option<String>,
    pub fields: Vec<Field>,
}

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

impl Edition {
    /// A page by its key, with the section it is in.
    #[must_use]
    pub fn page(&self, key: &str) -> Option<(&Section, &Page)> {
        self.pages().find(|(_, page)| page.key == key)
    }

    /// The page for a purpose, where there is one.
    #[must_use]
    pub fn page_for(&self, purpose: PagePurpose) -> Option<&Page> {
        self.pages()
            .map(|(_, page)| page)
            .find(|page| page.purpose == Some(purpose))
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

    /// The field for a purpose, where there is one.
    #[must_use]
    pub fn field_for(&self, purpose: FieldPurpose) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.purpose == Some(purpose))
    }

    /// What a card is called: the text of its naming field or the words of its naming choice.
    #[must_use]
    pub fn name_of(&self, answers: &Answers, language: Language) -> Option<String> {
        let named_by = self.named_by.as_ref()?;
        let Some(Answer::Text(text)) = answers.get(named_by) else {
            return None;
        };
        if let Some(FieldKind::Choice(crate::field::OneChoice { options })) =
            self.field(named_by).map(|field| &field.kind)
        {
            let option = options.iter().find(|option| option.key == *text)?;
            return Some(option.text.of(language).to_owned());
        }
        let first = text.lines().map(str::trim).find(|line| !line.is_empty());
        first.map(str::to_owned)
    }

    /// The subject that the page is about.
    #[must_use]
    pub fn subject(&self, answers: &Answers) -> Option<subject::Subject> {
        let named = answers.get(self.subject_by.as_ref()?)?;
        subject::Subject::parse(named.text()?)
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
