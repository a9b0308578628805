//! The student's own diary: contents, pages, history, and who read it.

pub mod areas;
mod asks;
pub mod contents;
pub mod history;
pub mod letter;
pub mod load;
mod lost;
pub mod milestones;
pub mod neighbours;
pub mod page;
pub mod pages;
pub mod path;
pub mod print;
pub mod reading;
pub mod readings;
pub mod restore;
pub mod save;
pub mod see_as;
pub mod sheet;
pub mod standing;
pub mod then_now;
pub mod track;
mod typing;
pub mod words;
