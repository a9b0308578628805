//! Pages that students showed: the list of who waits for a word, and one page with its margin.

mod asks;
mod done;
mod line;
pub mod list;
pub mod page;
pub mod settle;
pub mod track;
