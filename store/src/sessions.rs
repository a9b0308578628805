//! Sign-ins that last. The database knows only hashes of tokens.
//!
//! The end of a session is noticed once, at the first look after it, and written for good: a clock
//! set back revives nothing. Its hash and its person stay a day longer, so that what it sends can
//! be kept for that person ([`crate::kept_posts`]).

mod begin;
mod end;
mod session;

pub use self::{
    begin::{begin, touch},
    end::{end, end_all, ended, note_end, purge},
    session::{Session, TokenHash, find},
};
