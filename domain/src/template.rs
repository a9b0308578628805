//! A diary is data: an edition of a template says which sections, pages and fields it has, what
//! they ask and who may read the answers.
//!
//! Keys are permanent: an answer is found by its page key and field key for as long as anybody
//! keeps a diary. The format of the files is told in `templates/README.md`.

#[cfg(feature = "template")]
mod check;
#[cfg(feature = "template")]
pub(crate) mod fault;
mod field;
#[cfg(feature = "template")]
mod legacy;
mod milestone;
mod page;
#[cfg(feature = "template")]
mod parse;
mod purpose;
#[cfg(feature = "template")]
pub(crate) mod raw;
mod repeat;
#[cfg(feature = "template")]
mod succession;
mod track;

#[cfg(feature = "template")]
pub use check::lacking;
pub use field::{Disagreement, Field};
#[cfg(feature = "template")]
pub use legacy::parse_published;
#[cfg(feature = "template")]
pub use parse::{TemplateError, parse};
pub use purpose::{FieldPurpose, PagePurpose, step_columns};
#[cfg(feature = "template")]
pub use succession::not_after;

pub use crate::field::{ChoiceOption, FieldKind};
use crate::{access::SectionKind, language::OwnedText};

pub use self::{
    milestone::{Active, Area, Milestone, MilestoneKind},
    page::Page,
    repeat::Repeat,
    track::Track,
};

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
