//! Pages that students showed: the list of those that wait, what waits for a decision, and one page with its
//! margin.

mod asks;
mod changes;
mod decision_line;
pub mod decisions;
mod done;
mod line;
pub mod list;
pub mod page;
pub mod settle;
pub mod sheet;
mod taken_back;
pub mod track;
