//! Tables are merged row by row and cell by cell. A form says which rows it carries; rows that it
//! does not name are nobody's business here.

mod began;
mod cells;
mod merge;

pub use self::{
    began::{Began, base},
    merge::{both, lay_over, merge},
};

#[cfg(test)]
mod tests;
