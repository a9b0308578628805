//! «Кто читал мой дневник»: what of a diary left the server for somebody else's eyes. Whatever is
//! somebody else's leaves it by [`open_as`] or [`open_checkins`], which write the line in the same
//! transaction.

mod checkins;
mod line;
mod note;
mod open;
mod opening;
mod resource;
mod shown_page;

pub use self::{
    checkins::open_checkins,
    line::{AccessLine, Of, What, of_diary},
    open::{Opened, open_as},
    opening::{Opening, Way},
    resource::{Judged, resource},
};
