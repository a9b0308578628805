//! Entries: the draft that only its owner sees, the shown version, and every revision.

mod history;
mod load;
mod remove;
mod save;
mod settle;
mod show;

pub use history::{Kind, Revision, restore, revision, revisions, shown_states};
pub(crate) use load::read_occurrence;
pub use load::{Entry, Line, Part, all, find, lines, of_page, of_pages};
pub use remove::remove;
pub use save::{Draft, Saved, Writing, save};
pub use settle::settle;
pub use show::{Publication, show};
