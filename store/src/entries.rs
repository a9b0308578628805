//! Entries: the draft that only its owner sees, the shown version, and every revision.

mod history;
mod load;
mod remove;
mod restore;
mod save;
mod settle;
mod show;
mod take_back;
mod write;
mod writing;

pub use history::{Kind, Revision, revision, revisions, shown_states};
pub(crate) use load::read_occurrence;
pub use load::{Entry, Line, Part, all, begun_in, find, lines, of_page, of_pages};
pub use remove::remove;
pub use restore::restore;
pub use save::{Draft, Saved, save};
pub use settle::settle;
pub use show::{Publication, show};
pub use take_back::take_back;
pub use writing::Writing;
