//! A page and what is asked of it.

use super::{
    field::Field,
    milestone::{Active, Area, Milestone},
    purpose::{FieldPurpose, PagePurpose},
    repeat::Repeat,
};
use crate::{
    answer::{Answer, Answers},
    field::FieldKind,
    language::{Language, OwnedText},
    subject,
};

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
