//! Where a page stands, in words: who usually sees it, what its button shows and to whom, and
//! whether what is shown is what is written. The page says it when it is drawn, an autosave when
//! it changes.

mod buttons;
mod sentence;
mod usual;

use domain::{
    answer::Answers,
    audience::Audience,
    occurrence::Occurrence,
    shown::{Choices, audience},
    template::{Field, Page, Section},
};
use store::entries::Entry;

use super::load;
use crate::{
    Request,
    ui::{computed::Around, readers::Circle},
};

pub use self::{
    buttons::{SAVE, SHOW},
    sentence::{STANDING, with_versions},
    usual::USUAL,
};

/// A page of one's own diary on one occasion.
#[derive(Clone, Copy)]
pub struct PublicationStatus<'a> {
    pub request: &'a Request,
    pub section: &'a Section,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    pub entry: Option<&'a Entry>,
    pub circle: &'a Circle,
}

impl PublicationStatus<'_> {
    /// Who sees a field now.
    #[must_use]
    pub fn audience(&self, field: &Field) -> Audience {
        let (nothing, none) = (Answers::new(), Choices::new());
        let (answers, choices) = match self.entry {
            Some(entry) => (&entry.draft, &entry.choices),
            None => (&nothing, &none),
        };
        let week = load::week(self.occurrence);
        audience(self.page, field, self.section.row, week, answers, choices)
    }

    fn audiences(&self) -> impl Iterator<Item = (&Field, Audience)> {
        let ready = self.page.fields.iter().filter(|field| field.is_ready());
        ready.map(|field| (field, self.audience(field)))
    }

    /// What the page's own sentences need, as far as it is known without asking the database.
    #[must_use]
    pub fn around(&self) -> Around {
        Around {
            today: self.request.today(),
            weekly_load: i64::from(self.request.site.school.weekly_load),
            ..Around::default()
        }
    }
}
