//! Lists inside the diary: the pages of a section, the cards, weeks or notes of a page.

mod half_years;
mod line;
mod list;
mod new;
mod rounds;
mod section;

pub use self::{list::PageEntries, new::NewEntry, section::SectionPages};
