//! The student's own diary: contents, pages, history, and who read it.

pub mod contents;
pub mod history;
pub mod load;
pub mod page;
pub mod pages;
pub mod readings;
pub mod restore;
pub mod save;
pub mod words;
