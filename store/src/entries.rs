//! Entries: the draft that only its owner sees, the shown version, and every revision.

mod history;
mod load;
mod save;
mod settle;
mod show;

pub use history::{Kind, Revision, restore, revision, revisions};
pub(crate) use load::read_occurrence;
pub use load::{Entry, Line, find, lines, of_page};
pub use save::{Draft, Saved, Writing, save};
pub use settle::settle;
pub use show::{Publication, show};
