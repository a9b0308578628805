//! Finding a page of the signed-in student's diary.

mod find;
mod letter;
mod open;
mod prefill;
mod titles;
mod unreadable;

pub use self::{
    find::{find, named, revisit},
    letter::letter_days,
    open::{Open, Placed, circle, open},
    prefill::prefill,
    titles::{link, opens, order, page_of, title, week, when},
    unreadable::{unreadable_link, unreadable_ones},
};
