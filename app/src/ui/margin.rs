//! Words on the margin, and the forms to write them. The forms stand apart from the page's own
//! form, because forms cannot stand in each other; their controls name the form they belong to.

mod about;
mod asked;
mod conversation;
mod form;
mod open;
mod said;
mod stances;
mod word;
mod writing;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use store::comments::Comment;

use self::form::Form;
use super::occurrence;
use crate::{
    Request, Typed,
    islands::autosave::Words,
    links::{self, action::COMMENT},
};

pub use self::{said::said, word::is_new, writing::too_long};

/// Where the words about a whole page stand on it.
pub const WHOLE: &str = "about-page";

/// The margin of one page: the words on it, and the forms to write more.
pub struct Margin<'a> {
    request: &'a Request,
    comments: &'a [Comment],
    words: Words,
    forms: Vec<Form>,
    /// What the page is called, and for an adult whose it is.
    about: String,
    /// The shown version, for its readers.
    version: Option<i64>,
    /// When the page was shown, for its readers.
    pub shown_at: Option<DateTime<Utc>>,
}

impl<'a> Margin<'a> {
    #[must_use]
    pub fn new(request: &'a Request, comments: &'a [Comment]) -> Self {
        Self {
            request,
            comments,
            words: super::autosave_words(request.language()),
            forms: Vec::new(),
            about: own_page(request).unwrap_or_default(),
            version: None,
            shown_at: None,
        }
    }

    /// The margin of somebody else's page, named so, in the version that was shown then.
    #[must_use]
    pub fn of_shown(mut self, about: String, (version, at): (i64, DateTime<Utc>)) -> Self {
        self.about = about;
        self.version = Some(version);
        self.shown_at = Some(at);
        self
    }

    /// The forms of all that was drawn, to stand where no other form is around them.
    pub fn forms(&self) -> impl IntoView + use<> {
        self.forms.iter().map(Form::draw).collect_view()
    }

    /// What was typed in that form and comes back.
    fn typed(&self, form: &Form) -> Option<&'a Typed> {
        let typed = self.request.typed(COMMENT)?;
        form.is_of(typed).then_some(typed.as_ref())
    }
}

/// What a page of one's own diary is called, by its address.
fn own_page(request: &Request) -> Option<String> {
    let path = links::of_page(&request.path)?;
    let (key, occurrence) = path.split_once('/')?;
    let (_, page) = request.site.school.editions.page(key)?;
    let occurrence = occurrence.parse().ok()?;
    Some(occurrence::full_title(
        page,
        occurrence,
        None,
        request.language(),
    ))
}
