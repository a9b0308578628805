//! Words on the margin: an adult's word opens a conversation of two, the student answers in it.
//!
//! A word is a draft of its author until it is sent. The owner of the diary sees every word on it;
//! an adult only the conversations they opened.

mod comment;
mod read;
mod seen;
mod taken_back;
mod undo;
mod write;

pub(crate) use self::seen::belongs;
pub use self::{
    comment::Comment,
    read::{find, for_adult, for_owner, of_diary, to_student},
    seen::seen,
    taken_back::{TakenBack, on_taken_back},
    undo::undo,
    write::{MAX, Place, Said, has_draft, write},
};
