//! Every state of an entry, kept for ever; the saves of one open page within ten minutes are one.

mod add;
mod last;
mod read;
mod revision;
mod save;

pub(crate) use self::{
    add::{add, keep_damaged},
    last::{Last, last, of_others},
    read::last_readable,
    save::note_save,
};
pub use self::{
    read::{revision, revisions, shown_states},
    revision::{Kind, Revision},
};
